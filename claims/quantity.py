"""A figure as it is recorded, apart from whose statement it stands in. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure. low, high: None where not given. comparator, nature: stored spellings.

    key: its number in the record; base: that of the figure it is derived from, None where of none. unit,
    counted, period: as recorded, "" where the words do not say.
    """

    key: int
    low: Decimal | None
    high: Decimal | None
    comparator: str
    unit: str
    counted: str
    period: str
    nature: str
    base: int | None = None

    @property
    def given(self) -> bool:
        """Whether there is a number at all."""
        return self.low is not None or self.high is not None
