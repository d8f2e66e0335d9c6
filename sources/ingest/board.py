"""The lines of a text while their kinds are being decided. The first decision about a line stays."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sources.ingest.lines import Line


@dataclass(slots=True)
class Board:
    """Lines, and for each its kind and reason; an empty kind is undecided."""

    lines: list[Line]
    kinds: list[str] = field(init=False)
    reasons: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.kinds = [""] * len(self.lines)
        self.reasons = [""] * len(self.lines)

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
        """Return the first undecided line of running text that is no list line; len(lines) if none."""
        for index in self.undecided(start):
            if self.lines[index].prose and not self.lines[index].bullet:
                return index
        return len(self.lines)

    def last_prose(self) -> int:
        """Return the last undecided line of running text that is no list line; -1 if none."""
        for index in range(len(self.lines) - 1, -1, -1):
            if not self.kinds[index] and self.lines[index].prose and not self.lines[index].bullet:
                return index
        return -1
