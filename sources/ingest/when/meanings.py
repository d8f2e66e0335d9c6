"""What each pattern of a single date means: a day, week, month, season or year, seen from a day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from sources.clock_reading import Span
from sources.ingest.when import days
from sources.ingest.when.days import Unresolved
from sources.ingest.when.patterns import Base, Hit, Meaning

#: Days that a date without its year may lie back before it is doubtful whether it does not lie ahead.
LONG_AGO = 270


def _shift(letter: str) -> int:
    return {"L": -1, "Z": -1, "X": 1}.get(letter, 0)


def in_figures(hit: Hit) -> Meaning | None:
    """A date in figures; one that can be read in two ways is unresolved."""
    token = hit.token("date")
    value = token.value if token else None
    if isinstance(value, tuple):
        return _day_of(value[0], value[1], None)
    return lambda base: days.day(value) if isinstance(value, date) else _unknown(base)


def _unknown(base: Base) -> Span:
    raise Unresolved


def day_and_month(hit: Hit) -> Meaning | None:
    """3 May, May 3, with its year, with “last year”, or the latest one."""
    number = hit.number("day")
    if not 1 <= number <= 31:
        return None
    month, rel = hit.number("month"), hit.letter("rel")
    if rel and hit.text("unit") == "year":
        return lambda base: days.day(date(base.known.year + _shift(rel), month, number))
    if rel:
        return None
    return _day_of(number, month, hit.number("year") or None)


def _day_of(number: int, month: int, year: int | None) -> Meaning:
    if year:
        return lambda base: days.day(date(year, month, number))
    return lambda base: _nearest(base, lambda y: days.day(date(y, month, number)))


def _nearest(base: Base, in_year: Callable[[int], Span]) -> Span:
    """Take the latest of a date of every year that has begun; ahead: the next that is not over.

    29 February exists in some years only. What lies long ago and soon ahead as well is uncertain.
    """
    seen_from = base.known
    found = [span for y in range(seen_from.year - 8, seen_from.year + 9) for span in _existing(in_year, y)]
    if not found:
        raise Unresolved  # 31 April
    if base.ahead:
        return next(span for span in found if (span.last or seen_from) >= seen_from)
    past = next(span for span in reversed(found) if (span.first or seen_from) <= seen_from)
    doubtful = base.ahead is None and (seen_from - (past.last or seen_from)).days > LONG_AGO
    return Span(past.first, past.last, past.precision, "uncertain") if doubtful else past


def _existing(in_year: Callable[[int], Span], year: int) -> list[Span]:
    try:
        return [in_year(year)]
    except ValueError:
        return []


def month(hit: Hit) -> Meaning | None:
    """March 2023, March of this year, last March, in March."""
    number, year, rel = hit.number("month"), hit.number("year"), hit.letter("rel")
    if year:
        return lambda base: days.month(year, number)
    if hit.letter("unit") and hit.text("unit") != "year":
        return None
    if rel and hit.letter("unit"):
        return lambda base: days.month(base.known.year + _shift(rel), number)
    if rel == "T":
        return lambda base: days.month(base.known.year, number)
    if rel:
        return lambda base: _other(base, lambda y: days.month(y, number), _shift(rel))
    return lambda base: _nearest(base, lambda y: days.month(y, number))


def _other(base: Base, in_year: Callable[[int], Span], shift: int) -> Span:
    """Take the latest that is over before, or the first that begins after, without the one that goes on."""
    seen_from = base.known
    found = [in_year(y) for y in range(seen_from.year - 2, seen_from.year + 3)]
    if shift > 0:
        return next(span for span in found if span.first and span.first > seen_from)
    return next(span for span in reversed(found) if span.last and span.last < seen_from)


def season(hit: Hit) -> Meaning | None:
    """Summer 2022, last summer, this summer, in summer."""
    start, year, rel = hit.number("season"), hit.number("year"), hit.letter("rel")
    if year:
        return lambda base: days.season(year, start)
    if hit.letter("unit") and hit.text("unit") != "year":
        return None
    if rel and hit.letter("unit"):
        return lambda base: days.season(base.known.year + _shift(rel), start)
    if rel in ("L", "Z", "X"):
        return lambda base: _other(base, lambda y: days.season(y, start), _shift(rel))
    if rel == "T":
        return lambda base: _this_season(base.known, start)
    return lambda base: _nearest(base, lambda y: days.season(y, start))


def _this_season(seen_from: date, start: int) -> Span:
    running = days.season(seen_from.year - 1, start)
    return running if running.last and running.last >= seen_from else days.season(seen_from.year, start)


def weekday(hit: Hit) -> Meaning:
    """On Thursday, last Thursday, next Thursday, this Thursday."""
    number, rel = hit.number("weekday"), hit.letter("rel")

    def meaning(base: Base) -> Span:
        seen_from = base.known
        if rel in ("L", "Z"):
            return days.day(days.weekday(seen_from - timedelta(days=1), number))
        if rel == "X":
            return days.day(days.weekday(seen_from + timedelta(days=1), number, ahead=True))
        if rel == "T":
            return days.day(seen_from + timedelta(days=number - seen_from.weekday()))
        return days.day(days.weekday(seen_from, number, ahead=bool(base.ahead)))

    return meaning


def weekday_of_week(hit: Hit) -> Meaning | None:
    """Thursday of last week."""
    if hit.text("unit") != "week":
        return None
    number, shift = hit.number("weekday"), _shift(hit.letter("rel"))

    def meaning(base: Base) -> Span:
        monday = base.known - timedelta(days=base.known.weekday())
        return days.day(monday + timedelta(days=7 * shift + number))

    return meaning


def night_to(hit: Hit) -> Meaning | None:
    """The night to Thursday: it begins on Wednesday."""
    if hit.text("part") != "night":
        return None
    second = weekday(hit)

    def meaning(base: Base) -> Span:
        last = second(base).last or base.known
        return days.days(last - timedelta(days=1), last)

    return meaning


def today(hit: Hit) -> Meaning | None:
    """Today, yesterday, tomorrow."""
    offset = hit.number("today") + hit.number("more")
    return lambda base: days.day(base.known + timedelta(days=offset))


def day_before(hit: Hit) -> Meaning | None:
    """The day before yesterday, the day after tomorrow."""
    offset = hit.number("today")
    if hit.text("unit") != "day" or not offset:
        return None
    return lambda base: days.day(base.known + timedelta(days=2 * offset))


def this_part(hit: Hit) -> Meaning:
    """This morning; last night, told as the day on which it began."""
    last_night = hit.letter("rel") in ("L", "Z")
    return lambda base: days.day(base.known - timedelta(days=1 if last_night else 0))


def unit(hit: Hit) -> Meaning | None:
    """Last week, this month, next year."""
    unit, shift = hit.text("unit"), _shift(hit.letter("rel"))
    if unit in ("day", "hour", "minute"):
        return None
    return lambda base: days.unit_of(days.moved(base.known, shift, unit), unit)


def weekend(hit: Hit) -> Meaning:
    """At the weekend, last weekend, next weekend."""
    rel = hit.letter("rel")

    def meaning(base: Base) -> Span:
        seen_from = base.known
        if rel == "T" or (not rel and base.ahead):
            return days.weekend(seen_from)
        if rel == "X":
            return days.weekend(seen_from + timedelta(days=7 if seen_from.weekday() > 4 else 0))
        begun = seen_from.weekday() > 4 and not rel
        return days.weekend(seen_from - timedelta(days=0 if begun else 7))

    return meaning


def share_of_year(hit: Hit) -> Meaning | None:
    """The first half of 2023, the third quarter of last year."""
    months = {"h": 6, "q": 3}[hit.letter("kind")]
    number = 12 // months if hit.letter("share") == "L" else hit.number("share")
    if not 1 <= number <= 12 // months:
        return None
    year, rel = hit.number("year"), hit.letter("rel")
    if not year and hit.text("unit") != "year":
        return None

    def meaning(base: Base) -> Span:
        in_year = year or base.known.year + _shift(rel)
        last = days.month(in_year, number * months)
        return days.days(date(in_year, (number - 1) * months + 1, 1), last.last)

    return meaning


def day_of_month(hit: Hit) -> Meaning | None:
    """On the 3rd: the latest one."""
    number = hit.number("day")
    if not 1 <= number <= 31:
        return None

    def meaning(base: Base) -> Span:
        step = 1 if base.ahead else -1
        for shift in range(3):
            first = days.month(base.known.year, base.known.month + step * shift).first or base.known
            if number > monthrange(first.year, first.month)[1]:
                continue
            found = first.replace(day=number)
            if found == base.known or (found > base.known) == bool(base.ahead):
                return days.day(found)
        raise Unresolved

    return meaning


def decade(hit: Hit) -> Meaning:
    """The 1990s."""
    return lambda base: days.decade(hit.number("decade"))


def year(hit: Hit) -> Meaning:
    """In 2019."""
    return lambda base: days.year(hit.number("year"))


def overnight(hit: Hit) -> Meaning:
    """The night up to the day of publication: it began on the day before."""
    return lambda base: days.days(base.known - timedelta(days=1), base.known)
