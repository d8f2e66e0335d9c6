"""The axis of a chart of figures: where a number stands, and what the axis admits about itself. Pure.

It begins at zero. Where that would leave figures near one another in one spot, the axis is broken and says
where it begins; where the largest is more than 100 times the smallest, it is logarithmic and says so.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

LINEAR, BROKEN, LOG = "linear", "broken", "log"
#: Figures that lie within this share of the largest are near one another.
NEAR = 0.05
#: Times the smallest from which the axis is logarithmic.
FAR = 100
#: Width kept for one letter of a label, and between two labels, in units of the drawing.
LETTER, BETWEEN = 7.5, 18
#: What a logarithmic axis keeps at its left for zero, which it cannot reach.
ZERO_APART = 48.0
_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from `left` to `right`. kind: "linear", "broken" (it begins above zero) or "log".

    low, high: the numbers at its ends (of "log": at the first line after a zero that stands apart).
    """

    kind: str
    low: float
    high: float
    left: float
    right: float
    zero_apart: bool = False

    def at(self, value: float) -> float:
        """Where the number stands, to 0.1; never outside the axis."""
        if self.kind == LOG:
            if value <= 0:
                return self.left
            start = self.left + (ZERO_APART if self.zero_apart else 0)
            share = math.log10(value / self.low) / math.log10(self.high / self.low)
        else:
            start, share = self.left, (value - self.low) / (self.high - self.low)
        return round(start + (self.right - start) * min(max(share, 0.0), 1.0), 1)

    def ticks(self) -> list[tuple[float, str]]:
        """(where, label) of its lines, left to right; no label reaches into the next."""
        values = self._decades() if self.kind == LOG else self._steps()
        made: list[tuple[float, str]] = [(self.left, "0")] if self.zero_apart else []
        made += [(self.at(value), short(value)) for value in values]
        return made

    def note(self) -> str:
        """What the axis has to say about itself, "" where it is a plain one from zero."""
        if self.kind == LOG:
            times = f"{10 ** self._every():,}"
            apart = " Zero stands apart." if self.zero_apart else ""
            return f"Log scale: every line is {times} times the one before it.{apart}"
        return (
            f"The axis is broken: it begins at {short(self.low)}, not at zero." if self.kind == BROKEN else ""
        )

    def _every(self) -> int:
        """Decades between two lines of a logarithmic axis."""
        decades = round(math.log10(self.high / self.low))
        return max(1, math.ceil(decades / 6))

    def _decades(self) -> list[float]:
        first, last = round(math.log10(self.low)), round(math.log10(self.high))
        return [10.0**power for power in range(first, last + 1, self._every())]

    def _steps(self) -> list[float]:
        for most in range(6, 1, -1):
            step = nice_step((self.high - self.low) / most)
            first = math.ceil(round(self.low / step, 9))
            last = math.floor(round(self.high / step, 9))
            values = [number * step for number in range(first, last + 1)]
            widest = max((len(short(value)) for value in values), default=0)
            apart = step / (self.high - self.low) * (self.right - self.left)
            if widest * LETTER + BETWEEN <= apart:
                return values
        return [self.low, self.high]


def scale_for(values: Sequence[float], *, left: float, right: float) -> Scale:
    """The axis on which all of the numbers (at least one) can be told apart."""
    least, most = min(values), max(values)
    above = [value for value in values if value > 0]
    if above and least >= 0 and most > FAR * min(above):
        low = 10.0 ** math.floor(math.log10(min(above)))
        high = 10.0 ** math.ceil(math.log10(most))
        return Scale(LOG, low, high, left, right, zero_apart=least == 0)
    if 0 < most - least < NEAR * most and least > 0:
        step = nice_step((most - least) / 4)
        low = step * math.floor((least - (most - least) / 4) / step)
        if low > 0:
            return Scale(BROKEN, low, step * math.ceil(most / step), left, right)
    reach = max(most, 0) - min(least, 0) or 1.0
    step = nice_step(reach / 5)
    low = step * math.floor(min(least, 0) / step)
    return Scale(LINEAR, low, max(step * math.ceil(round(max(most, 0) / step, 9)), low + step), left, right)


def nice_step(least: float) -> float:
    """The smallest of 1, 2, 5, 10, 20 … (or 0.5, 0.2, 0.1 …) that is not below `least` (above 0)."""
    power = 10.0 ** math.floor(math.log10(least))
    return next(round(power * lead, 12) for lead in (1, 2, 5, 10) if power * lead >= least * (1 - 1e-9))


def short(value: float) -> str:
    """ "5,200", "0.5", "1.2 million": as a label of an axis."""
    for size, word in _LARGE:
        if abs(value) >= size:
            return f"{value / size:,.4g} {word}"
    return f"{value:,.6g}" if abs(value) < 1e5 else f"{value:,.0f}"
