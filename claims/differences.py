"""Two texts word by word: which words of each the other does not have at that place. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

#: Words, spaces and punctuation marks apart, so that a full stop alone may differ.
PIECES = re.compile(r"\w+|\s+|[^\w\s]")
#: Beyond so many pieces on a side the two are not compared: the time grows with their product.
MOST_PIECES = 3000


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one of the texts; own: whether only this side has it."""

    words: str
    own: bool


Side = tuple[Run, ...]


def differences(mine: str, theirs: str) -> tuple[Side, Side]:
    """Both texts in runs, in reading order; joined together, the runs of a side are its text.

    Where one side is empty, or the two are too long to compare, the whole of each is its own.
    """
    if mine == theirs:
        return _whole(mine, own=False), _whole(theirs, own=False)
    ours, others = PIECES.findall(mine), PIECES.findall(theirs)
    if not ours or not others or max(len(ours), len(others)) > MOST_PIECES:
        return _whole(mine, own=True), _whole(theirs, own=True)
    left: list[Run] = []
    right: list[Run] = []
    for kind, start, end, begin, stop in SequenceMatcher(None, ours, others, autojunk=False).get_opcodes():
        _add(left, "".join(ours[start:end]), own=kind != "equal")
        _add(right, "".join(others[begin:stop]), own=kind != "equal")
    return tuple(left), tuple(right)


def _whole(text: str, *, own: bool) -> Side:
    return (Run(text, own),) if text else ()


def _add(side: list[Run], words: str, *, own: bool) -> None:
    """A space between two changed words belongs to the change: one mark, not many."""
    if not words:
        return
    if own and len(side) > 1 and not side[-1].own and side[-1].words.isspace():
        words = side.pop().words + words
    if side and side[-1].own == own:
        words = side.pop().words + words
    side.append(Run(words, own))
