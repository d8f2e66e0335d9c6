"""A claim's life in one line: when each of its statements was said, on a scale that a page's claims share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.db.models import FloatField, QuerySet
from django.db.models.functions import Cast, Extract

from claims.models import StandingLink
from claims.queries.shapes import Prepared, Slots

#: The drawing in its own units; a glyph is 10 wide and stays inside.
WIDTH, EDGE = 208, 8


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
    since, until = (Cast(Extract(day, "epoch"), FloatField()) for day in ("said_from", "said_until"))
    return dated.order_by("said_from", "pk").values_list("target_id", "stance", since, until)


_ROWS: Prepared[Any] = Prepared(_dated)


def _beats(rows: Sequence[Any], first: float, last: float) -> Mapping[int, tuple[Beat, ...]]:
    """Lines on which the first and the last moment (seconds) are as far apart as there is room."""
    found: defaultdict[int, list[Beat]] = defaultdict(list)
    whole, wide = last - first, WIDTH - 2 * EDGE
    for claim, stance, earliest, latest in rows:
        start, end = (earliest - first) / whole if whole else 0.5, (latest - first) / whole if whole else 0.5
        found[claim].append(Beat(stance, round(EDGE + start * wide), round(EDGE + end * wide)))
    return {claim: tuple(beats) for claim, beats in found.items()}
