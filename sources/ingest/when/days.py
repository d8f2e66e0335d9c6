"""Calendar arithmetic: the day, week, month, season or year that a word means, seen from a day. Pure."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from sources.clock_reading import Span

APPROXIMATE = "approximate"
#: Days of shorter units are days: nothing finer than a day is worked out.
LENGTH = {"minute": 0, "hour": 0, "day": 1, "week": 7, "fortnight": 14}
MONTHS = {"month": 1, "year": 12, "decade": 120}


class Unresolved(Exception):
    """It cannot be known: the day of publication is not known, or the words lean on another event."""


def day(when: date) -> Span:
    """The day itself."""
    return Span(when, when, "day")


def days(first: date | None, last: date | None, qualifier: str = "none") -> Span:
    """An interval, both ends included; None is an open end."""
    if first and last and first > last:
        raise Unresolved
    return Span(first, last, "interval", qualifier)


def week(when: date) -> Span:
    """Monday to Sunday."""
    monday = when - timedelta(days=when.weekday())
    return Span(monday, monday + timedelta(days=6), "week")


def month(year: int, number: int) -> Span:
    """A month; numbers outside 1 to 12 lie in years before or after."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return Span(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def season(year: int, start: int) -> Span:
    """Three months from `start` (3, 6, 9 or 12); a winter is named by the year of its December."""
    return Span(date(year, start, 1), month(year, start + 2).last, "season")


def year(number: int) -> Span:
    """A year."""
    return Span(date(number, 1, 1), date(number, 12, 31), "year")


def decade(first: int) -> Span:
    """Ten years."""
    return days(date(first, 1, 1), date(first + 9, 12, 31))


def weekend(when: date) -> Span:
    """Saturday and Sunday of that day's week."""
    saturday = when + timedelta(days=5 - when.weekday())
    return days(saturday, saturday + timedelta(days=1))


def moved(when: date, number: int, unit: str) -> date:
    """That many units later, earlier where negative; a 31st becomes the last day of a shorter month."""
    if unit in MONTHS:
        target = month(when.year, when.month + number * MONTHS[unit])
        first, last = target.first or when, target.last or when
        return first.replace(day=min(when.day, last.day))
    if unit in ("minute", "hour"):
        hours = number if unit == "hour" else 0
        return when + timedelta(days=-(-abs(hours) // 24) * (1 if number > 0 else -1))
    return when + timedelta(days=LENGTH[unit] * number)


def unit_of(when: date, unit: str) -> Span:
    """The unit in which a day lies."""
    if unit == "month":
        return month(when.year, when.month)
    if unit == "year":
        return year(when.year)
    if unit == "decade":
        return decade(when.year - when.year % 10)
    return week(when) if unit in ("week", "fortnight") else day(when)


def weekday(seen_from: date, number: int, *, ahead: bool = False) -> date:
    """The weekday within the seven days up to `seen_from`; ahead: within the seven from it on."""
    back = (seen_from.weekday() - number) % 7
    return seen_from + timedelta(days=(7 - back) % 7 if ahead else -back)


def part_of(span: Span, which: str) -> Span:
    """Early (e), mid (m) or late (l) in a span: about; a day or a week is told as itself."""
    first, last = span.first, span.last
    if first is None or last is None or span.precision in ("day", "minute", "week"):
        return span
    if span.precision == "month":
        bounds = {"e": (1, 10), "m": (11, 20), "l": (21, last.day)}[which]
        return days(first.replace(day=bounds[0]), first.replace(day=bounds[1]), APPROXIMATE)
    if span.precision == "year":
        begin, end = {"e": (1, 3), "m": (5, 8), "l": (10, 12)}[which]
        return days(month(first.year, begin).first, month(first.year, end).last, APPROXIMATE)
    if last.year - first.year == 9:
        begin, end = {"e": (0, 3), "m": (3, 7), "l": (7, 9)}[which]
        return days(date(first.year + begin, 1, 1), date(first.year + end, 12, 31), APPROXIMATE)
    return Span(first, last, span.precision, APPROXIMATE)
