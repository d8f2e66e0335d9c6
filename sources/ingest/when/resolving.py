"""What words of a date mean, seen from the day of publication; again whenever that day changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from sources.clock_reading import Span
from sources.clocks import UNKNOWN, ClockValue, clock_from_span, zone_named
from sources.ingest.when.days import Unresolved, days
from sources.ingest.when.finding import Expression
from sources.ingest.when.patterns import Base, Meaning
from sources.ingest.when.stretches import phrase_at
from sources.ingest.when.tokens import LANGUAGES, read_line

#: Days a publication clock may cover for words to be understood from each of its ends.
WIDEST = 31
EARLIEST_YEAR, LATEST_YEAR = 1000, 9999


def resolve(expression: Expression, published: ClockValue, *, zone: str = "UTC") -> ClockValue:
    """Return the clock that the words name, seen from `published`; zone: used where that is unknown.

    Basis *stated* where the words alone say it, else *resolved*. What cannot be known, for want of a date of
    publication or because the words lean on another event, is the unknown clock with its wording.
    """
    return resolve_wording(
        expression.wording, published, language=expression.language, ahead=expression.ahead, zone=zone
    )


def resolve_wording(
    wording: str, published: ClockValue, *, language: str = "", ahead: bool | None = None, zone: str = "UTC"
) -> ClockValue:
    """The same for stored words; language: "en", "de", or "" where not known: the one that knows them."""
    for meaning in _meanings(wording, language):
        if told := _told(meaning, published, ahead):
            return clock_from_span(told[0], zone=published.zone or zone, basis=told[1], wording=wording)
    return UNKNOWN._replace(wording=wording)


def understood(wording: str, *, language: str = "") -> bool:
    """Say whether all of the words are a date, whether or not it can be resolved."""
    return any(_meanings(wording, language))


def _meanings(wording: str, language: str) -> Iterator[Meaning]:
    for tongue in [language] if language in LANGUAGES else list(LANGUAGES):
        line = read_line(wording, tongue)
        phrase = phrase_at(line, 0) if line.letters else None
        if phrase and phrase.end == len(line.letters):
            yield phrase.meaning


def _told(meaning: Meaning, published: ClockValue, ahead: bool | None) -> tuple[Span, str] | None:
    """Return the days and the basis; None where they cannot be known."""
    alone = _seen_from(meaning, None, ahead)
    ends = _days_of(published)
    if ends is None:
        return (alone, "stated") if alone else None
    first, last = (_seen_from(meaning, day, ahead) for day in ends)
    if first is None or last is None:
        return None
    if first == last:
        return first, "stated" if alone == first else "resolved"
    if ends[1] - ends[0] > timedelta(days=WIDEST):
        return None
    return _hull(first, last), "resolved"


def _seen_from(meaning: Meaning, day: date | None, ahead: bool | None) -> Span | None:
    try:
        span = meaning(Base(day, ahead))
    except (Unresolved, ValueError, OverflowError):  # the latter two: a day that no calendar has
        return None
    years = [end.year for end in (span.first, span.last) if end]
    return span if all(EARLIEST_YEAR <= year < LATEST_YEAR for year in years) else None


def _days_of(published: ClockValue) -> tuple[date, date] | None:
    """Return the first and the last local day of publication; None for an unknown or an open clock."""
    if published.earliest is None or published.latest is None:
        return None
    zone = zone_named(published.zone or "UTC")
    last = published.latest - timedelta(microseconds=1)
    return published.earliest.astimezone(zone).date(), last.astimezone(zone).date()


def _hull(one: Span, other: Span) -> Span:
    """Return the days from the earlier beginning to the later end; an open end stays open."""
    firsts, lasts = (one.first, other.first), (one.last, other.last)
    qualifier = one.qualifier if one.qualifier == other.qualifier else "uncertain"
    return days(
        None if None in firsts else min(day for day in firsts if day),
        None if None in lasts else max(day for day in lasts if day),
        qualifier,
    )
