"""Lay a saved text out in blocks, each with a kind and a reason that a person understands.

The order is the argument: what phrases give away first, then pictures, the head of the story, its points,
and the text last. When in doubt a line is text: hiding a sentence is worse than showing a plea.
"""

from __future__ import annotations

from dataclasses import dataclass

from sources.ingest.board import Board
from sources.ingest.inside import mark_inside, mark_summary
from sources.ingest.lines import read_lines
from sources.ingest.opening import mark_captions, mark_opening
from sources.ingest.reaches import mark_furniture


@dataclass(frozen=True, slots=True)
class BlockSpan:
    """A block: half-open code points, line ends included; the kinds are those of BlockKind."""

    start: int
    end: int
    kind: str
    reason: str


def lay_out(text: str, *, header_end: int = 0) -> tuple[BlockSpan, ...]:
    """Return blocks that tile the text; text[:header_end] are the declared header lines."""
    board = Board(read_lines(text, header_end))
    mark_furniture(board)
    mark_captions(board)
    mark_opening(board)
    mark_summary(board)
    mark_inside(board)
    header = (BlockSpan(0, header_end, "header", "header lines of the file"),) if header_end else ()
    blocks = zip(board.lines, board.kinds, board.reasons, strict=True)
    return header + tuple(BlockSpan(line.start, line.end, kind, reason) for line, kind, reason in blocks)
