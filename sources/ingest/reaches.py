"""Furniture: which lines the phrase rules name, and how far each rule reaches."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

from sources.ingest.board import Board
from sources.ingest.furniture import rule_for
from sources.ingest.lines import RECURRING, REMEMBERED, Line
from sources.ingest.looks import tells_time
from sources.ingest.opening import are_names

TITLE_WORDS = 25
BOX_LINES = 12
BODY_BEFORE_COMMENTS = 50
COMMENTS_SHARE = 0.5  # above that the label is more likely a link at the head of the page
BODY_BEFORE_PLEA = 100
PLEA_SHARE = 1.2
# A thread of comments has a time for each: so many in so many lines below its label.
THREAD_LINES = 60
THREAD_TIMES = 4
MADE_BY = re.compile(
    r"[^:]{3,40}?(?:\s(?:by|of|von|bei|par|por|di|der|des)\s(?:(?:the|der|dem|den)\s)?|:\s*)(?P<names>.+)"
)
# What stands below a label that ends the story: kind and reason.
RESTS = {
    "comments": ("comment", "stands below the readers' comments"),
    "plea": ("furniture", "belongs to the publisher's appeal above it"),
}
_known_rule = lru_cache(maxsize=REMEMBERED)(rule_for)


def mark_furniture(board: Board) -> None:
    """Apply the phrase rules line by line, then let the far-reaching ones take what belongs to them."""
    reaching = []
    for index, line in enumerate(board.lines):
        rule = (_known_rule if len(line.text) <= RECURRING else rule_for)(line.plain, line.words)
        if rule and (rule.reach != "names" or _names_alone(line)):
            board.mark(index, rule.kind, rule.reason)
            if rule.reach not in ("line", "names"):
                reaching.append((index, rule.reach))
    prose = _prose_words(board)
    for index, reach in reaching:
        above, below = prose[index], prose[-1] - prose[index]
        if _ends_the_story(reach, above=above, below=below) or (
            reach == "comments" and above >= BODY_BEFORE_COMMENTS and _has_thread_below(board, index)
        ):
            _take_rest(board, index, *RESTS[reach])
            return  # nothing is left to decide for the labels below
        if reach == "list":
            _take_box(board, index, below_text=prose[index] > 0)
        elif reach == "summary":
            _take_bullets(board, index, "summary", "point of a summary")


def _names_alone(line: Line) -> bool:
    """Say whether a line that begins with what somebody did goes on with names, and with nothing else."""
    found = MADE_BY.fullmatch(line.text)
    return found is not None and not line.closed and are_names(found["names"])


def _ends_the_story(reach: str, *, above: int, below: int) -> bool:
    """Say whether all below a label belongs to it; above, below: words of running text there."""
    if reach == "comments":
        return above >= max(BODY_BEFORE_COMMENTS, COMMENTS_SHARE * below)
    return reach == "plea" and above >= max(BODY_BEFORE_PLEA, PLEA_SHARE * below)


def _has_thread_below(board: Board, index: int) -> bool:
    """Say whether a thread of dated comments begins at a label."""
    below = board.lines[index + 1 : index + 1 + THREAD_LINES]
    return sum(map(tells_time, below)) >= THREAD_TIMES


def _prose_words(board: Board) -> list[int]:
    """Return, for each line and for the end, how many words of running text stand before it."""
    words = (
        line.words if line.prose and not kind else 0
        for line, kind in zip(board.lines, board.kinds, strict=True)
    )
    return list(accumulate(words, initial=0))


def _take_rest(board: Board, index: int, kind: str, reason: str) -> None:
    for other in board.undecided(index + 1):
        board.mark(other, kind, reason)


def _take_bullets(board: Board, index: int, kind: str, reason: str) -> None:
    for other in range(index + 1, len(board.lines)):
        if board.kinds[other] or not board.lines[other].bullet:
            return
        board.mark(other, kind, reason)


def _take_box(board: Board, label: int, *, below_text: bool) -> None:
    """Take the headlines under a "read also" label: its list lines, or else its unfinished lines.

    At the head of a page, where the story's own headline may follow, only list lines are taken.
    """
    titles = []
    bulleted = label + 1 < len(board.lines) and board.lines[label + 1].bullet
    for index in range(label + 1, min(len(board.lines), label + 1 + BOX_LINES)):
        line = board.lines[index]
        if board.kinds[index]:
            continue
        title = line.words <= TITLE_WORDS and not line.stopped and not line.plain.endswith(":")
        if not title or line.bullet != bulleted or not (bulleted or below_text):
            break
        titles.append(index)
    for index in titles:
        board.mark(index, "teaser", "headline of another story, under a label that leads to such")
        _take_copy(board, label, index)


def _take_copy(board: Board, label: int, title: int) -> None:
    """Where the headline stands above the label too, the box has a picture and a standfirst of its own."""
    above = [
        index
        for index in board.undecided(max(0, label - 3), label)
        if board.lines[index].plain == board.lines[title].plain
    ]
    if not above:
        return
    for index in above:
        board.mark(index, "teaser", "the same headline stands in the box below")
    below = title + 1
    if below < len(board.lines) and board.lines[below].closed:
        board.mark(below, "teaser", "goes with the headline of another story above it")
