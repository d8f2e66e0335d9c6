"""A claim's life in one line: when each of its statements was said, on a scale that a page's claims share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db.models import BigIntegerField, Func, OuterRef
from django.db.models.functions import Cast, Extract

from claims.models import StandingLink
from claims.queries.gathered import gathered

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


#: Statements as `dated` tells them: stance, and the first moment and the last in whole seconds of Unix time.
Dated = Sequence[tuple[str, int, int]]


def dated() -> Func:
    """An annotation of claims: what stands on each and has a day, by day. For `pulses`; told by one index.

    Statements whose date is not known, or open at an end, have no place on it.
    """
    links = StandingLink.objects.filter(target=OuterRef("pk"))
    known = links.filter(said_from__isnull=False, said_until__isnull=False).order_by(
        "said_from", "said_until", "stance"
    )
    since, until = (Cast(Extract(day, "epoch"), BigIntegerField()) for day in ("said_from", "said_until"))
    return gathered(known, "stance", since, until)


def pulses(claims: Mapping[int, Dated]) -> Mapping[int, tuple[Beat, ...]]:
    """The lines of claims, from the first to the last day among them."""
    told = [one for statements in claims.values() for one in statements]
    if not told:
        return {}
    first, last = min(since for _, since, _ in told), max(until for *_, until in told)
    # The first and the last moment are as far apart as there is room.
    begin, scale = (EDGE, (WIDTH - 2 * EDGE) / (last - first)) if last > first else (WIDTH / 2, 0.0)
    return {
        claim: tuple(
            Beat(stance, round(begin + (since - first) * scale), round(begin + (until - first) * scale))
            for stance, since, until in statements
        )
        for claim, statements in claims.items()
    }
