"""Lay a saved text out in blocks, each with a kind and a reason that a person understands.

The order is the argument: what phrases and repetition give away first, then pictures; figures say which of
the other lines are the article's own; around these the head of the story, its points, and the text last.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sources.ingest.board import Board
from sources.ingest.inside import mark_inside, mark_summary
from sources.ingest.lines import read_lines
from sources.ingest.opening import mark_captions, mark_opening
from sources.ingest.reaches import mark_furniture
from sources.ingest.repeated import mark_repeated
from sources.ingest.weighing import WEIGHTS, Weights, weigh


class BlockSpan(NamedTuple):
    """A block: half-open code points, line ends included; the kinds are those of BlockKind."""

    start: int
    end: int
    kind: str
    reason: str


def lay_out(
    text: str,
    *,
    header_end: int = 0,
    repeated: Mapping[int, int] | None = None,
    weights: Weights = WEIGHTS,
) -> tuple[BlockSpan, ...]:
    """Return blocks that tile the text; text[:header_end] are the declared header lines.

    repeated: by line_key, in how many articles of the same outlet a line stands (this one included).
    """
    board = begin(text, header_end=header_end, repeated=repeated)
    weigh(board, weights)
    mark_opening(board)
    mark_summary(board)
    mark_inside(board)
    header = (BlockSpan(0, header_end, "header", "header lines of the file"),) if header_end else ()
    blocks = zip(board.lines, board.kinds, board.reasons, strict=True)
    return header + tuple([BlockSpan(line.start, line.end, kind, reason) for line, kind, reason in blocks])


def begin(text: str, *, header_end: int = 0, repeated: Mapping[int, int] | None = None) -> Board:
    """Return the lines with what is certain about them: phrases, repetition, pictures."""
    board = Board(read_lines(text, header_end))
    mark_furniture(board)
    mark_repeated(board, repeated or {})
    mark_captions(board)
    return board
