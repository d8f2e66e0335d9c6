"""Paging by key: a page begins after (or ends before) a row, however many rows there are before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

RowT = TypeVar("RowT", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[RowT]):
    """Rows in the order of the list; the keys to page on with, None where there is nothing more."""

    rows: list[RowT]
    before: int | None
    after: int | None


def page_by_key(
    rows: QuerySet[RowT],
    *,
    size: int,
    newest_first: bool = False,
    after: int | None = None,
    before: int | None = None,
) -> Page[RowT]:
    """One page of `rows` by primary key: the rows that follow the key `after`, or those just ahead of
    `before`. One query, as quick on the last page as on the first.
    """
    backwards = before is not None
    rising = newest_first == backwards
    edge = before if backwards else after
    if edge is not None:
        rows = rows.filter(pk__gt=edge) if rising else rows.filter(pk__lt=edge)
    found = list(rows.order_by("pk" if rising else "-pk")[: size + 1])
    more, shown = len(found) > size, found[:size]
    if backwards:
        shown.reverse()
    has_before = more if backwards else after is not None
    has_after = backwards or more
    return Page(
        rows=shown,
        before=shown[0].pk if shown and has_before else None,
        after=shown[-1].pk if shown and has_after else None,
    )
