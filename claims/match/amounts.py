"""Numbers in a wording, as two of them are compared. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

from claims.extract.figures import find_figures
from claims.extract.found import FoundFigure
from claims.match.words import folded_words, stem

#: A number that is only about right meets others this near, by its comparator: shares of it.
_NEAR = {"about": (0.9, 1.1), "nearly": (0.9, 1.0)}
_PER_CENT = "%"
_EACH = re.compile(r"(?:an?|per|each|every) ")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as worded, with what it counts. counted: stems of those words; period: "week"."""

    wording: str
    low: float
    high: float
    unit: str
    counted: tuple[str, ...]
    period: str

    def meets(self, other: Amount) -> bool:
        """Whether one number can fulfil both."""
        return self.low <= other.high and other.low <= self.high

    def may_count_the_same_as(self, other: Amount) -> bool:
        """Whether they count the same in the same unit, or one does not say. A share is of its own kind."""
        units = {self.unit, other.unit}
        if len(units) > 1 and ("" not in units or _PER_CENT in units):
            return False
        return not self.counted or not other.counted or not {*self.counted}.isdisjoint(other.counted)


def amounts_in(wording: str) -> list[Amount]:
    """The numbers of an English wording, in order, dates left out."""
    return [_amount(one) for one in find_figures(wording, [(0, len(wording))], language="en")]


def _amount(figure: FoundFigure) -> Amount:
    below, above = _NEAR.get(figure.comparator, (1.0, 1.0))
    counted = f"{figure.unit} {figure.counted}"
    return Amount(
        wording=figure.wording,
        low=0.0 if figure.low is None else figure.low * below,
        high=inf if figure.high is None else figure.high * above,
        unit=figure.unit,
        counted=tuple(map(stem, folded_words(counted))),
        period=_EACH.sub("", figure.period, count=1),
    )
