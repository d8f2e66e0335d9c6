"""Long lists of a claim's page: one stretch in full, the others on demand. Asks the database nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import urlencode

Row = TypeVar("Row")
#: Which stretch of a list is shown, as an address says it ("part=2"); the list's name is the key.
STEPS, WORDINGS, ORIGINS, FIGURES = "part", "wordings", "origins", "figures"
#: How many rows a list may have before it is cut, and how many a stretch has.
LENGTHS = {STEPS: (60, 40), WORDINGS: (60, 40), ORIGINS: (30, 20), FIGURES: (60, 40)}
#: The clock of the drawing, as an address says it ("axis=published").
AXIS = "axis"
#: What an address carries on from the page as it is shown.
KEPT = ("as_of", "revision", AXIS, STEPS, WORDINGS, ORIGINS, FIGURES)
#: As many digits as the number of a stretch may have; longer ones name none.
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Stretch(Generic[Row]):
    """Some rows of a list. first, last: their places, from 1; query: of the address that shows them."""

    rows: tuple[Row, ...]
    first: int
    last: int
    query: str
    shown: bool


@dataclass(frozen=True, slots=True)
class LongList(Generic[Row]):
    """count: of all rows; parts: the stretches in order, one of them shown; one that is short has one."""

    count: int
    parts: tuple[Stretch[Row], ...]

    @property
    def here(self) -> Stretch[Row]:
        """The stretch that is shown in full."""
        return next(part for part in self.parts if part.shown)


def cut(rows: Sequence[Row], query: Mapping[str, str], *, name: str) -> LongList[Row]:
    """Cut a list that is longer than LENGTHS says of its name.

    query: of the address; it names a stretch by its number, and where it names none that is there, the first
    is shown.
    """
    whole, size = LENGTHS[name]
    if len(rows) <= whole:
        only = Stretch(tuple(rows), 1, len(rows), address_query(query, **{name: "1"}), shown=True)
        return LongList(count=len(rows), parts=(only,))
    starts = range(0, len(rows), size)
    asked = query.get(name, "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS else 1
    number = number if 1 <= number <= len(starts) else 1
    return LongList(
        count=len(rows),
        parts=tuple(
            Stretch(
                rows=tuple(rows[start : start + size]),
                first=start + 1,
                last=min(start + size, len(rows)),
                query=address_query(query, **{name: str(place)}),
                shown=place == number,
            )
            for place, start in enumerate(starts, 1)
        ),
    )


def address_query(query: Mapping[str, str], leave: str = "", **changed: str) -> str:
    """The query, begun with "?", of the same page but for what is left out or changed: numbers."""
    if not query:
        return f"?{'&'.join(f'{key}={number}' for key, number in changed.items())}"
    kept = {key: query[key] for key in KEPT if query.get(key) and key != leave}
    return f"?{urlencode({**kept, **changed})}"
