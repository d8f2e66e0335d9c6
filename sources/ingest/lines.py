"""The lines of a text, with what the layout looks at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sources.ingest.furniture import LONGEST_LINE, plain_of
from sources.ingest.limits import BLOCKS

BULLET = re.compile(r"[-–—•·*▪◦‣]\s+\S|\d{1,2}[.)]\s+\S")
CLOSED = re.compile(r"[.!?…。！？][\"'”’“»«›‹)\]]{0,3}$|[.!?…]\s?[\"”»]$")
FULL_STOP = re.compile(r"[.…。][\"'”’“»«)\]]{0,3}$")
STOPS = frozenset(".…。")
# Signs that take no room: a line of nothing else is as good as blank.
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
WRAPPED_FROM = 50
#: Lines of at most so many code points recur from page to page; what was read of so many is remembered.
RECURRING, REMEMBERED = 120, 4096
UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff]"
)  # Chinese and Japanese write no spaces: two signs a word


class Line(NamedTuple):
    """A paragraph as it stands: [start, end) with the line ends that follow it, in code points.

    text: without outer white space. plain: as the furniture rules read it. words: how many.
    closed: ends like a sentence. stopped: ends with a full stop. bullet: a list line. apart: a blank line
    stands below it. prose: a paragraph of running text.
    """

    start: int
    end: int
    text: str
    plain: str
    words: int
    closed: bool
    stopped: bool
    bullet: bool
    apart: bool
    prose: bool


def read_lines(text: str, start: int) -> list[Line]:
    """Split text[start:] into lines that tile it; blank lines belong to the line before them.

    A line that goes on in lower case after a long unfinished one is the same paragraph (hard-wrapped text).
    Beyond BLOCKS lines the rest is one line.
    """
    return [_line(text, *paragraph) for paragraph in _paragraphs(text, start)]


def _paragraphs(text: str, start: int) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, a blank line below) of each paragraph; they follow one another without a hole."""
    pieces = _pieces(text, start)
    current = next(pieces, None)
    if current is None:
        return
    begin, end, blank_after = current
    count = 1
    for piece_start, piece_end, piece_blank in pieces:
        if count >= BLOCKS or (not blank_after and _goes_on(text, begin, end, piece_start)):
            end, blank_after = piece_end, piece_blank
            continue
        yield begin, end, blank_after
        count += 1
        begin, end, blank_after = piece_start, piece_end, piece_blank
    yield begin, end, blank_after


def _pieces(text: str, start: int) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, blank lines within) of each line; leading blank lines join the first."""
    begin, blank, filled, position = start, False, False, start
    while position < len(text):
        stop = text.find("\n", position)
        stop = len(text) if stop < 0 else stop + 1
        is_blank = text[position:stop].isspace()
        if filled and not is_blank:
            yield begin, position, blank
            begin, blank = position, False
        blank = blank or (is_blank and filled)
        filled = filled or not is_blank
        position = stop
    if begin < len(text):
        yield begin, len(text), blank


def _goes_on(text: str, begin: int, end: int, following: int) -> bool:
    tail = text[max(begin, end - 200) : end].rstrip("\n").rpartition("\n")[2].rstrip()
    head = text[following : following + 40].lstrip()
    return (
        len(tail) >= WRAPPED_FROM and not CLOSED.search(tail[-8:]) and tail[-1] != ":" and head[:1].islower()
    )


def _line(text: str, begin: int, end: int, apart: bool) -> Line:
    stripped = text[begin:end].strip()
    read = _read_recurring if len(stripped) <= RECURRING else _read
    plain, count, closed, stopped, bullet, prose = read(stripped)
    return Line(begin, end, stripped, plain, count, closed, stopped, bullet, apart, prose)


def _read(stripped: str) -> tuple[str, int, bool, bool, bool, bool]:
    """Return what a line says by itself: plain, words, closed, stopped, bullet, prose."""
    if len(stripped) <= 10 * LONGEST_LINE:
        words = stripped.split()
        plain = plain_of(words)
        count = _count_words(stripped, words, plain)
    else:
        plain, count = "", len(stripped) // 6
    closed, stopped = _ending(stripped)
    bullet = bool(BULLET.match(stripped))
    return plain, count, closed, stopped, bullet, (count >= 20 and closed) or count >= 60


_read_recurring = lru_cache(maxsize=REMEMBERED)(_read)


def _ending(text: str) -> tuple[bool, bool]:
    """Say whether a line ends like a sentence, and with a full stop; mostly its last character says both."""
    last = text[-1:]
    if last.isalnum():
        return False, False
    if last in STOPS:
        return True, True
    tail = text[-8:]
    return bool(CLOSED.search(tail)), bool(FULL_STOP.search(tail))


def _count_words(text: str, words: list[str], plain: str) -> int:
    """Count the words; text of more than ASCII and typography may have unspaced or invisible signs."""
    if plain.isascii():
        return len(words)
    return len(words) + len(UNSPACED.findall(text)) // 2 if text.strip(INVISIBLE) else 0
