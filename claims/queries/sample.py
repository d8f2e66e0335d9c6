"""The first claims of a list: what the numbers beside its filters are counted on, however long it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from django.db.models import F

from claims.queries.narrowing import sampled_links, sampled_topics
from claims.querysets import ClaimQuerySet

#: Claims that are counted; of a longer list it is said that there are more.
MOST = 500
#: Claims on a page of a list.
PAGE = 20
#: How a list may be sorted, the latest first: spelling in an address → the column.
SORTS = {"moved": "summary__last_moved", "said": "summary__first_said"}


class Counted(NamedTuple):
    """What of one claim is counted without its links."""

    pk: int
    state: str
    has_figures: bool
    checked: int


class Sample:
    """The first MOST of the claims in the order of their list; read when asked for."""

    def __init__(self, claims: ClaimQuerySet, *, sort: str) -> None:
        self._claims, self._column = claims, SORTS[sort]

    @cached_property
    def _read(self) -> Sequence[Counted]:
        ordered = self._claims.order_by(F(self._column).desc(nulls_last=True), "-pk")
        columns = ("pk", "summary__state", "summary__has_figures", "summary__checked")
        rows = ordered.filter(summary__isnull=False).values_list(*columns)[: MOST + 1]
        return [Counted(*row) for row in rows]

    @property
    def rows(self) -> Sequence[Counted]:
        """Those that are counted."""
        return self._read[:MOST]

    @property
    def more(self) -> bool:
        """Whether there are claims behind them."""
        return len(self._read) > MOST

    @property
    def first(self) -> Sequence[int]:
        """The claims of the first page, and the one behind it."""
        return [row.pk for row in self._read[: PAGE + 1]]

    @cached_property
    def links(self) -> Sequence[tuple[int, str, int | None, int | None]]:
        """(claim, lane, speaker, outlet) of all that stands on them."""
        return sampled_links([row.pk for row in self.rows]) if self.rows else ()

    @cached_property
    def topics(self) -> Sequence[tuple[int, int]]:
        """(claim, topic)."""
        return sampled_topics([row.pk for row in self.rows]) if self.rows else ()
