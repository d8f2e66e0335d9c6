"""How many of a sample of claims have each state, lane, speaker and outlet: counted by the server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from claims.choices import LANE_OF
from claims.queries.shapes import Given, Shape, Written
from claims.queries.tallies import Counted, Tally, Together, by_group, numbers_of, tally_of

#: What a claim's row in a sample holds.
COLUMNS = ("pk", "summary__state", "summary__has_figures", "summary__checked")


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted over some claims. first: the first of them in their order, as many as are asked for."""

    claims: int = 0
    first: tuple[int, ...] = ()
    figures: int = 0
    checked: int = 0
    states: Mapping[str, int] = field(default_factory=dict)
    lanes: Mapping[str, int] = field(default_factory=dict)
    speakers: Tally = field(default_factory=Tally)
    outlets: Tally = field(default_factory=Tally)


_LANE = " ".join(f"WHEN '{stance.value}' THEN '{lane.value}'" for stance, lane in LANE_OF.items())
# What is read of the sample stands in its order. A state tells, too, how many have figures and were checked.
_SAMPLE = """
    sample (claim, state, has_figures, checked) AS MATERIALIZED ({rows}),
    cut AS NOT MATERIALIZED (SELECT * FROM sample LIMIT {most}),
    links AS MATERIALIZED (
        SELECT target_id AS subject, CASE stance {lane} END AS lane,
            speaker_id AS speaker, outlet_id AS outlet
        FROM claims_standinglink WHERE target_id = ANY (ARRAY(SELECT claim FROM cut))
    ), {counted}
    SELECT 'claims', {columns} FROM sample
    UNION ALL SELECT 'first', NULL, NULL, NULL, 0, ARRAY(SELECT claim FROM sample LIMIT {first}), NULL
    UNION ALL SELECT 'state', NULL, state, NULL, count(*),
        ARRAY[count(*) FILTER (WHERE has_figures), count(*) FILTER (WHERE checked > 0)], NULL
        FROM cut GROUP BY state
    UNION ALL SELECT 'lane', NULL, lane, NULL, count(*), NULL, NULL
        FROM (SELECT DISTINCT subject, lane FROM links) stands GROUP BY lane
    {told}
"""
_NAMES = dict.fromkeys(("speaker", "outlet"), "links")


#: What keys stand in for claims, in a query whose keys are looked up before.
KEYED = RawSQL("ARRAY(SELECT key FROM keyed)", ())


class Counting(Together):
    """Counts over the claims of a query, which has their COLUMNS, in its order.

    most: claims that are counted, where there may be one more; first: so many of the first are told; keys: a
    query for keys that stand in the other one as KEYED, looked up once for all tables it reads.
    """

    def __init__(
        self,
        make: Callable[[], QuerySet[Any, Any]],
        *,
        most: int,
        first: int,
        keys: Callable[[], QuerySet[Any, Any]] | None = None,
    ) -> None:
        super().__init__(make, _SAMPLE, _NAMES, lane=_LANE, most=most, first=first)
        self._keys = keys

    @cached_property
    def _written(self) -> Written:
        read, using, sql, params = super()._written
        if self._keys is None:
            return read, using, f"WITH {sql}", params
        _, _, keys, given = Shape(self._keys)._written
        return read, using, f"WITH keyed (key) AS MATERIALIZED ({keys}), {sql}", (*given, *params)

    def counts(self, **values: Given) -> Counts:
        """Ask it. One query."""
        return _counts(self.rows(**values))


def _counts(rows: Iterable[Counted]) -> Counts:
    groups = by_group(rows)
    marks = [row.keys or (0, 0) for row in groups["state"]]
    return Counts(
        claims=groups["claims"][0].number,
        first=tuple(groups["first"][0].keys or ()),
        figures=sum(figures for figures, _ in marks),
        checked=sum(checked for _, checked in marks),
        states=numbers_of(groups["state"]),
        lanes=numbers_of(groups["lane"]),
        speakers=tally_of(groups, "speaker"),
        outlets=tally_of(groups, "outlet"),
    )
