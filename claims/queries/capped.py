"""Counts that stop: how many rows there are, as far as it is worth counting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from claimtrack.words import counted, grouped

#: Beyond so many rows nobody counts on: a page that says "1,000+" opens as fast for a million.
MOST = 1000


@dataclass(frozen=True, slots=True)
class Capped:
    """How many there are; more: at least that many, and it was not counted further."""

    number: int
    more: bool = False

    @classmethod
    def of(cls, found: int, most: int = MOST) -> Capped:
        """From a count that was stopped one beyond the cap."""
        return cls(min(found, most), more=found > most)

    def __bool__(self) -> bool:
        return self.number > 0

    def __str__(self) -> str:
        return f"{grouped(self.number)}{'+' if self.more else ''}"

    def of_them(self, one: str, many: str = "") -> str:
        """As in "1 claim", "3 claims", "1,000+ claims"."""
        noun = counted(self.number, one, many).partition(" ")[2]
        return f"{self} {noun}"


def capped(rows: QuerySet[Any], most: int = MOST) -> Capped:
    """Count rows, at most one beyond the cap. One query."""
    return Capped.of(rows.order_by().values("pk")[: most + 1].count(), most)
