"""Attributions while a paragraph is read, in tokens."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extract.found import Span
from claims.extract.lexicon import Lexicon, Verb
from claims.extract.tokens import Line

Range = tuple[int, int]


@dataclass(slots=True)
class Draft:
    """An attribution in tokens. stop: where reading goes on. frame: the construction, in plain words."""

    content: list[Range]
    cue: list[Range]
    speaker: list[Range]
    lemma: str
    frame: str
    kind: str
    score: float
    stop: int
    negated: bool = False
    passive: bool = False
    addressee: Range | None = None
    #: Parts in other paragraphs, in code points: added to those in tokens.
    content_spans: tuple[Span, ...] = ()
    cue_spans: tuple[Span, ...] = ()
    speaker_spans: tuple[Span, ...] = ()


@dataclass(slots=True)
class Page:
    """What is known while one paragraph is read. kinds: which kinds of attribution are wanted."""

    line: Line
    lexicon: Lexicon
    kinds: frozenset[str]
    drafts: list[Draft] = field(default_factory=list)

    def frames_of(self, verb: Verb) -> dict[str, str]:
        """Return what a verb takes, as far as it is wanted: speech alone, or every kind."""
        return verb.frames if "belief" in self.kinds else verb.spoken
