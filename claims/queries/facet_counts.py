"""How many of a sample of claims have each state, lane, speaker and outlet: counted by the server."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from claims.choices import LANE_OF
from claims.queries.shapes import Given
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
_SAMPLE = """
    WITH sample AS MATERIALIZED (
        SELECT row_number() OVER () AS place, met.* FROM ({rows}) met (claim, state, has_figures, checked)
    ), links AS MATERIALIZED (
        SELECT target_id AS subject, CASE stance {lane} END AS lane,
            speaker_id AS speaker, outlet_id AS outlet
        FROM claims_standinglink
        WHERE target_id = ANY (ARRAY(SELECT claim FROM sample WHERE place <= {most}))
    ), {counted}
    SELECT 'claims', {columns} FROM sample
    UNION ALL SELECT 'first', claim, NULL, NULL, place, NULL, NULL FROM sample WHERE place <= {first}
    UNION ALL SELECT 'figures', NULL, NULL, NULL, count(*), NULL, NULL
        FROM sample WHERE has_figures AND place <= {most}
    UNION ALL SELECT 'checked', NULL, NULL, NULL, count(*), NULL, NULL
        FROM sample WHERE checked > 0 AND place <= {most}
    UNION ALL SELECT 'state', NULL, state, NULL, count(*), NULL, NULL
        FROM sample WHERE place <= {most} GROUP BY state
    UNION ALL SELECT 'lane', NULL, lane, NULL, count(*), NULL, NULL
        FROM (SELECT DISTINCT subject, lane FROM links) stands GROUP BY lane
    {told}
"""
_NAMES = dict.fromkeys(("speaker", "outlet"), "links")


class Counting(Together):
    """Counts over the claims of a query, which has their COLUMNS, in its order.

    most: claims that are counted, where there may be one more; first: so many of the first are told.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, Any]], *, most: int, first: int) -> None:
        super().__init__(make, _SAMPLE, _NAMES, lane=_LANE, most=most, first=first)

    def counts(self, **values: Given) -> Counts:
        """Ask it. One query."""
        return _counts(self.rows(**values))


def _counts(rows: Iterable[Counted]) -> Counts:
    groups = by_group(rows)
    return Counts(
        claims=groups["claims"][0].number,
        first=tuple(row.key for row in sorted(groups["first"], key=lambda row: row.number) if row.key),
        figures=groups["figures"][0].number,
        checked=groups["checked"][0].number,
        states=numbers_of(groups["state"]),
        lanes=numbers_of(groups["lane"]),
        speakers=tally_of(groups, "speaker"),
        outlets=tally_of(groups, "outlet"),
    )
