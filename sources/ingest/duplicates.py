"""Sameness of files and likeness of texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from itertools import islice

from sources.folding import SOFT, fold
from sources.ingest.cutting import cut_text

WORD = re.compile(r"\w+")
SHINGLE = 3
ASCII = bytes(range(128))
#: So few letters beyond ASCII, and one in so many bytes: the words that have one are sought.
FEW_SIGNS, RARE = 24, 50

Shingles = frozenset[tuple[str, ...]]


def digest(content: bytes) -> str:
    """Return the SHA-256 of the original bytes, in hex."""
    return sha256(content).hexdigest()


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: case, accents and look-alike letters folded."""
    cut = cut_text(text)
    if cut is None:
        words = WORD.findall(unicodedata.normalize("NFKC", SOFT.sub("", text)).casefold())
    elif (folded := _folded_within(cut)) is not None:
        return folded.decode().split()
    else:
        words = cut.decode().split()
    return [word if word.isascii() else _folded(word) for word in words]


def bytes_of_words(text: str) -> list[bytes]:
    """Return the words that words_of returns, in UTF-8; in less time."""
    cut = cut_text(text)
    if cut is None:
        return [word.encode() for word in words_of(text)]
    if (folded := _folded_within(cut)) is not None:
        return folded.split()
    return [word if word.isascii() else _folded(word.decode()).encode() for word in cut.split()]


def _folded_within(cut: bytes) -> bytes | None:
    """Return words between spaces with those folded that need it; None where each is better looked at.

    In most texts a few names have a letter beyond ASCII: to find these is faster than to ask all words.
    """
    left = cut.translate(None, ASCII)
    if not left:
        return cut
    signs = set(left.decode())
    if len(signs) > FEW_SIGNS or len(left) * RARE > len(cut):
        return None
    parts: list[bytes] = []
    done = 0
    for start, end in sorted(_words_with(cut, signs)):
        word = _folded(cut[start:end].decode()).encode()
        if not word or b" " in word:
            return None
        parts += [cut[done:start], word]
        done = end
    return b"".join([*parts, cut[done:]])


def _words_with(cut: bytes, signs: Iterable[str]) -> set[tuple[int, int]]:
    """Return where the words stand that hold one of the signs."""
    found = set()
    for sign in map(str.encode, signs):
        at = cut.find(sign)
        while at >= 0:
            end = cut.find(b" ", at)
            end = len(cut) if end < 0 else end
            found.add((cut.rfind(b" ", 0, at) + 1, end))
            at = cut.find(sign, end)
    return found


def shingles(text: str) -> Shingles:
    """Return the runs of three words of a text, folded; a text of one or two words is one run."""
    words = words_of(text)
    if 0 < len(words) < SHINGLE:
        return frozenset([tuple(words)])
    return frozenset(zip(*(islice(words, shift, None) for shift in range(SHINGLE)), strict=False))


def containment(part: Shingles, whole: Shingles) -> float:
    """Return the share of `part` that stands in `whole`, 0 to 1; 0 for an empty part."""
    return len(part & whole) / len(part) if part else 0.0


@lru_cache(maxsize=20_000)
def _folded(word: str) -> str:
    """Most of the words that need folding are the same few, again and again."""
    return fold(word)
