"""The lines of a text while their kinds are being decided. The first decision about a line stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from sources.ingest.lines import Line


@dataclass(slots=True)
class Board:
    """Lines, and for each its kind and reason; an empty kind is undecided.

    inside: whether the line seems to be the article's own text, by its figures (see weighing); a rule may
    decide otherwise. why: says of a line what speaks for that, in words; "" where nothing needs saying.
    titles: lines that repeat the page's title.
    """

    lines: list[Line]
    kinds: list[str] = field(init=False)
    reasons: list[str] = field(init=False)
    inside: list[bool] = field(init=False)
    why: Callable[[int], str] = lambda _: ""
    titles: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        self.kinds = [""] * len(self.lines)
        self.reasons = [""] * len(self.lines)
        self.inside = [True] * len(self.lines)

    def mark(self, index: int, kind: str, reason: str) -> None:
        """Decide a line's kind, unless it is decided."""
        if not self.kinds[index]:
            self.kinds[index], self.reasons[index] = kind, reason

    def undecided(self, start: int = 0, stop: int | None = None) -> Iterator[int]:
        """Yield the undecided lines of a stretch, as they stand when they are reached."""
        for index in range(start, len(self.lines) if stop is None else min(stop, len(self.lines))):
            if not self.kinds[index]:
                yield index

    def first_prose(self, start: int = 0) -> int:
        """Return the first line that is running text of the article; len(lines) if none."""
        return next((index for index in self.undecided(start) if self._is_prose(index)), len(self.lines))

    def last_prose(self) -> int:
        """Return the last line that is running text of the article; -1 if none."""
        order = range(len(self.lines) - 1, -1, -1)
        return next((index for index in order if not self.kinds[index] and self._is_prose(index)), -1)

    def _is_prose(self, index: int) -> bool:
        return self.inside[index] and self.lines[index].prose and not self.lines[index].bullet
