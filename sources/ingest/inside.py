"""The text itself and what follows it: crossheads, lists, summaries, and what stands after the end."""

from __future__ import annotations

import re

from sources.ingest.board import Board

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
    last = board.last_prose()
    for index in board.undecided(stop=last + 1):
        if _is_crosshead(board, index):
            board.mark(index, "crosshead", "short line between two paragraphs")
        board.mark(index, "body", BODY if board.lines[index].closed else "line inside the text")
    for index in board.undecided():
        _mark_after_end(board, index, last)


def _is_crosshead(board: Board, index: int) -> bool:
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
    above = next((i for i in range(index - 1, -1, -1) if board.kinds[i] == "body"), None)
    below = index + 1
    if above is None or not board.lines[above].closed or below >= len(board.lines) or board.kinds[below]:
        return False
    return board.lines[below].closed and board.lines[below].words > line.words


def _mark_after_end(board: Board, index: int, last: int) -> None:
    line = board.lines[index]
    cut_off = any(board.kinds[i] not in ("body", "crosshead") for i in range(last + 1, index))
    speech = line.plain.startswith('"') or bool(INNER_STOP.search(line.text))
    if last < 0 or line.closed or speech or (line.bullet and not cut_off):
        board.mark(index, "body", BODY if line.closed else "no other kind fits")
    elif line.words >= TEASER_WORDS:
        board.mark(index, "teaser", "looks like the headline of another story, after the end of the text")
    else:
        board.mark(index, "furniture", "short line after the end of the text")
