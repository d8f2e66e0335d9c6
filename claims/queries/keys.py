"""Keyset paging: a page is named by the last row before it, so that new rows never shift old pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple, Self

from django.db.models import Q

_WRITTEN = re.compile(r"([0-9T:.-]{1,26}Z)?,(\d{1,18})", re.ASCII)


class Key(NamedTuple):
    """Where a row stands in a list from the newest to the oldest; a row without a moment is last."""

    moment: datetime | None
    pk: int

    def __str__(self) -> str:
        moment = self.moment.astimezone(UTC).isoformat().replace("+00:00", "Z") if self.moment else ""
        return f"{moment},{self.pk}"

    @classmethod
    def read(cls, words: str) -> Self | None:
        """Read a key from an address; None for an empty or mangled one, which means the first page."""
        written = _WRITTEN.fullmatch(words)
        if not written:
            return None
        try:
            moment = datetime.fromisoformat(written[1]) if written[1] else None
        except ValueError:
            return None
        return cls(moment, int(written[2]))

    def older(self, moment: str, pk: str = "pk") -> Q:
        """Rows that stand after this one, by the names of the two columns."""
        if self.moment is None:
            return Q(**{f"{moment}__isnull": True, f"{pk}__lt": self.pk})
        return (
            Q(**{f"{moment}__lt": self.moment})
            | Q(**{moment: self.moment, f"{pk}__lt": self.pk})
            | Q(**{f"{moment}__isnull": True})
        )

    def newer(self, moment: str, pk: str = "pk") -> Q:
        """Rows that stand before this one."""
        if self.moment is None:
            return Q(**{f"{moment}__isnull": False}) | Q(**{f"{moment}__isnull": True, f"{pk}__gt": self.pk})
        return Q(**{f"{moment}__gt": self.moment}) | Q(**{moment: self.moment, f"{pk}__gt": self.pk})


def number_of(words: str) -> int:
    """Read a key that is a row's number; 0 for an empty or mangled one, which means the first page."""
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 18 else 0


@dataclass(frozen=True, slots=True)
class Turn:
    """Which page of a list is asked for: after a key, before one, or (neither) the first."""

    after: Key | None = None
    before: Key | None = None

    @property
    def beyond(self) -> bool:
        """Whether it is another page than the first."""
        return bool(self.after or self.before)

    @classmethod
    def read(cls, *, after: str, before: str) -> Self:
        """Read the two query parameters; `after` wins."""
        key = Key.read(after)
        return cls(after=key, before=None if key else Key.read(before))

    def condition(self, moment: str, pk: str = "pk") -> Q:
        """What the rows of the page have in common; pages before a key are read backwards."""
        if self.after:
            return self.after.older(moment, pk)
        return self.before.newer(moment, pk) if self.before else Q()

    def bounded(self, moment: str, pk: str = "pk") -> Q:
        """The same where every row has a moment, in a form that bounds an index over both columns."""
        key = self.after or self.before
        if key is None or key.moment is None:
            return Q()
        side = "lt" if self.after else "gt"
        beyond = Q(**{f"{moment}__{side}": key.moment}) | Q(**{f"{pk}__{side}": key.pk})
        return Q(**{f"{moment}__{side}e": key.moment}) & beyond


@dataclass(frozen=True, slots=True)
class Cut:
    """Which rows of those read belong to the page, and whether a page lies on either side."""

    size: int
    newer: bool
    older: bool


def cut(read: int, *, size: int, turn: Turn) -> Cut:
    """Decide from `read` rows, of which at most size + 1 were asked for."""
    more = read > size
    if turn.before:
        return Cut(min(read, size), newer=more, older=True)
    return Cut(min(read, size), newer=bool(turn.after), older=more)
