"""A claim's life in one line: when each of its statements was said, on a scale that a page's claims share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db.models import QuerySet

from claims.models import StandingLink
from claims.queries.shapes import Prepared, Slots

#: The drawing in its own units; a glyph is 10 wide and stays inside.
WIDTH, EDGE = 208, 8
_SECOND = timedelta(seconds=1)


class Beat(NamedTuple):
    """A statement on the line, from `start` to `end` in the drawing's units: as wide as its date is."""

    stance: str
    start: int
    end: int

    @property
    def middle(self) -> int:
        """Where its glyph stands."""
        return (self.start + self.end) // 2


def pulses(claims: Sequence[int]) -> Mapping[int, tuple[Beat, ...]]:
    """The lines of claims that the visitor sees, from the first to the last day among them. One query.

    Statements whose date is not known, or open at an end, have no place on it.
    """
    rows = _ROWS.rows(claims=list(claims))
    if not rows:
        return {}
    return _beats(rows, min(row[2] for row in rows), max(row[3] for row in rows))


def _dated() -> QuerySet[Any, Any]:
    links = StandingLink.objects.filter(target__in=Slots("claims"))
    dated = links.filter(said_from__isnull=False, said_until__isnull=False)
    columns = ("target_id", "stance", "said_from", "said_until")
    return dated.order_by("said_from", "pk").values_list(*columns)


_ROWS: Prepared[Any] = Prepared(_dated)


def _beats(rows: Sequence[Any], first: datetime, last: datetime) -> Mapping[int, tuple[Beat, ...]]:
    whole = (last - first) / _SECOND
    found: defaultdict[int, list[Beat]] = defaultdict(list)

    def at(moment: datetime) -> int:
        share = ((moment - first) / _SECOND) / whole if whole else 0.5
        return round(EDGE + share * (WIDTH - 2 * EDGE))

    for claim, stance, earliest, latest in rows:
        start = at(earliest)
        found[claim].append(Beat(stance, start, start if latest == earliest else at(latest)))
    return {claim: tuple(beats) for claim, beats in found.items()}
