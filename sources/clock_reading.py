"""Read an EDTF string into calendar days; `sources.clocks` turns days into instants.

The library edtf knows the grammar of ISO 8601-2. It is not used for: plain `2023`, `2023-10` and
`2023-10-27` (every imported file may have one; the library takes 5 ms each and 0.1 s to import), a time of
day (it keeps the text but not the instant), ISO weeks (not EDTF), qualified seasons (it refuses them), and
the days of a season (its winter is December alone, and an open end is a float).
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

PLAIN = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
WEEK = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)
STRAY_MARK = re.compile(r"\.[~?%]|[~?%]\.")  # an open end cannot be uncertain; the library stumbles there
SLIPS = (TypeError, AttributeError, LookupError)  # what the library raises on odd input besides its own
SEASON_STARTS = {21: 3, 22: 6, 23: 9, 24: 12}
QUALIFIERS = {"~": "approximate", "?": "uncertain", "%": "uncertain"}
YEARS = range(1000, 9999)
LONGEST = 60
HELP = "Write it like 2023, 2023-10, 2023-10-27, 2023-W43, 2023-22 (summer) or 2023-10-01/2023-10-07."


class ClockError(ValueError):
    """A date that cannot be read; its text is a sentence for the person who gave it."""


@dataclass(frozen=True, slots=True)
class Span:
    """Calendar days, both ends included; None is an open end. Precision and qualifier as in a clock."""

    first: date | None
    last: date | None
    precision: str
    qualifier: str = "none"


def read_span(value: str) -> Span:
    """Return the days an EDTF value covers. Raises ClockError."""
    if not value or len(value) > LONGEST:
        raise ClockError(f"This is no date. {HELP}")
    body, mark = (value[:-1], value[-1]) if value[-1] in QUALIFIERS and "/" not in value else (value, "")
    span = _read_plain(body) or _read_week(body) or _read_with_library(body, value)
    for day in (span.first, span.last):
        if day and day.year not in YEARS:
            raise ClockError(f"The year in “{value}” must lie between {YEARS[0]} and {YEARS[-1]}.")
    if span.first and span.last and span.first > span.last:
        raise ClockError(f"“{value}” ends before it begins.")
    return replace(span, qualifier=QUALIFIERS[mark]) if mark else span


def month_span(year: int, month: int) -> Span:
    """Return the days of a month."""
    return Span(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")


def _read_plain(value: str) -> Span | None:
    found = PLAIN.fullmatch(value)
    if not found:
        return None
    year, month, day = (None if part is None else int(part) for part in found.groups())
    if year is None:
        return None
    if day is None and month in SEASON_STARTS:
        return _season(year, month)
    try:
        if month is None:
            return Span(date(year, 1, 1), date(year, 12, 31), "year")
        if day is None:
            return month_span(year, month)
        return Span(date(year, month, day), date(year, month, day), "day")
    except (ValueError, IndexError) as error:
        raise ClockError(f"“{value}” is no day, month, season or year that exists.") from error


def _season(year: int, code: int) -> Span:
    """Seasons are those of the northern hemisphere; the winter of a year begins in its December."""
    start = SEASON_STARTS[code]
    end_year, end_month = (year + 1, 2) if start == 12 else (year, start + 2)
    return Span(date(year, start, 1), month_span(end_year, end_month).last, "season")


def _read_week(value: str) -> Span | None:
    found = WEEK.fullmatch(value)
    if not found:
        return None
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
    except ValueError as error:
        raise ClockError(f"“{value}” is no week that exists.") from error
    return Span(monday, monday + timedelta(days=6), "week")


def _read_with_library(body: str, value: str) -> Span:
    import edtf  # late: 0.1 s, and most dates never come this way

    if not body.isascii() or STRAY_MARK.search(body):
        raise ClockError(f"“{value}” is no date that can be read. {HELP}")
    try:
        return _from_parsed(edtf.parse_edtf(body), value)
    except (edtf.EDTFParseException, *SLIPS) as error:
        raise ClockError(f"“{value}” is no date that can be read. {HELP}") from error


def _from_parsed(parsed: Any, value: str) -> Span:
    """Turn what the library understood into days; what a clock cannot hold is refused."""
    kind = type(parsed).__name__
    if kind == "UncertainOrApproximate":
        span = _from_parsed(parsed.date, value)
        mark = str(parsed.ua) if parsed.ua else ""
        return replace(span, qualifier=QUALIFIERS[mark]) if mark in QUALIFIERS else span
    if kind in ("Date", "Season", "Unspecified"):
        return _from_unspecified(str(parsed), value)
    if kind in ("Interval", "Level1Interval"):
        return _from_ends(_end(parsed.lower, value), _end(parsed.upper, value), value)
    if kind == "OneOfASet":
        return _from_choices([str(item) for item in parsed.objects], value)
    raise ClockError(f"“{value}” is a date of a kind that is not kept here. {HELP}")


def _from_unspecified(text: str, value: str) -> Span:
    """`2023-10-XX` is a month, `2023-XX` a year, `202X` an interval of years."""
    known = text
    while known.endswith("-XX"):
        known = known.removesuffix("-XX")
    plain = _read_plain(known)
    if plain:
        return plain
    year = known.replace("X", "0")
    if not re.fullmatch(r"\d{4}", year, re.ASCII) or len(text) != 4:
        raise ClockError(f"“{value}” leaves too much open. {HELP}")
    try:
        return Span(date(int(year), 1, 1), date(int(known.replace("X", "9")), 12, 31), "interval")
    except ValueError as error:
        raise ClockError(f"“{value}” is no date that exists.") from error


def _end(parsed: Any, value: str) -> Span | None:
    return None if type(parsed).__name__ == "UnspecifiedIntervalSection" else _from_parsed(parsed, value)


def _from_ends(lower: Span | None, upper: Span | None, value: str) -> Span:
    if lower is None and upper is None:
        raise ClockError(f"“{value}” is open at both ends: leave the date empty instead.")
    marks = {end.qualifier for end in (lower, upper) if end} - {"none"}
    qualifier = "uncertain" if "uncertain" in marks else "approximate" if marks else "none"
    first, last = lower.first if lower else None, upper.last if upper else None
    return Span(first, last, "interval", qualifier)


def _from_choices(choices: list[str], value: str) -> Span:
    """One of several days: kept when they follow one another, for a gap would be lost."""
    spans = [read_span(part) for choice in choices for part in choice.split("..")]
    days = [day for span in spans for day in (span.first, span.last) if day]
    touching = all(
        left.last and right.first and right.first - left.last == timedelta(days=1)
        for left, right in pairwise(spans)
    )
    if ".." not in value and not touching:
        raise ClockError(f"“{value}” has a gap: give one interval, like 2023-10-23/2023-10-24.")
    return Span(min(days), max(days), "interval")
