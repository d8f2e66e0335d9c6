"""The text itself and what follows it: crossheads, lists, summaries, and what is not of the article."""

from __future__ import annotations

import re

from sources.ingest.board import Board
from sources.ingest.lines import Line
from sources.ingest.looks import SEEN
from sources.ingest.wordings import PROBABLY

CROSSHEAD_WORDS = range(1, 13)
TEASER_WORDS = range(5, 26)
BODY = "running text"
# Speech at the start, or a sentence that ends inside the line: two small letters, a stop, a capital.
SPEECH = re.compile(r"^[\"“„«]|[a-zäöüß]{2}[.!?]['\"”’“]?\s[\"“„]?[A-ZÄÖÜ]")


def mark_summary(board: Board) -> None:
    """Mark long list lines at the very end, cut off from the text by furniture: the story in points."""
    last = board.last_prose()
    points = [
        index for index in board.undecided(last + 1) if board.lines[index].bullet and board.lines[index].prose
    ]
    if len(points) >= 2 and last >= 0 and any(board.kinds[last + 1 : points[0]]):
        for index in points:
            board.mark(index, "summary", "sums the story up in points, after its end")


def mark_inside(board: Board) -> None:
    """Decide all lines that are left: text and crossheads where the figures say so, or their looks."""
    last = max((index for index in board.undecided() if _ends_text(board, index)), default=-1)
    above: Line | None = None
    for index in board.undecided():
        line = board.lines[index]
        if not board.inside[index] or (-1 < last < index):
            _mark_outside(board, index, after_end=index > last)
        elif above and above.closed and _is_crosshead(board, index):
            board.mark(index, "crosshead", "short line between two paragraphs")
        else:
            board.mark(index, "body", board.why(index) or (BODY if line.closed else "line inside the text"))
            above = line


def _ends_text(board: Board, index: int) -> bool:
    """Say whether the article may end in this line: not in a title, which belongs to another story."""
    line = board.lines[index]
    return board.inside[index] and (
        line.closed or line.bullet or line.words not in TEASER_WORDS or bool(SPEECH.search(line.text[:SEEN]))
    )


def _is_crosshead(board: Board, index: int) -> bool:
    """Say whether a line below a closed line of text is a short title above another."""
    line = board.lines[index]
    if (
        line.stopped
        or line.bullet
        or line.words not in CROSSHEAD_WORDS
        or line.plain.endswith((",", ":", ";"))
    ):
        return False
    if line.closed and not line.plain.endswith("?"):
        return False
    below = index + 1
    if below >= len(board.lines) or board.kinds[below] or not board.inside[below]:
        return False
    return board.lines[below].closed and board.lines[below].words > line.words


def _mark_outside(board: Board, index: int, *, after_end: bool) -> None:
    """Decide a line that is not of the article; after_end: below the last line of its text."""
    line = board.lines[index]
    title = line.words in TEASER_WORDS and not line.stopped
    why = board.why(index)
    if title and after_end:
        doubt = PROBABLY if why.startswith(PROBABLY) else ""
        board.mark(index, "teaser", f"{doubt}headline of another story, after the end of the text")
    else:
        board.mark(index, "furniture", why or "short line after the end of the text")
