"""Numbers that the server counted, in one question for all groups of choices: as rows, and out of them.

Only what was counted is fetched, with the names of those that most have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import QuerySet

from claims.queries.named import Named
from claims.queries.shapes import Prepared, Written

#: Names shown in a group, those with the most; chosen ones come besides.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Tally:
    """How many there are of each of some names, and those with the most, which are shown."""

    numbers: Mapping[int, int] = field(default_factory=dict)
    most: tuple[Named, ...] = ()


class Counted(NamedTuple):
    """One number. what: of which group; key, words, slug: of what in it; keys, numbers: of all its names."""

    what: str
    key: int | None
    words: str | None
    slug: str | None
    number: int
    keys: Sequence[int] | None
    numbers: Sequence[int] | None


#: The columns of the first of several selects that are put together.
FIRST = "NULL::bigint, NULL::text, NULL::text, count(*), NULL::bigint[], NULL::bigint[]"
#: Of a group of names: `keys` are told by a select, each once for whatever is counted.
_COUNTED = """
    {one}s AS MATERIALIZED (SELECT key, count(*) AS number FROM ({keys}) each GROUP BY key)
"""
_TOLD = """
    UNION ALL SELECT '{one}', key, name,
        (SELECT slug FROM {table}address WHERE target_id = key AND current LIMIT 1), number, NULL, NULL
        FROM (SELECT key, number FROM {one}s ORDER BY number DESC, key LIMIT {shown}) most
        JOIN {table} named ON named.id = most.key
    UNION ALL SELECT '{one}s', NULL, NULL, NULL, count(*), array_agg(key), array_agg(number) FROM {one}s
"""
_TABLES = {"speaker": "claims_speaker", "outlet": "sources_outlet", "topic": "claims_topic"}


def names_counted(one: str, keys: str) -> str:
    """SQL that counts a group of names; keys: SQL of these, as `key`, each once for whatever is counted."""
    return _COUNTED.format(one=one, keys=keys)


def names_told(one: str) -> str:
    """SQL of its rows: those with the most, and the numbers of all."""
    return _TOLD.format(one=one, table=_TABLES[one], shown=SHOWN)


class Together(Prepared[Counted]):
    """Numbers of all groups over the rows of one query, which stand in `sql` as {rows}.

    keys: SQL of those of each group of names, see `names_counted`; values: what else stands in the SQL.
    """

    def __init__(
        self, make: Callable[[], QuerySet[Any, Any]], sql: str, keys: Mapping[str, str], **values: object
    ) -> None:
        super().__init__(make)
        self._sql, self._keys, self._values = sql, keys, values

    @cached_property
    def _written(self) -> Written:
        _, using, rows, params = super()._written
        whole = self._sql.format(
            rows=rows,
            columns=FIRST,
            counted=",".join(names_counted(one, keys) for one, keys in self._keys.items()),
            told="".join(map(names_told, self._keys)),
            **self._values,
        )
        return _read, using, whole, params


def _read(fetched: Iterable[Sequence[object]]) -> list[Counted]:
    return list(map(Counted._make, fetched))


def by_group(rows: Iterable[Counted]) -> Mapping[str, list[Counted]]:
    """The rows of each group; none of a group that has none."""
    groups: defaultdict[str, list[Counted]] = defaultdict(list)
    for row in rows:
        groups[row.what].append(row)
    return groups


def numbers_of(rows: Iterable[Counted]) -> Mapping[str, int]:
    """By the words of a choice."""
    return {row.words or "": row.number for row in rows}


def tally_of(groups: Mapping[str, list[Counted]], one: str) -> Tally:
    """Of a group of names. Whoever sees what is counted sees whom it names."""
    whole = groups[f"{one}s"][0]
    most = (Named(row.key, row.words or "", row.slug) for row in groups[one] if row.key and row.slug)
    return Tally(dict(zip(whole.keys or (), whole.numbers or (), strict=True)), tuple(most))
