"""Lists of phrases written as one string, so that many fit into few lines."""

from __future__ import annotations


def phrases_of(text: str) -> tuple[str, ...]:
    """The phrases of a string, parted by "|", in order. A space at the end of one belongs to it."""
    return tuple(text.replace("\n", "").split("|"))
