"""What a search is narrowed to, besides its words; and what of it narrows which kind."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, Self

from django.db.models import Q

from claims.queries.search_words import Sought


@dataclass(frozen=True, slots=True)
class Given:
    """The words, and what is chosen of each filter, by keys; empty ones narrow nothing.

    clock: which of "said", "event", "published", "recorded" since (included) and until (excluded) are about;
    moments in UTC.
    """

    sought: Sought
    speaker: tuple[int, ...] = ()
    outlet: tuple[int, ...] = ()
    topic: tuple[int, ...] = ()
    stance: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    sort_of: tuple[str, ...] = ()
    figures: bool = False
    clock: str = "said"
    since: datetime | None = None
    until: datetime | None = None

    @property
    def narrowed(self) -> bool:
        """Whether anything but the words narrows it."""
        return any(
            getattr(self, field.name) for field in fields(self) if field.name not in ("sought", "clock")
        )

    def without(self, name: str) -> Self:
        """The same with nothing chosen of one filter."""
        nothing: Any = {name: False if name == "figures" else ()}
        return replace(self, **nothing)

    @property
    def dated(self) -> bool:
        """Whether it asks for a stretch of time."""
        return bool(self.since or self.until)

    def within(self, clock: str) -> Q:
        """A clock, by the beginning of its columns' names, that may lie in the stretch: dates are as wide as
        they are known, and one that is not known lies nowhere.
        """
        found = Q(**{f"{clock}_earliest__isnull": False}) | Q(**{f"{clock}_latest__isnull": False})
        if self.since:
            found &= Q(**{f"{clock}_latest__gt": self.since}) | Q(**{f"{clock}_latest__isnull": True})
        if self.until:
            found &= Q(**{f"{clock}_earliest__lt": self.until}) | Q(**{f"{clock}_earliest__isnull": True})
        return found

    def at(self, column: str) -> Q:
        """A moment that lies in the stretch."""
        found = Q(**{f"{column}__gte": self.since}) if self.since else Q()
        return found & Q(**{f"{column}__lt": self.until}) if self.until else found
