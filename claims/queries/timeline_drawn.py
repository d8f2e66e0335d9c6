"""The drawing above the list of a claim's timeline, finished for its page. Asks the database nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from claims.choices import Lane
from claims.queries.checks import Check
from claims.queries.entries import Entry, order_of
from claims.queries.stretches import AXIS, address_query
from claims.queries.timeline import CHECKED, Timeline
from claims.time_scale import Span
from claims.timeline_drawing import BESIDE, Drawing, Frame, Item, Mark, draw
from claimtrack.words import counted
from sources.choices import Basis, Precision, Qualifier
from sources.clocks import UNKNOWN, ClockValue, in_words, zone_named

#: The clocks by which the drawing may stand, as an address names them, and their words.
AXES = {
    "said": "said",
    "event": "said to have happened",
    "published": "published",
    "recorded": "recorded here",
}
LANES = {
    Lane.ASSERTS: "Asserts",
    Lane.DENIES: "Denies",
    Lane.QUESTIONS: "Questions",
    CHECKED: "Checked",
}


class DrawnMark(NamedTuple):
    """A mark that leads to its entry. name: what it is, in words, without the drawing; side: what its colour
    says (a lane of a claim's timeline)."""

    mark: Mark
    anchor: str
    name: str
    side: str


class LaneName(NamedTuple):
    """What a lane is called. address: where its name leads, which then stands above it, else ""; whole: the
    name, were it not cut to the width."""

    words: str
    address: str = ""
    whole: str = ""


class TimelineDrawing(NamedTuple):
    """axis: the clock it stands by; axes: (words, address, whether it is this one); sentence: what it is."""

    axis: str
    axes: tuple[tuple[str, str, bool], ...]
    drawn: Drawing
    lanes: Mapping[str, LaneName]
    marks: tuple[DrawnMark, ...]
    sentence: str


class Told(NamedTuple):
    """A statement or a check as it is drawn. side: whose colour it has; what, who: in words; main: the clock
    of the axis."""

    lane: str
    side: str
    sign: str
    label: str
    anchor: str
    what: str
    who: str
    main: ClockValue
    event: ClockValue = UNKNOWN
    published: ClockValue = UNKNOWN


def timeline_drawing(line: Timeline, query: Mapping[str, str]) -> TimelineDrawing | None:
    """Draw the timeline by the clock that `query` names ("axis"; another word: by said); None where there
    is nothing on it. Checks have one date of their own and stand beside what was said alone."""
    axis = axis_of(query)
    told = [told_of(entry, axis, entry.lane) for entry in line.entries]
    told += [_of_check(check) for check in line.checks if axis == "said"]
    lanes = {name: LaneName(words) for name, words in LANES.items() if name != CHECKED or axis == "said"}
    return draw_told(told, lanes, axis, address_query(query, leave=AXIS)) if told else None


def axis_of(query: Mapping[str, str]) -> str:
    """The clock that an address asks for."""
    return query.get(AXIS, "") if query.get(AXIS, "") in AXES else "said"


def draw_told(
    told: Sequence[Told], lanes: Mapping[str, LaneName], axis: str, address: str, frame: Frame = BESIDE
) -> TimelineDrawing:
    """Draw what is told (at least one) in its lanes. address: of the page, its query begun with "?"."""
    told = [one for _, one in sorted(enumerate(told), key=lambda pair: order_of(pair[1].main, pair[0]))]
    zone = _zone(told)
    drawn = draw([_item(one, zone) for one in told], tuple(lanes), frame)
    lead = address if address.endswith("?") else f"{address}&"
    return TimelineDrawing(
        axis=axis,
        axes=tuple((words, f"{lead}{AXIS}={name}#timeline", name == axis) for name, words in AXES.items()),
        drawn=drawn,
        lanes=lanes,
        marks=tuple(_drawn(mark, told) for mark in drawn.marks),
        sentence=_sentence(told),
    )


def told_of(entry: Entry, axis: str, lane: str, on: str = "") -> Told:
    """A statement as it is drawn in that lane by that clock; on: what else its name tells."""
    main = _minute(entry.recorded) if axis == "recorded" else getattr(entry, axis).clock
    beside = (entry.event.clock, entry.published.clock) if axis == "said" else ()
    return Told(
        lane,
        entry.lane,
        entry.stance,
        str(entry.number),
        entry.anchor,
        entry.word,
        f"{entry.who.name}, {on}" if on else entry.who.name,
        main,
        *beside,
    )


def _of_check(check: Check) -> Told:
    return Told(
        CHECKED, CHECKED, check.glyph, check.letter, check.anchor, check.verdict, check.by, check.made.clock
    )


def _minute(moment: datetime) -> ClockValue:
    end = moment + timedelta(minutes=1)
    return ClockValue(moment, end, "UTC", Precision.MINUTE, Qualifier.NONE, Basis.STATED, "")


def _zone(told: Sequence[Told]) -> ZoneInfo:
    """One zone for all days of the axis: the one of most of the clocks."""
    zones = Counter(clock.zone for one in told for clock in (one.main, one.published) if clock.zone)
    return zone_named(zones.most_common(1)[0][0] if zones else "UTC")


def _item(one: Told, zone: ZoneInfo) -> Item:
    return Item(
        lane=one.lane,
        sign=one.sign,
        label=one.label,
        main=_span(one.main, zone),
        event=_span(one.event, zone),
        published=_span(one.published, zone),
    )


def _span(clock: ClockValue, zone: ZoneInfo) -> Span | None:
    if clock.earliest is None and clock.latest is None:
        return None
    return _day(clock.earliest, zone), _day(clock.latest, zone)


def _day(moment: datetime | None, zone: ZoneInfo) -> float | None:
    """The moment as a number of days on the calendar of the zone."""
    if moment is None:
        return None
    try:
        local = moment.astimezone(zone)
    except OverflowError:  # the first or the last day that there is, which other zones do not have
        local = moment
    return local.toordinal() + (local.hour * 60 + local.minute) / 1440


def _drawn(mark: Mark, told: Sequence[Told]) -> DrawnMark:
    first, last = told[mark.items[0]], told[mark.items[-1]]
    when = "order unknown" if mark.unknown else in_words(first.main)
    if len(mark.items) == 1:
        name = f"{mark.label}, {first.what}, {first.who}, {when}"
        return DrawnMark(mark, first.anchor, name, first.side)
    many = counted(len(mark.items), "check" if first.lane == CHECKED else "statement")
    until = in_words(last.main)
    when = when if mark.unknown or until == when else f"{when} to {until}"
    name = f"{many}, {first.what}, {when}; leads to the first, {first.label}"
    return DrawnMark(mark, first.anchor, name, first.side)


def _sentence(told: Sequence[Told]) -> str:
    checks = sum(1 for one in told if one.lane == CHECKED)
    beside = f" and {counted(checks, 'check')}" if checks else ""
    of = f"{counted(len(told) - checks, 'statement')}{beside}"
    return f"Timeline of {of}. The list below carries everything shown here."
