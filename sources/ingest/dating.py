"""When a story says it was published: a printed date, the place and date it begins with, a date of change.

What can be read in two ways, or names no year, is settled by the other dates of the page alone; where they
do not settle it, the words are kept with the reason why they are no date yet.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice

from sources.clocks import ClockError, ClockValue, parse_edtf
from sources.ingest.dates import LEAD, LONGEST, MONTHS, DateLine, as_edtf, read_date_line, two_readings
from sources.ingest.layout import BlockSpan

#: A story is changed, or dated, at most so many days after what it is about.
APART = timedelta(days=60)
#: A page with more lines of dates than this is a list of other stories; work must not grow with its square.
MOST_LINES = 20
#: "HALM, March 3 (Agency) –", "Halm, 3. März 2031 (Agentur) -" at the head of a story.
OPENING = re.compile(
    r"(?P<said>[A-ZÄÖÜ][\w.'’/-]{1,30}(?:,? [A-ZÄÖÜ][\w.'’/-]{0,30}){0,4}[,:]? ?(?:\([^()\n]{2,40}\),? )?"
    r"(?P<date>\d{1,2}\.? [A-Za-zä]{3,9}\.?(?:,? \d{4})?|[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?"
    r"|\d{1,2}\.\d{1,2}\.(?:\d{4})?))"
    r",? ?(?:\([^()\n]{2,40}\) ?|/[^/\n]{2,40}/ ?)?(?:--|[–—-]|:)\s"
)
WITHOUT_YEAR = re.compile(
    r"(?P<day>\d{1,2})\.? (?P<month>[A-Za-zä]{3,9})\.?|(?P<name>[A-Z][a-z]{2,8})\.? (?P<number>\d{1,2})"
    r"|(?P<one>\d{1,2})\.(?P<two>\d{1,2})\."
)
SOMEWHERE = ("furniture", "source", "notice", "byline")


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that say when: start and end in code points. problem: why they are no date, or ""."""

    value: str
    clock: ClockValue | None
    start: int
    end: int
    problem: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    start: int
    says: DateLine


def date_of_text(
    text: str, blocks: Sequence[BlockSpan], *, zone: str = "UTC", day_first: bool | None = None
) -> Dated | None:
    """Return what the text says of its publication; None where it says nothing.

    The first that there is: a printed date; a date in figures that others settle; the date that the story
    begins with; the time of a change, by which it was published. day_first: as the outlet's country writes.
    """
    order = _order_of_page(text, blocks) if day_first is None else day_first
    lines = list(islice(_date_lines(text, blocks, order), MOST_LINES))
    whole = [line for line in lines if line.says.published]
    if whole:
        return _dated(whole[0], whole[0].says.published, zone)
    bounds = [_day(line.says.changed) for line in lines if line.says.changed]
    unsettled = [line for line in lines if line.says.readings]
    opening = _opening(text, blocks, bounds, zone)
    settled = [found for line in unsettled if (found := _settled(line, bounds, zone))]
    sure = [*settled, *([opening] if opening and not opening.problem else [])]
    if sure:
        return sure[0]
    changed = [line for line in lines if line.says.changed]
    if changed:
        return _by_then(changed[0], zone)
    return _doubtful(unsettled[0]) if unsettled else opening


def _date_lines(text: str, blocks: Iterable[BlockSpan], day_first: bool | None) -> Iterable[_Line]:
    for block in blocks:
        if block.kind != "dateline" and block.kind not in SOMEWHERE:
            continue
        line = text[block.start : min(block.end, block.start + 4 * LONGEST)].strip()
        told = block.kind == "dateline" or LEAD.match(line)
        says = read_date_line(line, day_first=day_first) if told else None
        if says:
            yield _Line(line, text.index(line, block.start), says)


def _order_of_page(text: str, blocks: Iterable[BlockSpan]) -> bool | None:
    """Say whether the page's other dates in figures have the day first: those with a figure above 12."""
    orders = set()
    for block in blocks:
        short = block.end - block.start < LONGEST and block.kind != "body"
        if short and "/" in (line := text[block.start : block.end]):
            for one, two in re.findall(r"\b(\d{1,2})/(\d{1,2})/\d{4}\b", line):
                orders |= {True} if int(one) > 12 else {False} if int(two) > 12 else set()
    return orders.pop() if len(orders) == 1 else None


def _dated(line: _Line, edtf: str, zone: str) -> Dated | None:
    try:
        clock = parse_edtf(edtf, zone=zone, basis="stated", wording=line.words)
    except ClockError as error:
        return Dated(line.words, None, line.start, line.start + len(line.words), str(error))
    return Dated(line.words, clock, line.start, line.start + len(line.words))


def _by_then(line: _Line, zone: str) -> Dated | None:
    found = _dated(line, line.says.changed, zone)
    if not found or not found.clock:
        return found
    return replace(found, clock=found.clock._replace(earliest=None, precision="interval"))


def _settled(line: _Line, bounds: list[date | None], zone: str) -> Dated | None:
    """Settle 03/04/2031 by the dates of change: it lies before them, and not long before."""
    near = {day for day in line.says.readings or () for bound in bounds if _shortly_before(day, bound)}
    return _dated(line, near.pop().isoformat(), zone) if len(near) == 1 else None


def _doubtful(line: _Line) -> Dated:
    one, other = line.says.readings or two_readings(line.words) or (date.min, date.min)
    problem = f"This is {one:%d %B %Y} or {other:%d %B %Y}: day first or month first. Say which."
    return Dated(line.words, None, line.start, line.start + len(line.words), problem)


def _opening(text: str, blocks: Sequence[BlockSpan], bounds: list[date | None], zone: str) -> Dated | None:
    """Read the place and date that the first paragraph begins with."""
    first = next((block for block in blocks if block.kind == "body"), None)
    found = OPENING.match(text, _begin(text, first), first.end) if first else None
    if not found or not _is_place(found["said"].removesuffix(found["date"]).strip()):
        return None
    line = _Line(found["said"], found.start(), DateLine())
    whole = as_edtf(found["date"])
    if whole and len(whole) >= len("2023-10-27"):
        return _dated(line, whole, zone)
    days = _without_year(found["date"])
    near = {day for bound in bounds if bound for day in days(bound.year) if _shortly_before(day, bound)}
    if len(near) == 1:
        return _dated(line, near.pop().isoformat(), zone)
    if not days(2000):
        return None
    return Dated(line.words, None, line.start, found.end("said"), "The place and date name no year. Add it.")


def _is_place(words: str) -> bool:
    """Say whether words before a date are a place: "On March 3" is none."""
    return words.endswith((",", ")", ":")) or (words.isupper() and len(words) > 2)


def _begin(text: str, block: BlockSpan | None) -> int:
    if block is None:
        return 0
    words = text[block.start : block.end]
    return block.start + len(words) - len(words.lstrip())


def _without_year(words: str) -> Callable[[int], list[date]]:
    found = WITHOUT_YEAR.fullmatch(words)

    def days(year: int) -> list[date]:
        if not found:
            return []
        day = int(found["day"] or found["number"] or found["one"])
        name = (found["month"] or found["name"] or "").casefold()
        number = int(found["two"]) if found["two"] else MONTHS.get(name, 0)
        made = []
        for one in (year, year - 1):
            with suppress(ValueError):
                made.append(date(one, number, day))
        return made

    return days


def _day(edtf: str) -> date | None:
    try:
        return date.fromisoformat(edtf[: len("2023-10-27")])
    except ValueError:
        return None


def _shortly_before(day: date, bound: date | None) -> bool:
    return bound is not None and timedelta(0) <= bound - day <= APART
