"""Saved passages as marks: overlapping stretches of a text, flattened into segments. Pure.

HTML elements nest and stretches do not, so a text is cut wherever one begins or ends. All offsets are code
points of the version's text, half-open; nothing is ever added to the text or taken from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """One content passage of a statement; `stance` is a stored spelling, or "" without a link."""

    start: int
    end: int
    statement: int
    stance: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """A damaged place, and what is said beside it: a certain reading, or what is wrong."""

    start: int
    end: int
    note: str


class Segment(NamedTuple):
    """A piece of text under the same marks throughout.

    statements: whose words it is, the outermost first. stance: of the innermost.
    begins, ends: the statements whose first, whose last segment of the page this is.
    flaw: whether it stands in a damaged place; note: set on the last segment of one.
    """

    text: str
    statements: tuple[int, ...] = ()
    stance: str = ""
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    flaw: bool = False
    note: str = ""

    @property
    def depth(self) -> int:
        """How many statements share the piece; 0 outside all marks."""
        return len(self.statements)


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    marks: Sequence[Mark] = ()
    begins: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


def flatten(
    text: str, spans: Sequence[tuple[int, int]], marks: Iterable[Mark], flaws: Iterable[Flaw] = ()
) -> tuple[tuple[Segment, ...], ...]:
    """Return the segments of each span, in order; joined, they are exactly the span's text.

    The spans must not overlap and come in the order of the text; marks and flaws may overlap, repeat one
    another, and reach beyond the spans: what lies outside is left out, and a statement begins and ends
    where it is first and last seen *within* the spans.
    """
    ordered, damaged = sorted(set(marks), key=_outermost_first), tuple(flaws)
    rows = [_cut(span, near, damaged) for span, near in _near(spans, ordered)]
    _tell_ends(piece for row in rows for piece in row)
    return tuple([tuple([_segment(text, piece, damaged) for piece in row]) for row in rows])


def _outermost_first(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, mark.statement


def _near(
    spans: Iterable[tuple[int, int]], marks: Sequence[Mark]
) -> Iterator[tuple[tuple[int, int], list[Mark]]]:
    """Each span with the marks that meet it, in one walk along both: each may be hundreds."""
    open_now: list[Mark] = []
    at = 0
    for start, end in spans:
        begun = at
        while at < len(marks) and marks[at].start < end:
            at += 1
        if open_now or begun < at:
            open_now = [mark for mark in (*open_now, *marks[begun:at]) if mark.end > start]
        yield (start, end), open_now


def _cut(span: tuple[int, int], near: Sequence[Mark], flaws: Sequence[Flaw]) -> list[_Piece]:
    """Cut a span wherever a mark that meets it, or a flaw, begins or ends in it."""
    start, end = span
    if not near and not flaws:
        return [_Piece(start, end)]
    edges = [edge for mark in near for edge in (mark.start, mark.end)]
    if flaws:
        edges += [edge for flaw in flaws for edge in (flaw.start, flaw.end)]
    cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
    if len(cuts) == 2:  # whatever meets the span covers it: most passages are whole sentences
        return [_Piece(start, end, tuple(near))]
    return [_Piece(begin, stop, here) for (begin, stop), here in _near(pairwise(cuts), near)]


def _tell_ends(pieces: Iterable[_Piece]) -> None:
    """Write down where each statement is seen first and last."""
    last: dict[int, _Piece] = {}
    for piece in pieces:
        for mark in piece.marks:
            if mark.statement not in last:
                piece.begins += (mark.statement,)
            last[mark.statement] = piece
    for statement, piece in last.items():
        piece.ends += (statement,)


def _segment(text: str, piece: _Piece, flaws: Sequence[Flaw]) -> Segment:
    marks = piece.marks
    if not marks and not flaws:
        return Segment(text[piece.start : piece.end])
    if len(marks) == 1 and not flaws:
        return Segment(
            text[piece.start : piece.end], (marks[0].statement,), marks[0].stance, piece.begins, piece.ends
        )
    here = [flaw for flaw in flaws if flaw.start < piece.end and flaw.end > piece.start] if flaws else ()
    return Segment(
        text[piece.start : piece.end],
        tuple(dict.fromkeys([mark.statement for mark in marks])),
        marks[-1].stance if marks else "",
        piece.begins,
        piece.ends,
        bool(here),
        ", ".join([flaw.note for flaw in here if flaw.end == piece.end]) if here else "",
    )
