"""A claim's life in one line: when each of its statements was said, on a scale that a page's claims share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.models import StatementLink
from claimtrack.roles import Visitor

#: The drawing in its own units; a glyph is 10 wide and stays inside.
WIDTH, EDGE = 208, 8


@dataclass(frozen=True, slots=True)
class Beat:
    """A statement on the line, from `start` to `end` in the drawing's units: as wide as its date is."""

    stance: str
    start: int
    end: int

    @property
    def middle(self) -> int:
        """Where its glyph stands."""
        return (self.start + self.end) // 2


def pulses(claims: Sequence[int], visitor: Visitor) -> Mapping[int, tuple[Beat, ...]]:
    """The lines of these claims, from the first to the last day among them. One query.

    Statements whose date is not known, or open at an end, have no place on it.
    """
    links = StatementLink.objects.seen_by(visitor).standing().with_target().filter(target_id__in=claims)
    dated = links.filter(statement__said_earliest__isnull=False, statement__said_latest__isnull=False)
    columns = ("target_id", "stance", "statement__said_earliest", "statement__said_latest")
    rows = list(dated.order_by("statement__said_earliest", "pk").values_list(*columns))
    if not rows:
        return {}
    scale = _Scale(min(row[2] for row in rows), max(row[3] for row in rows))
    return _beats(rows, scale)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: datetime
    last: datetime

    def at(self, moment: datetime) -> int:
        whole = (self.last - self.first).total_seconds()
        share = (moment - self.first).total_seconds() / whole if whole else 0.5
        return round(EDGE + share * (WIDTH - 2 * EDGE))


def _beats(rows: Sequence[Any], scale: _Scale) -> Mapping[int, tuple[Beat, ...]]:
    found: defaultdict[int, list[Beat]] = defaultdict(list)
    for claim, stance, earliest, latest in rows:
        found[claim].append(Beat(stance, scale.at(earliest), scale.at(latest)))
    return {claim: tuple(beats) for claim, beats in found.items()}
