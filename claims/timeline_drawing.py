"""The drawing of a timeline: lanes, rows and marks as numbers for a page. Pure.

A mark is as wide as its date is uncertain and at least as wide as its sign. Marks of a lane stand in rows so
that none meets another. Up to FULL of them bring when it is said to have happened and when it was published;
up to SINGLE stand one by one; beyond, those of one lane, sign and step of time are one mark with a count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

from claims.time_scale import Span, Tick, TimeScale, time_scale

WIDTH, LEFT, RIGHT = 1000.0, 104.0, 988.0
ROW, TOP, LANE_PAD, FOOT = 26.0, 8.0, 10.0, 44.0
#: Half of a sign; width of a letter of its number; the least distance of two marks of a row.
HALF, LETTER, GAP = 7.0, 8.0, 8.0
#: Radius of the dashed ring around what has no place in the order.
RING = 10.0
#: Width of the place for what has no place in the order, and of one mark in it.
UNKNOWN, SLOT = 108.0, 54.0
FULL, SINGLE, MOST_ROWS, MOST_MARKS = 40, 120, 26, 150
#: With many lanes: how many marks of each stand one by one, and how many rows they may take, on average.
SINGLE_A_LANE, ROWS_A_LANE = 17, 5
#: Steps of time that are tried in turn until the marks are few enough.
STEPS = (40, 24, 12, 6, 3, 1)
SQUARE = 4.5


class Item(NamedTuple):
    """What is drawn. sign: marks of one sign and lane may be put together; label: its number on the page.

    main: when, on the axis chosen; event, published: drawn beside it. None, or no end at all: not known.
    """

    lane: str
    sign: str
    label: str
    main: Span | None
    event: Span | None = None
    published: Span | None = None


class Mark(NamedTuple):
    """One mark. items: places in the list given, several where they are put together. x1, x2: as wide as
    the date; cx: the middle of the sign; y: of its row. event: the ends of its bar. square: the middle of
    the square that stands for the publication. unknown: it stands in the place without order."""

    items: tuple[int, ...]
    lane: str
    sign: str
    label: str
    y: float
    x1: float
    x2: float
    event: tuple[float, float] | None = None
    square: float | None = None
    unknown: bool = False

    @property
    def cx(self) -> float:
        """The middle of the sign."""
        return round((self.x1 + self.x2) / 2, 1)

    @property
    def wide(self) -> bool:
        """Whether it is wider than its sign."""
        return self.x2 - self.x1 > 2 * HALF

    @property
    def extent(self) -> tuple[float, float]:
        """From where to where it needs its row, its number (at the left) included."""
        start = self.number_at - LETTER * len(self.label)
        ends = [*(self.event or ()), *((self.square - SQUARE, self.square + SQUARE) if self.square else ())]
        last = self.cx + (RING if self.unknown else HALF)
        return round(min([start, *ends]), 1), round(max([self.x2, last, *ends]), 1)

    @property
    def from_event(self) -> tuple[float, float] | None:
        """The line from the bar of the event to the mark, where they stand apart."""
        if self.event is None:
            return None
        start, end = min(self.x1, self.cx - HALF), max(self.x2, self.cx + HALF)
        if self.event[1] < start:
            return self.event[1], start
        return (self.event[0], end) if self.event[0] > end else None

    @property
    def line_from(self) -> float:
        """Where the line to the square begins: at the edge of the sign."""
        return round(self.cx + (HALF if self.square and self.square > self.cx else -HALF), 1)

    @property
    def number_at(self) -> float:
        """Where its number ends."""
        return round(min(self.x1, self.cx - (RING if self.unknown else HALF)) - 3, 1)


class Frame(NamedTuple):
    """Where the names of lanes stand: left of the marks, which begin at `left`, or in a line of their own
    above each lane's marks, `head` high."""

    left: float = LEFT
    head: float = 0.0


BESIDE = Frame()


class LaneBox(NamedTuple):
    """A lane: its name, its upper edge and its height."""

    name: str
    y: float
    height: float


class Drawing(NamedTuple):
    """The drawing, WIDTH wide. unknown: the left edge of the place without order, None where it is empty.

    detail: "full", "single" (without events and publications) or "steps" (marks put together).
    """

    height: float
    detail: str
    lanes: tuple[LaneBox, ...]
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    breaks: tuple[float, ...]
    unknown: float | None


def draw(items: Sequence[Item], lanes: Sequence[str], frame: Frame = BESIDE) -> Drawing:
    """Draw items (at least one), each in one of the lanes, which stand in the order given."""
    undated = any(not _known(item.main) for item in items)
    scale = _scale(items, frame.left, RIGHT - UNKNOWN if undated else RIGHT)
    most_rows = max(MOST_ROWS, ROWS_A_LANE * len(lanes))
    single, tried = max(SINGLE, SINGLE_A_LANE * len(lanes)), []
    for detail, most in (("full", FULL), ("single", single)):
        if len(items) <= most:
            marks = [_mark(place, item, scale, detail) for place, item in enumerate(items)]
            drawing = _laid_out(marks, lanes, detail, scale, frame)
            if _rows(drawing, frame) <= most_rows:
                return drawing
            tried.append(drawing)
    for steps in STEPS:
        width = (RIGHT - frame.left) / steps
        drawing = _laid_out(_together(items, scale, width), lanes, "steps", scale, frame)
        if len(drawing.marks) <= MOST_MARKS:
            if _rows(drawing, frame) <= most_rows:
                return drawing
            tried.append(drawing)
    # Wider steps need not take fewer rows: marks put together are as wide as the dates of all of them.
    return min((one for one in tried or [drawing] if one.detail != "full"), key=lambda one: one.height)


def _rows(drawing: Drawing, frame: Frame) -> float:
    return sum((lane.height - LANE_PAD - frame.head) / ROW for lane in drawing.lanes)


def _known(span: Span | None) -> bool:
    return span is not None and span != (None, None)


def _scale(items: Sequence[Item], left: float, right: float) -> TimeScale | None:
    firm = [item.main for item in items if item.main and _known(item.main)]
    beside = [] if len(items) > FULL else [span for item in items for span in (item.event, item.published)]
    loose = [span for span in beside if span and _known(span)]
    room = left + HALF + 3 * LETTER  # for the number at the left of the first mark
    return time_scale(firm, loose, left=room, right=right - 3 * HALF) if firm or loose else None


def _mark(place: int, item: Item, scale: TimeScale | None, detail: str) -> Mark:
    if scale is None or not item.main or not _known(item.main):
        return Mark((place,), item.lane, item.sign, item.label, 0.0, 0.0, 0.0, unknown=True)
    x1, x2 = _ends(item.main, scale)
    made = Mark((place,), item.lane, item.sign, item.label, 0.0, x1, x2)
    if detail != "full":
        return made
    event = _ends(item.event, scale) if item.event and _known(item.event) else None
    square = _square(made, item.published, scale) if item.published and _known(item.published) else None
    return made._replace(event=event and (event[0], max(event[1], round(event[0] + 6, 1))), square=square)


def _ends(span: Span, scale: TimeScale) -> tuple[float, float]:
    low, high = span
    return (
        scale.left if low is None else scale.at(low),
        scale.right if high is None else scale.at(high),
    )


def _square(mark: Mark, published: Span, scale: TimeScale) -> float:
    """Where the publication stands: in the middle of its own time, clear of the sign and of the number."""
    at, clear = sum(_ends(published, scale)) / 2, SQUARE + 2
    start = mark.number_at - LETTER * len(mark.label)
    if abs(at - mark.cx) < HALF + clear:
        at = mark.cx + HALF + clear
    elif start - clear < at < mark.number_at + clear:
        at = start - clear
    return round(at, 1)


def _together(items: Sequence[Item], scale: TimeScale | None, step: float) -> list[Mark]:
    """Marks of one lane and sign whose dates begin and end in the same steps (so wide) are one."""
    groups: defaultdict[Hashable, list[int]] = defaultdict(list)
    marks = [_mark(place, item, scale, "steps") for place, item in enumerate(items)]
    for place, mark in enumerate(marks):
        ends = () if mark.unknown else (mark.x1 // step, mark.x2 // step)
        groups[mark.lane, mark.sign, ends].append(place)
    return [_one_of([marks[place] for place in places]) for places in groups.values()]


def _one_of(marks: Sequence[Mark]) -> Mark:
    if len(marks) == 1:
        return marks[0]
    return marks[0]._replace(
        items=tuple(place for mark in marks for place in mark.items),
        label=f"×{len(marks)}",
        x1=min(mark.x1 for mark in marks),
        x2=max(mark.x2 for mark in marks),
    )


def _laid_out(
    marks: Sequence[Mark], lanes: Sequence[str], detail: str, scale: TimeScale | None, frame: Frame
) -> Drawing:
    unknown = RIGHT - UNKNOWN if any(mark.unknown for mark in marks) else None
    top, boxes, placed = TOP, [], []
    per_row = int(UNKNOWN // SLOT)
    for name in lanes:
        ours = [mark for mark in marks if mark.lane == name]
        dated = _in_rows([mark for mark in ours if not mark.unknown]) if ours else []
        apart = [mark for mark in ours if mark.unknown]
        rows = max(1, max((row for row, _ in dated), default=-1) + 1, -(-len(apart) // per_row))
        boxes.append(LaneBox(name, top, frame.head + ROW * rows + LANE_PAD))
        top += frame.head
        placed += [mark._replace(y=_middle(top, row)) for row, mark in dated]
        for place, mark in enumerate(apart):
            x = round(RIGHT - UNKNOWN + SLOT * (place % per_row + 1) - RING - 2, 1)
            placed.append(mark._replace(y=_middle(top, place // per_row), x1=x, x2=x))
        top += ROW * rows + LANE_PAD
    return Drawing(
        height=top + FOOT,
        detail=detail,
        lanes=tuple(boxes),
        marks=tuple(sorted(placed, key=lambda mark: mark.items)),
        ticks=tuple(scale.ticks()) if scale else (),
        breaks=tuple(scale.breaks()) if scale else (),
        unknown=unknown,
    )


def _middle(top: float, row: int) -> float:
    return round(top + LANE_PAD / 2 + ROW * (row + 0.5), 1)


def _in_rows(marks: Iterable[Mark]) -> list[tuple[int, Mark]]:
    """Each mark in the first row in which it does not meet the one before."""
    ends: list[float] = []
    made = []
    for start, _, end, mark in sorted((one.extent[0], one.items, one.extent[1], one) for one in marks):
        row = next((number for number, taken in enumerate(ends) if taken + GAP <= start), len(ends))
        ends[row : row + 1] = [end]
        made.append((row, mark))
    return made
