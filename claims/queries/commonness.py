"""How common the terms of an index are, by the statistics that PostgreSQL keeps of it."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.db import connection

#: Seconds for which what was read is good enough: statistics move with thousands of rows.
KEPT = 300.0


@dataclass(frozen=True, slots=True, eq=False)
class Commonness:
    """shares: what part of the rows has a term, the commonest terms alone. rows: about how many there are."""

    shares: Mapping[str, float]
    rows: int


_NOTHING = Commonness(MappingProxyType({}), 0)
_kept: dict[tuple[str, str], tuple[float, Commonness]] = {}

# Beside words, a table may have lists of keys; in an index, words are texts.
_READ = """
    SELECT greatest(reltuples, 0)::bigint, most_common_elems::text::text[], most_common_elem_freqs
    FROM pg_class named LEFT JOIN (
        pg_stats JOIN pg_attribute column_of
        ON column_of.attname = pg_stats.attname AND atttypid IN ('tsvector'::regtype, 'text'::regtype)
    ) ON tablename = relname AND attrelid = named.oid AND most_common_elems IS NOT NULL
    WHERE named.oid = to_regclass(%s)
"""
#: The database's own stems: a word is common under these.
_STEMS = """
    SELECT tsvector_to_array(compared_terms(word))
    FROM unnest(%s::text[]) WITH ORDINALITY AS asked(word, place) ORDER BY place
"""


def commonness(index: str) -> Commonness:
    """Say how common the terms of an index are; one query in five minutes for each process.

    A table that was never analysed has no statistics: then it is small, and every term counts as rare.
    """
    key = (str(connection.settings_dict["NAME"]), index)
    read_at, known = _kept.get(key, (0.0, _NOTHING))
    if not read_at or time.monotonic() - read_at > KEPT:
        known = _read(index)
        _kept[key] = (time.monotonic(), known)
    return known


def rows_with_each(words: Sequence[str], *, index: str) -> list[float]:
    """About how many rows have each word, as the index folds it; 0 where it is not common. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_STEMS, [list(words)])
        stems = [row[0] for row in cursor.fetchall()]
    known = commonness(index)
    return [known.rows * max((known.shares.get(stem, 0.0) for stem in each), default=0.0) for each in stems]


def forget() -> None:
    """Read the statistics anew at the next question."""
    _kept.clear()


def _read(index: str) -> Commonness:
    with connection.cursor() as cursor:
        cursor.execute(_READ, [index])
        row = cursor.fetchone()
    if row is None:
        return _NOTHING
    # Behind the shares stand the least and the greatest of them.
    return Commonness(dict(zip(row[1] or (), row[2] or (), strict=False)), int(row[0]))
