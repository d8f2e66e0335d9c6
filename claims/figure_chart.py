"""The drawing of figures of one thing, as reported one after the other: numbers for a page. Pure.

One row a figure, in the order given, from the top. A dot: one number; a bar: from … to; an arrow: the words
give a bound and leave the other side open. Hollow: extrapolated or conditional. A derived figure is tied to
the one it comes from where that stands in the same drawing. Labels have columns of their own, so that none
meets a mark or another label, whatever the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.choices import Comparator, FigureNature
from claims.figure_scale import Scale, scale_for
from claims.letters import width
from claims.quantity import Quantity

WIDTH, ROW, TOP, FOOT = 1000, 28, 6, 30
#: The size of its letters at most, and the widest that the columns of words beside the drawing become.
SIZE, WHEN, WHO, LABEL = 15.0, 150.0, 260.0, 240.0
#: Room of a sign before a name, and between a column and what follows.
SIGN, GAP = 20.0, 10.0
#: How far an arrow reaches; room for it is kept at both ends of the axis.
ARROW = 30.0

_OPEN_ABOVE = (Comparator.AT_LEAST, Comparator.MORE_THAN)
_OPEN_BELOW = (Comparator.UP_TO, Comparator.LESS_THAN, Comparator.NEARLY)
_HOLLOW = (FigureNature.EXTRAPOLATED, FigureNature.CONDITIONAL)


@dataclass(frozen=True, slots=True)
class FigureMark:
    """One figure. y: the middle of its row. x1, x2: its ends, equal for a dot. arrow: where an open side's
    arrow ends, None without one. hollow: extrapolated or conditional."""

    y: float
    x1: float
    x2: float
    arrow: float | None
    hollow: bool

    @property
    def shape(self) -> str:
        """ "dot" or "bar"."""
        return "dot" if self.x1 == self.x2 else "bar"

    @property
    def middle(self) -> float:
        """Where a line to another figure begins."""
        return round((self.x1 + self.x2) / 2, 1)

    @property
    def arrow_path(self) -> str:
        """The arrow of an open side, as a path of the drawing; "" without one."""
        if self.arrow is None:
            return ""
        if self.arrow > self.x2:
            return f"M{self.x2} {self.y}H{self.arrow}m-6-5 6 5-6 5"
        return f"M{self.x1} {self.y}H{self.arrow}m6-5-6 5 6 5"


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the words stand: when at the left edge, then the sign, whose figure it is, the drawing (from left
    to right), and what it comes to."""

    sign: float
    who: float
    left: float
    right: float
    label: float


def columns_for(whens: Sequence[str], whose: Sequence[str], labels: Sequence[str]) -> Columns:
    """As wide as the words need; those that need more than the widest are to be cut to it."""
    sign = _widest(whens, WHEN) + GAP
    who = sign + SIGN
    label = WIDTH - _widest(labels, LABEL)
    return Columns(sign=sign, who=who, left=who + _widest(whose, WHO) + GAP, right=label - GAP, label=label)


def _widest(words: Sequence[str], most: float) -> float:
    return round(min(max(width(one, SIZE) for one in words), most), 1)


@dataclass(frozen=True, slots=True)
class Tie:
    """A line from a figure to the one it is derived from."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True, slots=True)
class Chart:
    """The drawing: `height` units high, WIDTH wide. marks: one for each quantity given, in that order."""

    height: float
    scale: Scale
    ticks: tuple[tuple[float, str], ...]
    marks: tuple[FigureMark, ...]
    ties: tuple[Tie, ...]


def chart(quantities: Sequence[Quantity], columns: Columns) -> Chart:
    """Draw figures of one thing, each with a number; at least one."""
    ends = [_ends(one) for one in quantities]
    scale = scale_for(
        [end for pair in ends for end in pair], left=columns.left + ARROW, right=columns.right - ARROW
    )
    marks = tuple(
        _mark(one, pair, place, scale) for place, (one, pair) in enumerate(zip(quantities, ends, strict=True))
    )
    at = {one.key: mark for one, mark in zip(quantities, marks, strict=True)}
    ties = tuple(
        Tie(at[one.base].middle, at[one.base].y, at[one.key].middle, at[one.key].y)
        for one in quantities
        if one.base in at and one.base is not None
    )
    height = TOP + ROW * len(marks) + FOOT
    return Chart(height, scale, tuple(scale.ticks()), marks, ties)


def _ends(one: Quantity) -> tuple[float, float]:
    low, high = one.low, one.high
    first = low if low is not None else high
    last = high if high is not None else low
    return float(first or Decimal(0)), float(last or Decimal(0))


def _mark(one: Quantity, ends: tuple[float, float], place: int, scale: Scale) -> FigureMark:
    x1, x2 = scale.at(ends[0]), scale.at(ends[1])
    arrow = None
    if one.comparator in _OPEN_ABOVE:
        arrow = round(x2 + ARROW, 1)
    elif one.comparator in _OPEN_BELOW:
        arrow = round(x1 - ARROW, 1)
    return FigureMark(round(TOP + ROW * (place + 0.5), 1), x1, x2, arrow, one.nature in _HOLLOW)
