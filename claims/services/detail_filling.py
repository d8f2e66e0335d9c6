"""One detail for every article of a batch that lacks it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User

from claims.services.details import DetailChange, save_details
from sources.ingest.cells import CellError, read_cell
from sources.models import Article, ImportBatch

#: Articles filled by one request: it takes a second or two, and the next press goes on.
AT_ONCE = 500
#: What may be the same for a whole batch.
SHARED = ("outlet", "published", "language")


@dataclass(frozen=True, slots=True)
class Filled:
    """Which articles were filled, and how many still lack it."""

    ids: tuple[int, ...]
    left: int


def fill_empty(*, editor: User, batch: ImportBatch, field: str, typed: str) -> Filled:
    """Put a value into that field of the batch's articles where it is unknown, at most AT_ONCE of them.

    Raises CellError for what cannot be read, NotSaved where somebody changed one of them just now.
    """
    if not read_cell(field, typed).value:
        raise CellError("Say first what to put there.")
    rows = Article.objects.of_batch(batch.pk).lacking(field)
    found = list(rows.order_by("pk").values_list("pk", "version")[:AT_ONCE])
    changes = [DetailChange(pk, version, {field: typed}) for pk, version in found]
    ids = save_details(editor=editor, batch=batch, changes=changes)
    return Filled(ids, rows.count())
