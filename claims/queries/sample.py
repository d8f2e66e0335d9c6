"""The first claims of a list: what the numbers beside its filters are counted on, however long it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import Any

from django.db.models import F, QuerySet

from claims.models import ClaimSummary
from claims.queries.facet_counts import COLUMNS, KEYED, Counting, Counts
from claims.queries.narrowing import placed_under, sampled_topics
from claims.queries.shapes import Slots
from claims.querysets import ClaimQuerySet, among

#: Claims that are counted; of a longer list it is said that there are more.
MOST = 500
#: Claims on a page of a list.
PAGE = 20
#: How a list may be sorted, the latest first: spelling in an address → the column.
SORTS = {"moved": "summary__last_moved", "said": "summary__first_said"}


class Sample:
    """The first MOST of the claims in the order of their list; read when asked for."""

    def __init__(
        self, claims: Callable[[], ClaimQuerySet], *, sort: str, topics: Sequence[int] | None = None
    ) -> None:
        """claims: gives them. topics: keys, where these are all that readers see under them."""
        self._claims, self._sort, self._under = claims, sort, topics

    @cached_property
    def counts(self) -> Counts:
        """What is counted over them. At most two queries."""
        if self._under is not None:
            return _UNDER[self._sort].counts(topics=list(self._under))
        return _OF_KEYS.counts(claims=self._keys[:MOST]) if self._keys else Counts()

    @property
    def number(self) -> int:
        """How many are counted."""
        return min(self._found, MOST)

    @property
    def more(self) -> bool:
        """Whether there are claims behind them."""
        return self._found > MOST

    @property
    def first(self) -> Sequence[int]:
        """The claims of the first page, and the one behind it."""
        return self._keys[: PAGE + 1] if self._under is None else self.counts.first

    @cached_property
    def topics(self) -> Sequence[tuple[int, int]]:
        """(claim, topic)."""
        return sampled_topics(self._keys[:MOST]) if self._keys else ()

    @property
    def _found(self) -> int:
        return len(self._keys) if self._under is None else self.counts.claims

    @cached_property
    def _keys(self) -> list[int]:
        return list(_in_order(self._claims(), self._sort).values_list("pk", flat=True)[: MOST + 1])


def _in_order(claims: ClaimQuerySet, sort: str) -> ClaimQuerySet:
    ordered = claims.order_by(F(SORTS[sort]).desc(nulls_last=True), "-pk")
    return ordered.filter(summary__isnull=False)


def _of_keys() -> QuerySet[Any, Any]:
    rows = ClaimSummary.objects.filter(claim__in=Slots("claims")).order_by()
    told: QuerySet[Any, Any] = rows.values_list(*COLUMNS)
    return told


def _under(sort: str) -> QuerySet[Any, Any]:
    moment = F(SORTS[sort].removeprefix("summary__")).desc(nulls_last=True)
    rows = ClaimSummary.objects.filter(among("claim_id", KEYED)).order_by(moment, "-claim_id")
    told: QuerySet[Any, Any] = rows.values_list(*COLUMNS)[: MOST + 1]
    return told


_OF_KEYS = Counting(_of_keys, most=MOST, first=0)
_UNDER = {
    sort: Counting(
        partial(_under, sort), most=MOST, first=PAGE + 1, placed=partial(placed_under, Slots("topics"))
    )
    for sort in SORTS
}
