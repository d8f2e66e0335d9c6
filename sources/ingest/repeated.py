"""Lines that an outlet puts on many of its pages: what stands in several articles is of none."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b

from sources.ingest.board import Board
from sources.ingest.dates import is_date_line
from sources.ingest.furniture import plain
from sources.ingest.lines import Line
from sources.ingest.opening import is_byline

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
        if count := times_repeated(board.lines[index], repeated):
            board.mark(index, "furniture", f"same line stands in {count} articles of this outlet")


def times_repeated(line: Line, repeated: Mapping[int, int]) -> int:
    """In how many articles the line stands; 0 where that makes it no part of the page.

    Who wrote a story, and when, may well stand in many: their lines say so, and stay what they are.
    """
    count = repeated.get(line_key(line.text), 0)
    enough = count >= (ARTICLES_FOR_PROSE if line.prose else ARTICLES)
    return count if enough and not is_byline(line.text) and not is_date_line(line.text) else 0
