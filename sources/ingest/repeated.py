"""Lines that an outlet puts on many of its pages: what stands in several articles is of none."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from sources.ingest.board import Board
from sources.ingest.furniture import plain

#: In so many articles a short line is the page's; a paragraph in more, for outlets repeat their background.
ARTICLES, ARTICLES_FOR_PROSE = 3, 10


def line_key(line: str) -> int:
    """Return the key of a line, whatever its typography, capitals and white space: a signed 64-bit number."""
    return int.from_bytes(blake2b(plain(line).encode(), digest_size=8).digest(), "big", signed=True)


def mark_repeated(board: Board, repeated: Mapping[int, int]) -> None:
    """Mark the lines that stand in so many articles of the outlet (by line_key, with the number of articles).

    Saves of the same article must count as one, or its own headline would be taken for the page's.
    """
    if not repeated:
        return
    for index in board.undecided():
        line = board.lines[index]
        count = repeated.get(line_key(line.text), 0)
        if count >= (ARTICLES_FOR_PROSE if line.prose else ARTICLES):
            board.mark(index, "furniture", f"same line stands in {count} articles of this outlet")
