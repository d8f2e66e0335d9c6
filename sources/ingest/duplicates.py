"""Sameness of files and likeness of texts."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256
from itertools import islice

from sources.folding import SOFT, fold
from sources.ingest.cutting import cut_bytes, cut_words

WORD = re.compile(r"\w+")
SHINGLE = 3

Shingles = frozenset[tuple[str, ...]]


def digest(content: bytes) -> str:
    """Return the SHA-256 of the original bytes, in hex."""
    return sha256(content).hexdigest()


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: case, accents and look-alike letters folded."""
    words = cut_words(text)
    if words is None:
        words = WORD.findall(unicodedata.normalize("NFKC", SOFT.sub("", text)).casefold())
    if "".join(words).isascii():
        return words
    return [word if word.isascii() else _folded(word) for word in words]


def bytes_of_words(text: str) -> list[bytes]:
    """Return the words that words_of returns, in UTF-8; in less time."""
    words = cut_bytes(text)
    if words is None:
        return [word.encode() for word in words_of(text)]
    if b"".join(words).isascii():
        return words
    return [word if word.isascii() else _folded(word.decode()).encode() for word in words]


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
