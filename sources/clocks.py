"""A clock: when something happened, as far as anybody said.

A clock is a half-open stretch of time in UTC within which the moment lies, with the precision that was
given. Days, months and weeks begin at midnight in the clock's own zone, so a day in Europe/Berlin is 23, 24
or 25 hours long. A day that nobody gave is never printed.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sources.clock_reading import ClockError, Span, read_span

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
SEASON_CODES = {3: 21, 6: 22, 9: 23, 12: 24}
#: By what an end that is excluded is later than the last moment that belongs to it.
_INSTANT = timedelta(microseconds=1)
MARKS = {"none": "", "approximate": "~", "uncertain": "?"}
LEADS = {"none": "", "approximate": "about ", "uncertain": "perhaps "}
MINUTE = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d{1,6})?)?(Z|[+-]\d{2}:?\d{2})?", re.ASCII
)

__all__ = [
    "UNKNOWN",
    "ClockError",
    "ClockValue",
    "clock_from_span",
    "in_words",
    "in_words_and_edtf",
    "in_zone",
    "parse_edtf",
    "to_edtf",
]


class ClockValue(NamedTuple):
    """One clock.

    earliest, latest: UTC, half-open; both None when unknown, one None for an open end.
    zone: an IANA name. precision: minute, day, week, month, season, year, interval or unknown.
    qualifier: none, approximate or uncertain. basis: stated, declared, resolved, inferred or unknown.
    wording: the words it was read from.
    """

    earliest: datetime | None
    latest: datetime | None
    zone: str
    precision: str
    qualifier: str
    basis: str
    wording: str


UNKNOWN = ClockValue(None, None, "", "unknown", "none", "unknown", "")


@lru_cache(maxsize=64)
def zone_named(name: str) -> ZoneInfo:
    """Return the IANA zone; ClockError when there is none of that name."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise ClockError(f"“{name}” is no time zone. Give one like Europe/Berlin or UTC.") from error


def clock_from_span(
    span: Span, *, zone: str = "UTC", basis: str = "declared", wording: str = ""
) -> ClockValue:
    """Turn calendar days (the last one included) into the instants they cover in that zone."""
    return ClockValue(
        earliest=_midnight(span.first, zone) if span.first else None,
        latest=_midnight(span.last + timedelta(days=1), zone) if span.last else None,
        zone=zone_named(zone).key,
        precision=span.precision,
        qualifier=span.qualifier,
        basis=basis,
        wording=wording,
    )


def parse_edtf(value: str, *, zone: str = "UTC", basis: str = "declared", wording: str = "") -> ClockValue:
    """Read an EDTF date (ISO 8601-2, levels 0 and 1), `2023-W43`, or a date with a time of day.

    A time without offset is local to `zone`; one with an offset fixes the instant, and `zone` still says
    how it is shown. `%` (approximate and uncertain) is kept as uncertain. The wording is the value unless
    another is given. Raises ClockError with a sentence for the person who typed it.
    """
    value = value.strip()
    moment = MINUTE.fullmatch(value)
    if moment:
        return _read_minute(moment, zone, basis, wording or value)
    return clock_from_span(read_span(value), zone=zone, basis=basis, wording=wording or value)


def to_edtf(clock: ClockValue) -> str:
    """Write the clock as EDTF; an unknown clock is the empty string. `2023-W43` is our one extension."""
    return in_words_and_edtf(clock)[1]


def in_words(clock: ClockValue) -> str:
    """Say the clock to a reader: "27 Oct 2023", "week of 23 Oct 2023", "before 24 Oct 2023", "not known".

    An open start is said by the first moment that is too late, as it is stored.
    """
    return in_words_and_edtf(clock)[0]


def in_words_and_edtf(clock: ClockValue) -> tuple[str, str]:
    """Both at once: a page needs both of each of its dates."""
    earliest, _, zone, precision, qualifier, _, _ = clock
    lead, mark = LEADS[qualifier], MARKS[qualifier]
    if precision == "interval":
        days = _days(clock)
        lengths = _lengths(*days)
        return lead + _interval_in_words(*days, *lengths), _interval_in_edtf(*days, *lengths, mark)
    if earliest is None:
        return "not known", ""
    words, edtf = _BY_PRECISION.get(precision, _as_day)(earliest.astimezone(zone_named(zone or "UTC")))
    return lead + words, edtf if precision == "minute" else edtf + mark


def in_zone(clock: ClockValue, zone: str) -> ClockValue:
    """The same local days in another zone; an end that is no midnight is an instant and stays."""
    if clock.precision == "unknown":
        return clock
    before = zone_named(clock.zone)
    ends = [end.astimezone(before).time() for end in (clock.earliest, clock.latest) if end]
    if any(end != time() for end in ends):
        return clock._replace(zone=zone_named(zone).key)
    first, last = _days(clock)
    span = Span(first, last, clock.precision, clock.qualifier)
    return clock_from_span(span, zone=zone, basis=clock.basis, wording=clock.wording)


def _read_minute(moment: re.Match[str], zone: str, basis: str, wording: str) -> ClockValue:
    day, clock, offset = moment.groups()
    try:
        local = datetime.fromisoformat(f"{day}T{clock}{(offset or '').replace('Z', '+00:00')}")
    except ValueError as error:
        raise ClockError(f"“{wording}” is no date and time that exists.") from error
    read_span(day)  # the same bounds hold as for a day
    if local.tzinfo is None:
        local = local.replace(tzinfo=zone_named(zone))
    start = local.astimezone(UTC)
    key = zone_named(zone).key
    return ClockValue(start, start + timedelta(minutes=1), key, "minute", "none", basis, wording)


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone_named(zone)).astimezone(UTC)


def _days(clock: ClockValue) -> tuple[date | None, date | None]:
    """Return the first and the last local day that the clock touches."""
    zone = zone_named(clock.zone or "UTC")
    first = clock.earliest.astimezone(zone).date() if clock.earliest else None
    last = (clock.latest - _INSTANT).astimezone(zone).date() if clock.latest else None
    return first, last


def _iso_end(day: date | None, length: int, mark: str) -> str:
    return day.isoformat()[:length] + mark if day else ".."


def _lengths(first: date | None, last: date | None) -> tuple[int, int]:
    """Return how much of an interval's two ISO dates may be told: 4 year, 7 month, 10 day.

    A stored bound on the first of a month may have been given as that month: then no day is made up.
    """
    start = 10 if first is None or first.day > 1 else 4 if first.month == 1 else 7
    after = last + timedelta(days=1) if last else None
    end = 10 if after is None or after.day > 1 else 4 if after.month == 1 else 7
    if first and last and start != end:
        start, end = max(start, 7), max(end, 7)
        if (first.year, first.month) == (last.year, last.month):
            return 10, 10
    return start, end


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def _as_minute(first: datetime) -> tuple[str, str]:
    words = f"{_day(first)}, {first.hour:02}:{first.minute:02} {first.tzname()}"
    return words, first.isoformat(timespec="seconds")


def _as_day(first: datetime) -> tuple[str, str]:
    # Without the zone, whose offset is looked up for each moment that is written with it.
    return _day(first), first.date().isoformat()


def _as_week(first: datetime) -> tuple[str, str]:
    year, week, _ = first.isocalendar()
    return f"week of {_day(first)}", f"{year:04}-W{week:02}"


def _as_month(first: datetime) -> tuple[str, str]:
    return _month(first), first.date().isoformat()[:7]


def _as_season(first: datetime) -> tuple[str, str]:
    year = f"{first.year}/{(first.year + 1) % 100:02}" if first.month == 12 else str(first.year)
    return f"{SEASONS[first.month]} {year}", f"{first.year:04}-{SEASON_CODES[first.month]}"


def _as_year(first: datetime) -> tuple[str, str]:
    return str(first.year), f"{first.year:04}"


#: How a first moment is said, and written, by how finely it is known; where nothing stands here, as a day.
_BY_PRECISION = {
    "minute": _as_minute,
    "week": _as_week,
    "month": _as_month,
    "season": _as_season,
    "year": _as_year,
}


def _interval_in_edtf(first: date | None, last: date | None, start: int, end: int, mark: str) -> str:
    if not (first or last):
        return ""
    return f"{_iso_end(first, start, mark)}/{_iso_end(last, end, mark)}"


def _interval_in_words(first: date | None, last: date | None, start: int, end: int) -> str:
    if first and last:
        return _closed_in_words(first, last, start, end)
    if first:
        return f"{_told(first, start)} or later"
    return f"before {_told(last + timedelta(days=1), end)}" if last else "not known"


def _told(day: date, length: int) -> str:
    if length == 4:
        return str(day.year)
    return _month(day) if length == 7 else _day(day)


def _closed_in_words(first: date, last: date, start: int, end: int) -> str:
    """Drop from the start what the end repeats: "6 to 12 Oct 2023", "28 Sep to 4 Oct 2023"."""
    began, ended = _told(first, start), _told(last, end)
    if began == ended:
        return ended
    if first.year == last.year:
        began = began.removesuffix(f" {first.year}")
        if first.month == last.month:
            began = began.removesuffix(f" {MONTHS[first.month - 1]}")
    return f"{began} {'or' if last - first == timedelta(days=1) else 'to'} {ended}"
