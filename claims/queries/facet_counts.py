"""How many of a sample of claims have each state, lane, speaker and outlet: counted by the server, at once.

Only the finished numbers are fetched, with the names of those that most claims have; see `facets`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet

from claims.choices import LANE_OF
from claims.queries.named import Named
from claims.queries.shapes import Given, Prepared, Written

#: Names shown in a group, those with the most claims; chosen ones come besides.
SHOWN = 12
#: What a claim's row in a sample holds.
COLUMNS = ("pk", "summary__state", "summary__has_figures", "summary__checked")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims each of some names has, and those with the most, which are shown."""

    numbers: Mapping[int, int] = field(default_factory=dict)
    most: tuple[Named, ...] = ()


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


class _Row(NamedTuple):
    """One number. what: of which group; key, words, slug: of what in it; of each group one row has all."""

    what: str
    key: int | None
    words: str | None
    slug: str | None
    number: int
    keys: Sequence[int] | None
    numbers: Sequence[int] | None


_LANE = " ".join(f"WHEN '{stance.value}' THEN '{lane.value}'" for stance, lane in LANE_OF.items())
_SAMPLE = """
    WITH sample AS MATERIALIZED (
        SELECT row_number() OVER () AS place, met.* FROM ({sample}) met (claim, state, has_figures, checked)
    ), links AS MATERIALIZED (
        SELECT target_id AS claim, CASE stance {lane} END AS lane, speaker_id AS speaker, outlet_id AS outlet
        FROM claims_standinglink
        WHERE target_id = ANY (ARRAY(SELECT claim FROM sample WHERE place <= {most}))
    ), speakers AS MATERIALIZED (
        SELECT speaker AS key, count(*) AS number
        FROM (SELECT DISTINCT claim, speaker FROM links WHERE speaker IS NOT NULL) said GROUP BY speaker
    ), outlets AS MATERIALIZED (
        SELECT outlet AS key, count(*) AS number
        FROM (SELECT DISTINCT claim, outlet FROM links WHERE outlet IS NOT NULL) printed GROUP BY outlet
    )
    SELECT 'claims', NULL::bigint, NULL::text, NULL::text, count(*), NULL::bigint[], NULL::bigint[]
        FROM sample
    UNION ALL SELECT 'first', claim, NULL, NULL, place, NULL, NULL FROM sample WHERE place <= {first}
    UNION ALL SELECT 'figures', NULL, NULL, NULL, count(*), NULL, NULL
        FROM sample WHERE has_figures AND place <= {most}
    UNION ALL SELECT 'checked', NULL, NULL, NULL, count(*), NULL, NULL
        FROM sample WHERE checked > 0 AND place <= {most}
    UNION ALL SELECT 'state', NULL, state, NULL, count(*), NULL, NULL
        FROM sample WHERE place <= {most} GROUP BY state
    UNION ALL SELECT 'lane', NULL, lane, NULL, count(*), NULL, NULL
        FROM (SELECT DISTINCT claim, lane FROM links) stands GROUP BY lane
"""
#: Of a group of names: those with the most, and the numbers of all.
_NAMES = """
    UNION ALL (
        SELECT '{one}', key,
            (SELECT name FROM {table} WHERE id = key),
            (SELECT slug FROM {table}address WHERE target_id = key AND current),
            number, NULL, NULL
        FROM {one}s ORDER BY number DESC, key LIMIT {shown}
    )
    UNION ALL SELECT '{one}s', NULL, NULL, NULL, count(*), array_agg(key), array_agg(number) FROM {one}s
"""
_TABLES = {"speaker": "claims_speaker", "outlet": "sources_outlet"}


class Counting(Prepared[_Row]):
    """Counts over the claims of a query, which has their COLUMNS, in its order.

    most: claims that are counted, where there may be one more; first: so many of the first are told.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, Any]], *, most: int, first: int) -> None:
        super().__init__(make)
        self._most, self._first = most, first

    def counts(self, **values: Given) -> Counts:
        """Ask it. One query."""
        return _told(self.rows(**values))

    @cached_property
    def _written(self) -> Written:
        _, using, sql, params = super()._written
        whole = _SAMPLE.format(sample=sql, lane=_LANE, most=self._most, first=self._first)
        names = (_NAMES.format(one=one, table=table, shown=SHOWN) for one, table in _TABLES.items())
        return lambda fetched: [_Row(*row) for row in fetched], using, whole + "".join(names), params


def _told(rows: Iterable[_Row]) -> Counts:
    of: defaultdict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        of[row.what].append(row)
    return Counts(
        claims=of["claims"][0].number,
        first=tuple(row.key for row in sorted(of["first"], key=lambda row: row.number) if row.key),
        figures=of["figures"][0].number,
        checked=of["checked"][0].number,
        states={row.words or "": row.number for row in of["state"]},
        lanes={row.words or "": row.number for row in of["lane"]},
        speakers=_tally(of["speakers"][0], of["speaker"]),
        outlets=_tally(of["outlets"][0], of["outlet"]),
    )


def _tally(whole: _Row, most: Sequence[_Row]) -> Tally:
    """Whoever sees a claim sees whom it names."""
    shown = (Named(row.key, row.words or "", row.slug) for row in most if row.key and row.slug)
    return Tally(dict(zip(whole.keys or (), whole.numbers or (), strict=True)), tuple(shown))
