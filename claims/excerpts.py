"""Excerpts: marked passages with one sentence either side, and how much lies between them. Pure.

What a reader may be shown of a text is decided here, block by block: furniture, headlines of other stories,
comments of readers and header lines never are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from claims.marks import Mark
from sources.choices import BlockKind

#: Running text: the sentence beside a passage may stand in the paragraph before or after.
RUNNING = frozenset({BlockKind.BODY})

#: What readers may see at all; the rest of a saved page is not the article.
READABLE = RUNNING | {
    BlockKind.HEADLINE,
    BlockKind.STANDFIRST,
    BlockKind.BYLINE,
    BlockKind.DATELINE,
    BlockKind.CROSSHEAD,
    BlockKind.CAPTION,
    BlockKind.SUMMARY,
    BlockKind.NOTICE,
}

#: Not the article: folded away for editors, with the reason.
FOLDED = frozenset({BlockKind.HEADER, BlockKind.FURNITURE, BlockKind.TEASER, BlockKind.COMMENT})

#: Said in the head of the page already; shown again only where something in it is marked.
IN_THE_HEAD = frozenset({BlockKind.HEADLINE, BlockKind.BYLINE})

Span = tuple[int, int]
Splitter = Callable[[str, int, int], list[Span]]


class Part(NamedTuple):
    """A block as laid out: half-open code points, its kind, and why it is that."""

    start: int
    end: int
    kind: str
    reason: str = ""


class Excerpt(NamedTuple):
    """A stretch of one block. reason: why it is folded away, "" where it is shown.

    left_out: readable sentences between the stretch before and this one.
    """

    start: int
    end: int
    kind: str
    left_out: int = 0
    reason: str = ""


class Excerpts(NamedTuple):
    """The stretches in order, and how many readable sentences follow the last."""

    shown: tuple[Excerpt, ...]
    left_out: int


#: A sentence: its stretch, the number of its block, and what kind that is.
_Sentence = tuple[int, int, int, str]


def everything(text: str, parts: Iterable[Part]) -> Excerpts:
    """The whole text, one stretch a block, for those who may see all of it."""
    return Excerpts(tuple(_stretches(text, parts)), 0)


def whole(text: str, parts: Iterable[Part], marks: Sequence[Mark]) -> Excerpts:
    """Everything a reader may see of the text, one stretch a block."""
    return everything(text, (part for part in parts if _is_readable(part, marks)))


def _stretches(text: str, parts: Iterable[Part]) -> Iterator[Excerpt]:
    for part in parts:
        words = text[part.start : part.end]
        start = part.start + len(words) - len(words.lstrip())
        end = part.start + len(words.rstrip())
        if start < end:
            reason = part.reason or BlockKind(part.kind).label
            yield Excerpt(start, end, part.kind, reason=str(reason) if part.kind in FOLDED else "")


def excerpts(text: str, parts: Iterable[Part], marks: Sequence[Mark], *, split: Splitter) -> Excerpts:
    """The marked sentences and their neighbours, joined where they touch within a block.

    The parts come in the order of the text. `split(text, start, end)` gives the sentences of a stretch, in
    order and without white space around them (`sources.ingest.sentences`). In running text a neighbour may
    stand in the next paragraph, elsewhere (captions, summaries) in the same block only.
    """
    return _gathered(*_sentences(text, parts, marks, split))


def _is_readable(part: Part, marks: Sequence[Mark]) -> bool:
    if part.kind in IN_THE_HEAD:
        return any(mark.start < part.end and mark.end > part.start for mark in marks)
    return part.kind in READABLE


def _sentences(
    text: str, parts: Iterable[Part], marks: Sequence[Mark], split: Splitter
) -> tuple[list[_Sentence], list[bool]]:
    """In the order of the text, and whether each is shown; how far those marks reach that have begun tells
    which are marked."""
    found: list[_Sentence] = []
    kept: list[bool] = []
    ordered, begun, reached = sorted(marks), 0, 0
    running = nothing = (-1, False)  # which sentence stands before, and whether it is marked
    for number, part in enumerate(parts):
        if not _is_readable(part, marks):
            continue
        runs = part.kind in RUNNING
        before, was_marked = running if runs else nothing
        for start, end in split(text, part.start, part.end):
            while begun < len(ordered) and ordered[begun].start < end:
                reached = max(reached, ordered[begun].end)
                begun += 1
            marked = reached > start
            if marked and before >= 0:
                kept[before] = True
            kept.append(marked or was_marked)
            before, was_marked = len(found), marked
            found.append((start, end, number, part.kind))
        if runs:
            running = before, was_marked
    return found, kept


def _gathered(sentences: Iterable[_Sentence], kept: Iterable[bool]) -> Excerpts:
    """Join kept sentences that follow one another in a block; count what was passed over."""
    shown: list[list[Any]] = []
    passed, block = 0, -1
    for (start, end, number, kind), is_kept in zip(sentences, kept, strict=True):
        if not is_kept:
            passed, block = passed + 1, -1
        elif number == block:
            shown[-1][1] = end
        else:
            shown.append([start, end, kind, passed])
            passed, block = 0, number
    return Excerpts(tuple([Excerpt(*one) for one in shown]), passed)
