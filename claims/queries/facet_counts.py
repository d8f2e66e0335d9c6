"""How many of a sample of claims have each state, lane, speaker and outlet: counted by the server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from claims.choices import LANE_OF, Lane
from claims.queries.narrowing import seen_among
from claims.queries.shapes import Given, Shape, Written
from claims.queries.tallies import Counted, Tally, Together, by_group, numbers_of, tally_of

#: What a claim's row in a sample holds: columns of its summary.
COLUMNS = ("claim_id", "state", "has_figures", "checked", "stale", "lanes", "by_speakers", "in_outlets")


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
#: Of a claim whose summary waits for the sweep, what it would hold: from what stands on it.
_AS_IT_STANDS = """
    CASE WHEN stale
        THEN ARRAY(
            SELECT DISTINCT {one} FROM claims_standinglink WHERE target_id = claim AND {one} IS NOT NULL
        )
        ELSE {held} END
"""


def _each(one: str, held: str) -> str:
    """SQL of the keys of a group of names, which summaries hold."""
    return f"SELECT unnest({_AS_IT_STANDS.format(one=one, held=held)}) AS key FROM cut"  # noqa: S608


_KEYS = {"speaker": _each("speaker_id", "by_speakers"), "outlet": _each("outlet_id", "in_outlets")}
# What is read of the sample stands in its order. A state tells, too, how many have figures, were checked and
# stand in each lane.
_SAMPLE = """
    sample (claim, state, has_figures, checked, stale, lanes, by_speakers, in_outlets)
        AS MATERIALIZED ({rows}),
    cut AS NOT MATERIALIZED (SELECT * FROM sample LIMIT {most}), {counted}
    SELECT 'claims', {columns} FROM sample
    UNION ALL SELECT 'first', NULL, NULL, NULL, 0, ARRAY(SELECT claim FROM sample LIMIT {first}), NULL
    UNION ALL SELECT 'state', NULL, state, NULL, count(*), ARRAY[{marks}], NULL
        FROM (SELECT state, has_figures, checked, {lanes} AS lanes FROM cut) told GROUP BY state
    {told}
"""
_MARKS = ", ".join(
    f"count(*) FILTER (WHERE {fits})"
    for fits in ("has_figures", "checked > 0", *(f"'{lane.value}' = ANY (lanes)" for lane in Lane))
)
_LANES = _AS_IT_STANDS.format(one=f"CASE stance {_LANE} END", held="lanes")


#: Keys that are looked up before: of what is placed under topics and seen, over merges; some more than once.
_KEYED = """
    WITH placed (key, target, seen) AS MATERIALIZED ({placed}),
    keyed (key) AS MATERIALIZED (SELECT key FROM placed WHERE seen UNION ALL ({merged}))
"""
_MERGED = RawSQL("ARRAY(SELECT target FROM placed WHERE target IS NOT NULL)", ())
#: What stands for claims in a query whose keys are looked up before.
KEYED = RawSQL("ARRAY(SELECT key FROM keyed)", ())


class Counting(Together):
    """Counts over the claims of a query, which has their COLUMNS, in its order.

    most: claims that are counted, where there may be one more; first: so many of the first are told; placed:
    a query as `placed_under` is, for claims of which those that readers see stand in the other one as KEYED.
    """

    def __init__(
        self,
        make: Callable[[], QuerySet[Any, Any]],
        *,
        most: int,
        first: int,
        placed: Callable[[], QuerySet[Any, Any]] | None = None,
    ) -> None:
        super().__init__(make, _SAMPLE, _KEYS, marks=_MARKS, lanes=_LANES, most=most, first=first)
        self._placed = placed

    @cached_property
    def _written(self) -> Written:
        read, using, sql, params = super()._written
        if self._placed is None:
            return read, using, f"WITH {sql}", params
        _, _, placed, given = Shape(self._placed)._written
        _, _, merged, more = Shape(partial(seen_among, _MERGED))._written
        keyed = _KEYED.format(placed=placed, merged=merged)
        return read, using, f"{keyed}, {sql}", (*given, *more, *params)

    def counts(self, **values: Given) -> Counts:
        """Ask it. One query."""
        return _counts(self.rows(**values))


def _counts(rows: Iterable[Counted]) -> Counts:
    groups = by_group(rows)
    marks = [sum(each) for each in zip(*(row.keys or () for row in groups["state"]), strict=True)]
    figures, checked, *lanes = marks or [0] * (2 + len(Lane))
    return Counts(
        claims=groups["claims"][0].number,
        first=tuple(groups["first"][0].keys or ()),
        figures=figures,
        checked=checked,
        states=numbers_of(groups["state"]),
        lanes={lane.value: number for lane, number in zip(Lane, lanes, strict=True) if number},
        speakers=tally_of(groups, "speaker"),
        outlets=tally_of(groups, "outlet"),
    )
