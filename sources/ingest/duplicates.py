"""Sameness of files and likeness of texts."""

from __future__ import annotations

import re
from hashlib import sha256
from itertools import islice

WORD = re.compile(r"\w+")
SHINGLE = 3


def digest(content: bytes) -> str:
    """Return the SHA-256 of the original bytes, in hex."""
    return sha256(content).hexdigest()


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of three words of a text, case folded; a text of one or two words is one run."""
    words = WORD.findall(text.casefold())
    if 0 < len(words) < SHINGLE:
        return frozenset([tuple(words)])
    return frozenset(zip(*(islice(words, shift, None) for shift in range(SHINGLE)), strict=False))


def containment(part: frozenset[tuple[str, ...]], whole: frozenset[tuple[str, ...]]) -> float:
    """Return the share of `part` that stands in `whole`, 0 to 1; 0 for an empty part."""
    return len(part & whole) / len(part) if part else 0.0
