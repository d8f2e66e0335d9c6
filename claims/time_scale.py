"""The axis of a drawing of time: where a day stands, its lines and its breaks. Pure.

Days are numbers: the proleptic ordinal of a date (1 January of year 1 is 1.0) and the share of the day that
has gone. Long stretches in which nothing begins or ends are left out; what is left stands in segments, each
with a scale of its own, so the axis says that it is broken.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from claimtrack.words import MONTHS

#: (earliest, latest) in days; None: an open end.
Span = tuple[float | None, float | None]

#: A stretch is left out when it is longer than this share of the whole, and than so many days.
LONG, LONG_DAYS = 0.25, 10
MOST_BREAKS = 3
#: Width of a break, and the least of a segment; the least distance of two lines with a label.
BREAK, LEAST, APART = 28.0, 90.0, 62.0
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()
_DAYS = (1, 2, 7, 14)
_MONTHS = (1, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


class Tick(NamedTuple):
    """A line of the axis. words: under it; year: in a second line where the year begins to hold, or ""."""

    x: float
    words: str
    year: str = ""


class Segment(NamedTuple):
    """A stretch of days, from `start` to `end`, drawn from `left` to `right`."""

    start: float
    end: float
    left: float
    right: float

    def at(self, day: float) -> float:
        """Where the day stands; one outside the segment at its nearer end."""
        share = (day - self.start) / (self.end - self.start)
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)


class TimeScale(NamedTuple):
    """An axis of one or several segments, left to right."""

    segments: tuple[Segment, ...]

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.segments[-1].right

    def at(self, day: float) -> float:
        """Where the day stands, to 0.1; a day that is left out stands within its break, in its order."""
        for one, after in pairwise(self.segments):
            if day <= one.end:
                return round(one.at(day), 1)
            if day < after.start:
                share = (day - one.end) / (after.start - one.end)
                return round(one.right + (after.left - one.right) * share, 1)
        return round(self.segments[-1].at(day), 1)

    def breaks(self) -> list[float]:
        """The middle of each stretch that is left out."""
        return [round((one.right + after.left) / 2, 1) for one, after in pairwise(self.segments)]

    def ticks(self) -> list[Tick]:
        """Its lines; no label reaches into the next one's."""
        made: list[Tick] = []
        for segment in self.segments:
            year = ""
            for tick in _ticks(segment):
                if made and tick.x - made[-1].x < APART - 10:
                    continue
                made.append(tick if tick.year != year else Tick(tick.x, tick.words))
                year = tick.year
        return made


def time_scale(firm: Sequence[Span], loose: Sequence[Span], *, left: float, right: float) -> TimeScale:
    """The axis for spans of which at least one has an end. No break goes through a firm one."""
    points = sorted({end for span in (*firm, *loose) for end in span if end is not None})
    whole = points[-1] - points[0]
    gaps = [
        (before, after)
        for before, after in pairwise(points)
        if after - before > max(LONG * whole, LONG_DAYS) and not _covered(before, after, firm)
    ]
    gaps = sorted(sorted(gaps, key=lambda gap: gap[0] - gap[1])[:MOST_BREAKS])
    bounds = [points[0], *(end for gap in gaps for end in gap), points[-1]]
    stretches = [_padded(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
    return TimeScale(tuple(_placed(stretches, firm, left, right)))


def _covered(before: float, after: float, firm: Sequence[Span]) -> bool:
    return any(
        (low is None or low <= before) and (high is None or high >= after)
        for low, high in firm
        if (low, high) != (None, None)
    )


def _padded(start: float, end: float) -> tuple[float, float]:
    """Whole days around it, three at least."""
    first, last = math.floor(start), max(math.ceil(end), math.floor(start) + 1)
    if last - first < 3:
        first, last = first - 1, last + 1
    return max(first, FIRST_DAY), min(last, LAST_DAY)


def _placed(
    stretches: Sequence[tuple[float, float]], firm: Sequence[Span], left: float, right: float
) -> Iterator[Segment]:
    """Each has its least width and of the rest a share by how many firm spans begin in it."""
    weights = [1 + sum(_begins_in(span, start, end) for span in firm) for start, end in stretches]
    spare = right - left - BREAK * (len(stretches) - 1) - LEAST * len(stretches)
    at = left
    for (start, end), weight in zip(stretches, weights, strict=True):
        width = LEAST + spare * weight / sum(weights)
        yield Segment(start, end, round(at, 1), round(at + width, 1))
        at += width + BREAK


def _begins_in(span: Span, start: float, end: float) -> bool:
    first = span[0] if span[0] is not None else span[1]
    return first is not None and start <= first <= end


def _ticks(segment: Segment) -> list[Tick]:
    """The finest lines whose labels stand apart; at least one, in the middle."""
    day = (segment.right - segment.left) / (segment.end - segment.start)
    for step in _DAYS:
        if step * day >= APART:
            return _of_days(segment, step) or [_middle(segment)]
    for step in _MONTHS:
        if step * 28 * day >= APART:
            return _of_months(segment, step) or [_middle(segment)]
    step = next((years for years in _YEARS if years * 365 * day >= APART), _YEARS[-1])
    return _of_months(segment, step * 12) or [_middle(segment)]


def _of_days(segment: Segment, step: int) -> list[Tick]:
    """Days of the month, or Mondays."""
    first, last = math.ceil(segment.start), math.floor(segment.end)
    days = (day for day in range(first, last + 1) if day % step == 1 % step)
    return [_day_tick(segment, day) for day in days if FIRST_DAY <= day <= LAST_DAY]


def _day_tick(segment: Segment, number: int) -> Tick:
    day = date.fromordinal(number)
    return Tick(round(segment.at(number), 1), f"{day.day} {MONTHS[day.month - 1]}", str(day.year))


def _of_months(segment: Segment, step: int) -> list[Tick]:
    """First days of months, of quarters, of years."""
    year = date.fromordinal(max(math.floor(segment.start), FIRST_DAY)).year
    last = date.fromordinal(min(math.ceil(segment.end), LAST_DAY)).year
    made = []
    for number in range(year * 12, (last + 1) * 12):
        if number % step or not date.min.year <= number // 12 <= date.max.year:
            continue
        day = date(number // 12, number % 12 + 1, 1)
        if segment.start <= day.toordinal() <= segment.end:
            words = (MONTHS[day.month - 1], str(day.year)) if step < 12 else (str(day.year), "")
            made.append(Tick(round(segment.at(day.toordinal()), 1), *words))
    return made


def _middle(segment: Segment) -> Tick:
    day = date.fromordinal(round((segment.start + segment.end) / 2))
    days = segment.end - segment.start
    words = f"{day.day} {MONTHS[day.month - 1]}" if days < 60 else MONTHS[day.month - 1]
    x = round((segment.left + segment.right) / 2, 1)
    return Tick(x, str(day.year)) if days > 700 else Tick(x, words, str(day.year))
