"""The grammar of stretches: since, until, between, for the last weeks, ago, early in, two days after.

What stands behind such a word is a date of `points`, or another stretch, at most DEEPEST within one another.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from sources.clock_reading import Span
from sources.ingest.when import days, leads
from sources.ingest.when.amounts import STRETCHES, amount, qualified
from sources.ingest.when.days import Unresolved
from sources.ingest.when.patterns import Base, Hit, Meaning, Rules
from sources.ingest.when.points import BARE, DAY_ALONE, THE_UNIT, TOP
from sources.ingest.when.tokens import Line

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """What was understood: the token behind it, and its meaning.

    partial: a date without its year. lasting: a stretch, not a date. part: e, m, l of "early", "mid", "late".
    """

    end: int
    meaning: Meaning
    partial: bool = False
    lasting: bool = False
    part: str = ""


def phrase_at(line: Line, at: int, depth: int = 0, *, spans: bool = True) -> Phrase | None:
    """Return the longest phrase that begins at that token; None where none does. Bounded time.

    spans: "from … to …" is one too; not within another phrase, where it would swallow what is to come.
    """
    stretch = _longest(line, at, STRETCHES)
    found = [_longest(line, at, TOP), replace(stretch, lasting=True) if stretch else None]
    if depth < DEEPEST:
        frames = (*FRAMES, _from_to) if spans and leads.JOINED_SOON.match(line.letters, at) else FRAMES
        found += [framed for frame in frames if (framed := frame(line, at, depth))]
    whole = [phrase for phrase in found if phrase]
    return max(whole, key=lambda phrase: phrase.end, default=None)


def _longest(line: Line, at: int, table: Rules) -> Phrase | None:
    best: Phrase | None = None
    for pattern, meaning in table.each if table.any.match(line.letters, at) else ():
        match = pattern.match(line.letters, at)
        if match and (best is None or match.end() > best.end):
            read = meaning(Hit(match, line.tokens))
            best = Phrase(match.end(), read, partial=_is_partial(match)) if read else best
    return best


def _is_partial(match: re.Match[str]) -> bool:
    groups = match.groupdict()
    calendar = any(groups.get(name) for name in ("month", "season", "weekday", "day"))
    dotted = _letter_of(match, "date") == "d"
    return (calendar or dotted) and not any(groups.get(name) for name in ("year", "rel"))


def _letter_of(match: re.Match[str], name: str) -> str:
    """Return the letter of a named group, or ""."""
    return match.groupdict().get(name) or ""


def _inner(
    line: Line, at: int, depth: int, *, alone: bool = False, unit: bool = False, spans: bool = False
) -> Phrase | None:
    """Return what stands behind a word that leads to a date: there, a bare month or year is one.

    alone: a bare day of the month too; unit: "the year" too.
    """
    found = [phrase_at(line, at, depth + 1, spans=spans), _longest(line, at, BARE)]
    found += [_longest(line, at, DAY_ALONE)] if alone else []
    found += [_longest(line, at, THE_UNIT)] if unit else []
    whole = [phrase for phrase in found if phrase]
    return max(whole, key=lambda phrase: phrase.end, default=None)


def _since(line: Line, at: int, depth: int) -> Phrase | None:
    lead = leads.SINCE.match(line.letters, at)
    inner = lead and _inner(line, lead.end(), depth, unit=True)
    if not lead or not inner:
        return None

    def meaning(base: Base) -> Span:
        begun = inner.meaning(Base(base.day))
        if begun.last and base.day and begun.last > base.day and (begun.first or base.day) > base.day:
            raise Unresolved
        return days.days(begun.first, base.day, _sharp(inner, "e", begun))

    return Phrase(inner.end, meaning)


def _sharp(inner: Phrase, part: str, span: Span) -> str:
    """The end of March, as a bound, is no longer about."""
    return "none" if inner.part == part else span.qualifier


def _bounded(line: Line, lead: re.Match[str] | None, depth: int) -> Phrase | None:
    """Return the date behind "before" or "after": "after nine months" and "after Friday's vote" have none."""
    inner = _inner(line, lead.end(), depth) if lead else None
    fits = inner and not inner.lasting and not line.tokens[inner.end - 1].owned
    return inner if fits else None


def _later(base: Base) -> Base:
    """Of two readings of "before winter" the later bound holds for both."""
    return Base(base.day, ahead=base.ahead is not False)


def _open_start(pattern: re.Pattern[str], *, included: bool) -> Callable[[Line, int, int], Phrase | None]:
    def frame(line: Line, at: int, depth: int) -> Phrase | None:
        lead = pattern.match(line.letters, at)
        inner = _bounded(line, lead, depth)
        if not inner:
            return None

        def meaning(base: Base) -> Span:
            bound = inner.meaning(_later(base) if inner.partial else base)
            before = bound.first - timedelta(days=1) if bound.first else None
            end = bound.last if included else before
            if end is None:
                raise Unresolved
            return days.days(None, end, _sharp(inner, "l" if included else "e", bound))

        return Phrase(inner.end, meaning)

    return frame


def _after(line: Line, at: int, depth: int) -> Phrase | None:
    lead = leads.AFTER.match(line.letters, at)
    inner = _bounded(line, lead, depth)
    if not inner:
        return None

    def meaning(base: Base) -> Span:
        bound = inner.meaning(base)
        if bound.last is None:
            raise Unresolved
        return days.days(bound.last + timedelta(days=1), None, _sharp(inner, "l", bound))

    return Phrase(inner.end, meaning)


def _from_on(line: Line, at: int, depth: int) -> Phrase | None:
    lead = leads.FROM_ON.match(line.letters, at)
    inner = _bounded(line, lead, depth)
    if not inner:
        return None
    return Phrase(inner.end, lambda base: days.days(inner.meaning(base).first, None))


def _offset(line: Line, at: int, depth: int) -> Phrase | None:
    """Two days after a date: counted from a day alone."""
    lead = leads.OFFSET.match(line.letters, at)
    inner = lead and _inner(line, lead.end(), depth)
    if not lead or not inner:
        return None
    hit = Hit(lead, line.tokens)
    number, qualifier = (1, "none") if hit.letter("the") else amount(hit)
    unit = hit.text("the") or hit.text("unit")
    sign = 1 if "H" in (hit.letter("side"), hit.letter("of_the")) else -1

    def meaning(base: Base) -> Span:
        bound = inner.meaning(base)
        if bound.precision != "day" or bound.first is None or not number:
            raise Unresolved
        there = days.moved(bound.first, sign * number, unit)
        return qualified(days.unit_of(there, unit), qualifier)

    return Phrase(inner.end, meaning)


def _part(line: Line, at: int, depth: int) -> Phrase | None:
    lead = leads.PART.match(line.letters, at)
    inner = lead and _inner(line, lead.end(), depth, unit=True)
    if not lead or not inner:
        return None
    if lead["first"] and line.tokens[lead.start("first")].value != 1:
        return replace(inner, part="")  # the third week of May: in May
    which = lead["part"] or ("e" if lead["first"] else "l")
    return Phrase(inner.end, lambda base: days.part_of(inner.meaning(base), which), inner.partial, part=which)


def _week_of(line: Line, at: int, depth: int) -> Phrase | None:
    """The week of 4 March."""
    lead = leads.WEEK_OF.match(line.letters, at)
    inner = lead and _inner(line, lead.end(), depth)
    if not lead or not inner or line.tokens[lead.start("week")].value != "week":
        return None

    def meaning(base: Base) -> Span:
        there = inner.meaning(base)
        if there.precision != "day" or there.first is None:
            raise Unresolved
        return days.week(there.first)

    return Phrase(inner.end, meaning)


def _of_day(line: Line, at: int, depth: int) -> Phrase | None:
    lead = leads.OF_DAY.match(line.letters, at)
    inner = lead and _inner(line, lead.end(), depth, spans=True)
    return Phrase(inner.end, inner.meaning, inner.partial) if inner else None


def _about(line: Line, at: int, depth: int) -> Phrase | None:
    lead = leads.ABOUT_DATE.match(line.letters, at)
    inner = lead and phrase_at(line, lead.end(), depth + 1, spans=False)
    if not lead or not inner:
        return None
    qualifier = Hit(lead, line.tokens).text("about")
    return Phrase(inner.end, lambda base: qualified(inner.meaning(base), qualifier), inner.partial)


def _from_to(line: Line, at: int, depth: int) -> Phrase | None:
    """From one date to another; what the first leaves out, the second says."""
    lead = leads.OPENING.match(line.letters, at)
    if not lead:
        return None
    first = _inner(line, lead.end(), depth, alone=True)
    joined = first and leads.JOINED.match(line.letters, first.end)
    second = _inner(line, joined.end(), depth) if joined else None
    if not first or not joined or not second or not _belong(line, lead, first, joined, second):
        return _days_of_month(line, at, depth)

    def meaning(base: Base) -> Span:
        end = second.meaning(base)
        begin = first.meaning(Base(end.last, ahead=False) if first.partial and end.last else base)
        return days.days(begin.first, end.last, _less_sure(begin, end))

    return Phrase(second.end, meaning)


def _belong(line: Line, lead: re.Match[str], first: Phrase, joined: re.Match[str], second: Phrase) -> bool:
    """Say whether two dates with a word between are one stretch. A bare day needs the other's month."""
    month = re.compile("[MdD]")
    if line.letters[first.end - 1] in "NO" and not month.search(line.letters, lead.end(), second.end):
        return False
    if lead["lead"]:
        return True
    years = line.letters[first.end - 1] == line.letters[second.end - 1] == "Y"
    if years and joined[0] == "-" and second.end - joined.end() == 1:
        return True
    if joined[0][0] != "&":
        return first.partial
    return first.partial and lead["short"] != "" and line.letters[joined.end()] not in "iovk"


MONTH_FIRST = re.compile(r"[rb]?[io]?(?P<month>M)(?P<day>[ON])(?:[tj&-])(?P<last>[ON])(?:,?(?P<year>Y))?")


def _days_of_month(line: Line, at: int, depth: int) -> Phrase | None:
    """May 3-5, 2022: both days are of the month before them."""
    match = MONTH_FIRST.match(line.letters, at)
    if not match:
        return None
    hit = Hit(match, line.tokens)
    names = ("last", "month", "year") if match["year"] else ("last", "month")
    tokens = [line.tokens[match.start(name)] for name in names]
    whole = _longest(Line(tokens, "NMY" if match["year"] else "NM"), 0, TOP)
    if whole is None or hit.number("day") > hit.number("last"):
        return None

    def meaning(base: Base) -> Span:
        last = whole.meaning(base).last
        return days.days(last.replace(day=hit.number("day")) if last else None, last)

    return Phrase(match.end(), meaning)


def _less_sure(one: Span, other: Span) -> str:
    marks = {one.qualifier, other.qualifier}
    return "uncertain" if "uncertain" in marks else days.APPROXIMATE if days.APPROXIMATE in marks else "none"


FRAMES = (
    _since,
    _open_start(leads.UNTIL, included=True),
    _open_start(leads.BEFORE, included=False),
    _after,
    _offset,
    _part,
    _of_day,
    _week_of,
    _about,
    _from_on,
)
