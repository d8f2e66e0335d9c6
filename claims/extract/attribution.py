"""Read a paragraph from left to right: who is said to have said what. The outermost attribution wins."""

from __future__ import annotations

from dataclasses import dataclass, field

from claims.extract.found import Span
from claims.extract.lexicon import Lexicon
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


def read_line(line: Line, lexicon: Lexicon, kinds: frozenset[str]) -> list[Draft]:
    """Return the attributions of a paragraph, in the order in which they were read."""
    from claims.extract.following import attach_quotations, labelled
    from claims.extract.forward import forward_at
    from claims.extract.trailing import inserted

    page = Page(line, lexicon, kinds)
    marked = labelled(line, kinds)
    if marked:
        return [marked]
    for first, stop in line.sentences:
        here = inserted(page, first, stop)
        page.drafts.extend(here)
        taken = sorted(_whole(draft) for draft in here)
        place = first
        since = len(page.drafts)
        while place < stop:
            covered = next((last for begin, last in taken if begin <= place < last), 0)
            if covered:
                place = covered
                continue
            limit = min((begin for begin, _ in taken if begin > place), default=stop)
            draft = forward_at(page, place, first, limit, page.drafts[since - len(here) :])
            if draft:
                page.drafts.append(draft)
                place = max(draft.stop, place + 1)
            else:
                place += 1
    attach_quotations(page)
    return page.drafts


def _whole(draft: Draft) -> Range:
    parts = draft.content + draft.cue + draft.speaker
    return min(first for first, _ in parts), max(max(stop for _, stop in parts), draft.stop)
