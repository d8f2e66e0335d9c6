"""Many rows in one column: what else a query would be asked for, told beside the row that they belong to."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Func, JSONField, QuerySet
from django.db.models.expressions import Combinable


def gathered(rows: QuerySet[Any], *columns: Combinable | str) -> Func:
    """An annotation: the rows in their order, each a list of these columns; `[]` where there are none.

    rows: filtered by `OuterRef`. Columns: of words, whole numbers and yes or no; a date comes as its text.
    """
    row = Func(*columns, function="jsonb_build_array", output_field=JSONField())
    return Func(
        ArraySubquery(rows.annotate(gathered=row).values("gathered")),
        function="to_jsonb",
        output_field=JSONField(),
    )
