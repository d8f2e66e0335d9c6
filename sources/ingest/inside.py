"""The text itself and what follows it: crossheads, lists, summaries, and what stands after the end."""

from __future__ import annotations

import re

from sources.ingest.board import Board
from sources.ingest.lines import Line

CROSSHEAD_WORDS = range(1, 13)
TEASER_WORDS = 5
BODY = "running text"
# A sentence that ends inside a line: two small letters, a stop, a capital. A headline has none.
INNER_STOP = re.compile(r"[a-zäöüß]{2}[.!?]['\"”’“]?\s[\"“„]?[A-ZÄÖÜ]")


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
    """Decide all lines that are left."""
    end = board.last_prose() + 1
    _mark_text(board, end)
    cut_off = False
    for index in range(end, len(board.lines)):
        if not board.kinds[index]:
            _mark_after_end(board, index, has_text=end > 0, cut_off=cut_off)
        cut_off = cut_off or board.kinds[index] not in ("body", "crosshead")


def _mark_text(board: Board, end: int) -> None:
    above: Line | None = None
    for index in board.undecided(stop=end):
        line = board.lines[index]
        if above and above.closed and _is_crosshead(board, index):
            board.mark(index, "crosshead", "short line between two paragraphs")
        else:
            board.mark(index, "body", BODY if line.closed else "line inside the text")
            above = line


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
    if below >= len(board.lines) or board.kinds[below]:
        return False
    return board.lines[below].closed and board.lines[below].words > line.words


def _mark_after_end(board: Board, index: int, *, has_text: bool, cut_off: bool) -> None:
    """Decide a line below the last paragraph; cut_off: something else stands between the two."""
    line = board.lines[index]
    speech = line.plain.startswith('"') or bool(INNER_STOP.search(line.text))
    if not has_text or line.closed or speech or (line.bullet and not cut_off):
        board.mark(index, "body", BODY if line.closed else "no other kind fits")
    elif line.words >= TEASER_WORDS:
        board.mark(index, "teaser", "looks like the headline of another story, after the end of the text")
    else:
        board.mark(index, "furniture", "short line after the end of the text")
