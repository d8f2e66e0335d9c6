"""What patterns over letters are made of: from where words are seen, where a pattern fits, what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sources.clock_reading import Span
from sources.ingest.when.days import Unresolved
from sources.ingest.when.tokens import Token


@dataclass(frozen=True, slots=True)
class Base:
    """From where words are understood: the day of publication, None where unknown.

    ahead: the sentence speaks of what is to come (True), of what is over (False), or does not say (None).
    """

    day: date | None
    ahead: bool | None = None

    @property
    def known(self) -> date:
        """The day. Raises Unresolved."""
        if self.day is None:
            raise Unresolved
        return self.day


Meaning = Callable[[Base], Span]


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern that fits at a place."""

    match: re.Match[str]
    tokens: list[Token]

    def token(self, name: str) -> Token | None:
        """The first token of a named group; None where the group is empty."""
        at = self.match.start(name) if name in self.match.re.groupindex else -1
        return self.tokens[at] if at >= 0 else None

    def number(self, name: str, default: int = 0) -> int:
        """Its value, where that is a number."""
        token = self.token(name)
        return token.value if token and isinstance(token.value, int) else default

    def text(self, name: str) -> str:
        """Its value, where that is a word."""
        token = self.token(name)
        return str(token.value) if token else ""

    def letter(self, name: str) -> str:
        """Its letter, or ""."""
        token = self.token(name)
        return token.letter if token else ""


@dataclass(frozen=True, slots=True)
class Rules:
    """A table of patterns with what each means; any: fits wherever one of them does."""

    any: re.Pattern[str]
    each: list[tuple[re.Pattern[str], Callable[[Hit], Meaning | None]]]


def rules(table: Iterable[tuple[str, Callable[[Hit], Meaning | None]]]) -> Rules:
    """Compile a table of patterns."""
    each = [(re.compile(pattern), meaning) for pattern, meaning in table]
    together = "|".join(re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern) for pattern, _ in each)
    return Rules(re.compile(together), each)
