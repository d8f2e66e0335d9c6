"""Claims as lists read them: values, and one query however many there are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from claims.models import Claim
from claims.queries.pulse import Dated, dated
from claims.queries.shapes import Prepared, Slots
from claims.querysets import ClaimQuerySet
from claims.state_words import lead, tally, weight
from claims.states import SummaryValues

_VALUES = tuple(one.name for one in fields(SummaryValues))
_DATES = ("first_said", "last_moved")
_PLACES = tuple(place for place, name in enumerate(_VALUES) if name not in _DATES)
_counts = itemgetter(*_PLACES)
_FIRST_SAID, _LAST_MOVED = map(_VALUES.index, _DATES)
_STATEMENTS = _VALUES.index("statements")


class Said(NamedTuple):
    """What a list says of what stands on a claim; see `claims.state_words`."""

    lead: str
    tally: tuple[tuple[str, int, str], ...]
    weight: str


class ListedClaim(NamedTuple):
    """A claim with what lists say of it. slug: of its address; published: its day to be seen has come.

    dated: for its line, see `pulse`; summary: in the order of SummaryValues, all None where nothing was ever
    recorded on it.
    """

    pk: int
    text: str
    slug: str
    published: bool | None
    withdrawn: bool
    dated: Dated
    summary: tuple[Any, ...]

    @property
    def first_said(self) -> datetime | None:
        """The earliest of its statements."""
        moment: datetime | None = self.summary[_FIRST_SAID]
        return moment

    @property
    def last_moved(self) -> datetime | None:
        """When something changed last."""
        moment: datetime | None = self.summary[_LAST_MOVED]
        return moment

    @property
    def statements(self) -> int:
        """How many stand on it."""
        return self.summary[_STATEMENTS] or 0

    def said(self, *, as_of: date) -> Said:
        """In words."""
        return _said(_counts(self.summary), as_of)


@lru_cache(maxsize=4096)
def _said(counts: tuple[Any, ...], as_of: date) -> Said:
    """Many claims have the same few numbers on them."""
    known = {_VALUES[place]: one for place, one in zip(_PLACES, counts, strict=True) if one is not None}
    values = SummaryValues(**known)
    return Said(lead(values, as_of=as_of), tally(values), weight(values))


def listed(keys: Sequence[int]) -> list[ListedClaim]:
    """These claims, in the order of their keys. One query, none where there are no keys."""
    return _in_order(keys, _LISTED.rows(claims=list(keys))) if keys else []


def listed_ahead(keys: Sequence[int]) -> Callable[[], list[ListedClaim]]:
    """The same, asked now and answered while something else is done."""
    if not keys:
        return list
    asked = _LISTED.ahead(claims=list(keys))
    return lambda: _in_order(keys, asked.rows)


def _in_order(keys: Sequence[int], rows: Iterable[tuple[Any, ...]]) -> list[ListedClaim]:
    found = {row[0]: row for row in rows}
    return finished(found[key] for key in keys if key in found)


def columns_of(claims: ClaimQuerySet, *more: Any) -> QuerySet[Any, Any]:
    """The columns of claims as `finished` takes them, and after them such as are given."""
    told = claims.with_slug().annotate(
        published=Q(visible_since__lte=Now()), withdrawn=Q(withdrawn_at__isnull=False), dated=dated()
    )
    own = ("pk", "text", "slug", "published", "withdrawn", "dated")
    values: QuerySet[Any, Any] = told.values_list(*own, *(f"summary__{name}" for name in _VALUES), *more)
    return values


_OWN = len(ListedClaim._fields) - 1


def finished(rows: Iterable[tuple[Any, ...]]) -> list[ListedClaim]:
    """Claims from rows of `columns_of`."""
    return [ListedClaim._make((*row[:_OWN], row[_OWN:])) for row in rows]


_LISTED: Prepared[Any] = Prepared(lambda: columns_of(Claim.objects.order_by().filter(pk__in=Slots("claims"))))
