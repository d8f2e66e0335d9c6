"""Prepared questions about rows with given keys, of which there is mostly one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from claims.queries.shapes import Prepared, Slot, Slots

RowT = TypeVar("RowT")


class Keyed(Generic[RowT]):
    """Rows of which the column `by` is one of the keys: `Keyed("statement_id", Figure.objects.all)`.

    The server takes ten keys for several, sees fewer each time, and plans anew; for one it keeps its plan.
    """

    def __init__(self, by: str, make: Callable[[], QuerySet[Any, RowT]]) -> None:
        self._one: Prepared[RowT] = Prepared(partial(_with, make, {by: Slot("key")}))
        self._several: Prepared[RowT] = Prepared(partial(_with, make, {f"{by}__in": Slots("keys")}))

    def rows(self, keys: Collection[int]) -> list[RowT]:
        """Ask it. One query."""
        if len(keys) == 1:
            return self._one.rows(key=next(iter(keys)))
        return self._several.rows(keys=sorted(keys))


def _with(make: Callable[[], QuerySet[Any, RowT]], keys: Mapping[str, Slot]) -> QuerySet[Any, RowT]:
    return make().filter(**keys)
