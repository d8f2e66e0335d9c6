"""Stored clocks, read again from their own words when the day of publication has changed."""

from __future__ import annotations

from sources.clocks import ClockValue
from sources.ingest.when.finding import find_expressions
from sources.ingest.when.resolving import resolve_wording, understood

#: Code points around a statement in which the words for its date are looked for.
AROUND = 400
#: Only what was worked out from words is worked out again; what a text or a person stated stays.
WORKED_OUT = ("resolved", "unknown")


def read_again(
    clock: ClockValue,
    published: ClockValue,
    *,
    language: str = "",
    text: str = "",
    start: int = 0,
    end: int = 0,
) -> ClockValue:
    """Return what the clock's words mean now; the clock itself where they say nothing else.

    text[start:end]: the statement, near which the words stand in their sentence; it tells whether they look
    ahead. Words that are not understood here leave the clock as it is.
    """
    wording = clock.wording
    if clock.basis not in WORKED_OUT or not understood(wording, language=language):
        return clock
    ahead = _looks_ahead(wording, language, text, start, end)
    now = resolve_wording(wording, published, language=language, ahead=ahead, zone=clock.zone or "UTC")
    return clock if _means_the_same(clock, now) else now


def _looks_ahead(wording: str, language: str, text: str, start: int, end: int) -> bool | None:
    """Return what the sentence says, at the place of these words that is nearest to the statement."""
    found = [
        one
        for one in find_expressions(
            text, language=language or "en", start=max(0, start - AROUND), end=min(len(text), end + AROUND)
        )
        if one.wording == wording
    ]
    nearest = min(found, key=lambda one: max(start - one.start, one.end - end, 0), default=None)
    return nearest.ahead if nearest else None


def _means_the_same(one: ClockValue, other: ClockValue) -> bool:
    parts = ("earliest", "latest", "precision", "qualifier")
    return all(getattr(one, part) == getattr(other, part) for part in parts)
