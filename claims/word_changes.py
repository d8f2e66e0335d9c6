"""Two wordings in one line: what stayed, what went, what came. Pure.

Words are compared without regard to capitals; a single word that stayed between two changes belongs to the
change, so that a line reads in a few stretches.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from claims.alignment import Tokens

#: Beyond so many words on a side the two are not compared: the time grows with their product.
MOST_WORDS = 2000
#: Less than this share of the longer wording in common, and the two are other words altogether.
LEAST_IN_COMMON = 0.34

SAME, REMOVED, ADDED = "same", "removed", "added"
_Part = tuple[str, int, int, int, int]


class Piece(NamedTuple):
    """A stretch of the line; kind: "same", "removed" (of the earlier wording) or "added"."""

    kind: str
    words: str


def changes(before: str, now: str) -> tuple[Piece, ...]:
    """The two wordings in one line of pieces; empty where they have too little in common to be one.

    The pieces that are not removed are `now`, those that are not added are `before`, but for white space
    and capitals.
    """
    old, new = Tokens.of(before), Tokens.of(now)
    if not old.words or not new.words or max(len(old.words), len(new.words)) > MOST_WORDS:
        return ()
    first = [word.casefold() for word in old.words]
    second = [word.casefold() for word in new.words]
    found = LCSseq.opcodes(first, second)
    parts = [(o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in found]
    kept = sum(end - start for tag, start, end, *_ in parts if tag == "equal")
    if kept < LEAST_IN_COMMON * max(len(first), len(second)):
        return ()
    return tuple(_pieces(_joined(parts), (before, old), (now, new)))


def same_words(before: str, now: str) -> bool:
    """Whether two wordings are the same but for white space and capitals."""
    return before == now or [word.casefold() for word in Tokens.of(before).words] == [
        word.casefold() for word in Tokens.of(now).words
    ]


def stands_in(words: str, text: str) -> bool:
    """Whether the words stand in the text, one after the other, whatever their capitals."""
    part = " ".join(word.casefold() for word in Tokens.of(words).words)
    whole = " ".join(word.casefold() for word in Tokens.of(text).words)
    return f" {part} " in f" {whole} "


def _joined(parts: list[_Part]) -> list[_Part]:
    """Runs of changes in one, with single words that stayed between them."""
    made: list[_Part] = []
    for place, part in enumerate(parts):
        tag, *ends = part
        between = 0 < place < len(parts) - 1 and tag == "equal" and ends[1] - ends[0] == 1
        tag = "equal" if tag == "equal" and not between else "changed"
        if made and tag == "changed" == made[-1][0]:
            _, start, _, begin, _ = made.pop()
            made.append((tag, start, ends[1], begin, ends[3]))
        else:
            made.append((tag, ends[0], ends[1], ends[2], ends[3]))
    return made


def _pieces(parts: list[_Part], before: tuple[str, Tokens], now: tuple[str, Tokens]) -> Iterator[Piece]:
    for tag, start, end, begin, stop in parts:
        if tag != "equal" and end > start:
            yield Piece(REMOVED, _slice(*before, start, end))
        if stop > begin:
            yield Piece(SAME if tag == "equal" else ADDED, _slice(*now, begin, stop))


def _slice(text: str, tokens: Tokens, start: int, end: int) -> str:
    """The words as the text has them, with the white space that follows them there."""
    after = tokens.starts[end] if end < len(tokens.starts) else len(text)
    return text[tokens.starts[start] : after]
