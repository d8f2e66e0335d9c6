"""Saved passages as marks: overlapping stretches of a text, flattened into segments. Pure.

HTML elements nest and stretches do not, so a text is cut wherever one begins or ends. All offsets are code
points of the version's text, half-open; nothing is ever added to the text or taken from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """One content passage of a statement; `stance` is a stored spelling, or "" without a link."""

    start: int
    end: int
    statement: int
    stance: str


class Flaw(NamedTuple):
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


#: A stretch, and the marks that meet it.
Piece = tuple[int, int, Sequence[Mark]]


def flatten(
    text: str, spans: Sequence[tuple[int, int]], marks: Iterable[Mark], flaws: Iterable[Flaw] = ()
) -> tuple[tuple[Segment, ...], ...]:
    """Return the segments of each span, in order; joined, they are exactly the span's text.

    The spans must not overlap and come in the order of the text; marks and flaws may overlap, repeat one
    another, and reach beyond the spans: what lies outside is left out, and a statement begins and ends
    where it is first and last seen *within* the spans.
    """
    ordered, damaged = sorted(set(marks), key=_outermost_first), tuple(flaws)
    pieces: list[Piece] = []
    cut = [_cut(pieces, start, end, near, damaged) for start, end, near in _near(spans, ordered)]
    begins, ends = _ends(pieces)
    segments = [
        _segment(text, piece, begins.get(number, ()), ends.get(number, ()), damaged)
        if piece[2] or damaged
        else Segment(text[piece[0] : piece[1]])
        for number, piece in enumerate(pieces)
    ]
    return tuple([tuple(segments[first:last]) for first, last in pairwise([0, *cut])])


def _outermost_first(mark: Mark) -> tuple[int, int, int]:
    return mark[0], -mark[1], mark[2]


def _near(spans: Iterable[tuple[int, int]], marks: Sequence[Mark]) -> Iterator[Piece]:
    """Each span with the marks that meet it, in one walk along both: each may be hundreds."""
    open_now: list[Mark] = []
    at, most = 0, len(marks)
    for start, end in spans:
        begun = at
        while at < most and marks[at][0] < end:
            at += 1
        if open_now or begun < at:
            open_now = [mark for mark in (*open_now, *marks[begun:at]) if mark[1] > start]
        yield start, end, open_now


def _cut(pieces: list[Piece], start: int, end: int, near: Sequence[Mark], flaws: Sequence[Flaw]) -> int:
    """Cut a span wherever a mark that meets it, or a flaw, begins or ends in it; tells how many pieces there
    are now."""
    before = len(pieces)
    if flaws or not _cut_side_by_side(pieces, start, end, near):
        del pieces[before:]
        edges = {start, end}
        for places in (near, flaws):
            edges.update(edge for begin, stop, *_ in places for edge in (begin, stop))
        pieces += _near(pairwise(sorted([edge for edge in edges if start <= edge <= end])), near)
    return len(pieces)


def _cut_side_by_side(pieces: list[Piece], start: int, end: int, near: Sequence[Mark]) -> bool:
    """The same of marks of which none meets another, as nearly all; whether that was true of them."""
    at = start
    for mark in near:
        begin, stop, _, _ = mark
        if begin > at:
            pieces.append((at, begin, ()))
            at = begin
        elif begin < at > start:
            return False
        pieces.append((at, stop if stop < end else end, (mark,)))
        at = stop
    if at < end:
        pieces.append((at, end, ()))
    return True


def _ends(pieces: Iterable[Piece]) -> tuple[dict[int, tuple[int, ...]], dict[int, tuple[int, ...]]]:
    """By the number of a piece, which statements are first seen there, and which last."""
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, (_, _, marks) in enumerate(pieces):
        for _, _, statement, _ in marks:
            first.setdefault(statement, number)
            last[statement] = number
    begins: dict[int, tuple[int, ...]] = {}
    ends: dict[int, tuple[int, ...]] = {}
    for told, places in ((begins, first), (ends, last)):
        for statement, number in places.items():
            told[number] = (*told.get(number, ()), statement)
    return begins, ends


def _segment(
    text: str, piece: Piece, begins: tuple[int, ...], ends: tuple[int, ...], flaws: Sequence[Flaw]
) -> Segment:
    start, end, marks = piece
    if len(marks) == 1 and not flaws:
        return Segment(text[start:end], (marks[0].statement,), marks[0].stance, begins, ends)
    here = [flaw for flaw in flaws if flaw.start < end and flaw.end > start]
    return Segment(
        text[start:end],
        tuple(dict.fromkeys([mark.statement for mark in marks])),
        marks[-1].stance if marks else "",
        begins,
        ends,
        bool(here),
        ", ".join([flaw.note for flaw in here if flaw.end == end]),
    )
