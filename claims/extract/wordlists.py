"""Lists of words written as one string, so that many fit into few lines."""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """The words of a string, as a set."""
    return frozenset(text.split())


def phrases_of(text: str) -> tuple[str, ...]:
    """The phrases of a string, parted by "|", in order. A space at the end of one belongs to it."""
    return tuple(text.replace("\n", "").split("|"))
