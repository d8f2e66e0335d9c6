"""Pictures, and the head of a story: headline, standfirst, byline, dateline."""

from __future__ import annotations

import re

from sources.ingest.board import Board
from sources.ingest.dates import is_date_line
from sources.ingest.furniture import has_credit
from sources.ingest.naming import AGENCY

CAPTION_WORDS = 60
CREDIT_WORDS = 45
HEADLINE_WORDS = range(4, 31)
LABEL_WORDS = 3
#: More open lines than this above the text are the menus of a page.
PAGE_LINES = 8
FIRST_LINE = "first line of a headline's length, above the text"
STANDFIRST_WORDS = 45
BYLINE = re.compile(r"(?:By|BY|Von|VON|Text:|Words:)\s+(?P<names>\S.*)")
#: An agency's sign, maybe with its desk ("dpa/lno"), and how a story ends that has one: after the last stop,
#: or with the desk in brackets.
SIGN = re.compile(rf"\(?{AGENCY}(?:/[\w-]{{2,10}})*\)?", re.IGNORECASE)
SIGNED = re.compile(
    rf"[.!?…][\"'”“’»)]*\s{SIGN.pattern}$|\s\({AGENCY}(?:/[a-zäöü]{{2,5}})+\)\W?$", re.IGNORECASE
)
#: So many lines below the last long paragraph may be of the story, from so many words on.
SIGNED_BELOW, SIGNED_WORDS = 3, 4
LINKS = {
    "and",
    "und",
    "in",
    "for",
    "of",
    "the",
    "von",
    "van",
    "de",
    "der",
    "den",
    "di",
    "al",
    "el",
    "bin",
    "&",
    "|",
    "at",
}


def mark_captions(board: Board) -> None:
    """Mark picture texts: lines with a credit, their neighbours that say the same, and copies elsewhere."""
    lines = board.lines
    signed = _close_signed(board)
    credits = [
        index
        for index in board.undecided()
        if lines[index].words <= CREDIT_WORDS
        and index not in signed
        and has_credit(lines[index].plain, stopped=lines[index].stopped)
    ]
    captions = {lines[index].plain for index in credits}
    for index in credits:
        board.mark(index, "caption", "credits a picture")
    for index in board.undecided(stop=max(0, len(lines) - 1)):
        if _same_twice(board, index):
            captions.add(lines[index].plain)
            board.mark(index, "caption", "stands twice in a row, as a picture's text does")
            board.mark(index + 1, "caption", "repeats the caption above")
    for index in board.undecided():
        if lines[index].plain in captions:
            board.mark(index, "caption", "repeats a caption")


def _close_signed(board: Board) -> set[int]:
    """Find the lines with which an agency ends a story, below its last paragraph: they credit no picture.

    Their sentences are closed, though the sign stands behind.
    """
    last = board.last_prose()
    signed = set()
    for index in board.undecided(last + 1, last + 1 + SIGNED_BELOW) if last >= 0 else ():
        line = board.lines[index]
        if SIGN.fullmatch(line.text):
            board.mark(index, "source", "names the agency that the story comes from")
        elif line.words >= SIGNED_WORDS and SIGNED.search(line.text):
            board.lines[index] = line._replace(closed=True)
            signed.add(index)
    return signed


def _same_twice(board: Board, index: int) -> bool:
    """Say whether a line and the next are one picture text: equal sentences, or one goes on with a credit."""
    line, following = board.lines[index], board.lines[index + 1]
    if not 3 <= line.words <= CAPTION_WORDS:
        return False
    credit_below = index + 2 < len(board.lines) and board.reasons[index + 2] == "credits a picture"
    if line.plain == following.plain:
        return line.stopped or credit_below
    return following.plain.startswith(line.plain) and board.kinds[index + 1] == "caption"


def is_byline(line: str) -> bool:
    """Say whether a line is "By" or "Von" and names, and nothing else."""
    found = BYLINE.fullmatch(line)
    if not found or len(line) > 150 or line.endswith((".", "!", "?", ":")):
        return False
    return are_names(found["names"])


def are_names(told: str) -> bool:
    """Say whether all words are capitalised, but for those that stand between names."""
    words = told.replace(",", " ").split()
    return bool(words) and words[0][0].isupper() and all(word[0].isupper() or word in LINKS for word in words)


def mark_opening(board: Board) -> None:
    """Mark what stands before the text: headline first, then the lines around it."""
    start = board.first_prose()
    second = board.first_prose(start + 1) if start < len(board.lines) else start
    near = _open_before(board, start, PAGE_LINES)
    for index in board.undecided(near, min(second, start + 4)):
        if is_byline(board.lines[index].text):
            board.mark(index, "byline", "names who wrote it")
        elif is_date_line(board.lines[index].text):
            board.mark(index, "dateline", "a date and nothing else")
    if start == len(board.lines):  # no long paragraph: a short item may still have a headline
        start = next((index for index in board.undecided() if board.lines[index].stopped), 1)
    headline = _headline(board, start)
    if headline is not None:
        _mark_around(board, headline, start)
    dated_below = any(board.kinds[index] in ("byline", "dateline") for index in range(start + 1, second))
    if headline is not None and dated_below:
        board.mark(start, "standfirst", "stands above the byline or date")


def _open_before(board: Board, start: int, count: int) -> int:
    """Return the index so far above that at most so many undecided lines lie from there to start."""
    index = min(start, len(board.lines))
    while index > 0 and count > 0:
        index -= 1
        count -= not board.kinds[index]
    return index


def _headline(board: Board, start: int) -> int | None:
    """Find the headline above the text; of copies of it, the last one is the headline.

    Text that was pasted begins with its headline. Above the text of a whole page stand menus: there it is the
    last line that repeats the page's title, else the last of a headline's length.
    """
    fitting = [
        index
        for index in board.undecided(stop=start)
        if board.lines[index].words in HEADLINE_WORDS
        and not board.lines[index].stopped
        and not board.lines[index].bullet
    ]
    if not fitting:
        return None
    whole_page = sum(1 for _ in board.undecided(stop=start)) > PAGE_LINES
    repeating = [index for index in fitting if index in board.titles]
    chosen = (repeating or fitting)[-1] if whole_page else fitting[0]
    first = board.lines[chosen].plain
    copies = [index for index in fitting if _repeats(board.lines[index].plain, first)]
    for index in copies[:-1]:
        board.mark(index, "furniture", "repeats the headline below")
    reason = "last line of a headline's length above the text" if whole_page else FIRST_LINE
    board.mark(
        copies[-1], "headline", "repeats the title of the page" if repeating and whole_page else reason
    )
    return copies[-1]


def _repeats(line: str, first: str) -> bool:
    """Say whether a line is the first one again, without the name of the site that a page title ends in."""
    shorter, longer = sorted((line, first), key=len)
    return shorter == longer or longer.startswith(
        tuple(shorter + mark for mark in (" | ", " - ", " – ", " — ", " · "))
    )


def _mark_around(board: Board, headline: int, start: int) -> None:
    for index in board.undecided(stop=headline):
        if not board.lines[index].closed and board.lines[index].words <= HEADLINE_WORDS[-1]:
            board.mark(index, "furniture", "short line above the headline")
    below = ""
    for index in range(start - 1, headline, -1):
        if board.kinds[index]:
            below = board.kinds[index]
        elif not board.lines[index].bullet and not board.lines[index].plain.endswith(":"):
            _mark_below_headline(board, index, below)


def _mark_below_headline(board: Board, index: int, below: str) -> None:
    """Decide a line between headline and text; below: the kind of the next line that was decided before."""
    line, inside = board.lines[index], board.inside[index]
    if line.closed and below in ("caption", "byline", "dateline"):
        board.mark(index, "standfirst", f"stands between the headline and the {below}")
    elif not inside and LABEL_WORDS < line.words <= STANDFIRST_WORDS:
        board.mark(index, "standfirst", "stands between the headline and the text")
    elif not line.closed and line.words <= LABEL_WORDS:
        board.mark(index, "furniture", "short line above the text")
