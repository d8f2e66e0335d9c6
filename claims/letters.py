"""How wide words are when they are set in sans serif, about; and words cut to a room. Pure.

A drawing has no way to measure letters. These are the shares of an em of common sans-serif faces, rounded up,
so that what is said to fit does.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_NARROW, _WIDE = frozenset("iIjlft.,:;'’‘|!()[]-/ r"), frozenset("mwMW@%—…")


def width(words: str, size: float) -> float:
    """About how many units the words take in letters of that size."""
    return round(size * sum(_share(letter) for letter in words), 1)


def fitting(words: str, room: float, size: float) -> str:
    """The words, or as many of their letters as fit into the room, then "…"."""
    if width(words, size) <= room:
        return words
    left = room - width("…", size)
    for place, letter in enumerate(words):
        left -= size * _share(letter)
        if left < 0:
            return f"{words[:place].rstrip()}…"
    return words


@lru_cache(maxsize=2048)
def _share(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Cf", "Mn"):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.95
    return 0.72 if letter.isupper() else 0.57
