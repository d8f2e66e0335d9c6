"""One article a text: turn the log-odds of single lines into a stretch of text, with insets in it.

A text begins with lines that are not the article, comes to it, may leave it for an inset (a box, a list of
links) and come back, and ends with lines that are not the article. Leaving and coming back have a price, so
that one doubtful line neither ends the article nor begins another.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

BEFORE, BODY, INSET, AFTER = range(4)
NEVER = -math.inf


@dataclass(frozen=True, slots=True)
class Prices:
    """lean: added to all log-odds (above 0: in doubt it is text). most: no line speaks louder than this.

    leave, again: the price of leaving the article for an inset and of coming back.
    """

    lean: float = 0.5
    most: float = 6.0
    leave: float = 16.0
    again: float = 16.0


def stretch(odds: Sequence[float | None], words: Sequence[int], prices: Prices) -> list[bool]:
    """Say of every line whether it is in the article.

    odds: natural log-odds that a line is body; None where something else decided: such a line changes nothing
    around it, and the answer about it means nothing. Ties go to what stands earlier in the list of states.
    """
    gains = [
        0.0 if value is None else _clipped(value + prices.lean, prices.most) * math.sqrt(max(1, count))
        for value, count in zip(odds, words, strict=True)
    ]
    back: list[tuple[int, int, int, int]] = []
    before, body, inset, after = 0.0, NEVER, NEVER, NEVER
    for gain in gains:
        came = _into_body(before, body, inset - prices.again)
        from_inset = (BODY, body - prices.leave) if body - prices.leave > inset else (INSET, inset)
        from_after = (AFTER, after) if after >= body else (BODY, body)
        back.append((BEFORE, came[0], from_inset[0], from_after[0]))
        body, inset, after = came[1] + gain, from_inset[1], from_after[1]
    return _walk_back(back, max(range(4), key=(before, body, inset, after).__getitem__))


def _clipped(value: float, most: float) -> float:
    return max(-most, min(most, value))


def _into_body(before: float, body: float, inset: float) -> tuple[int, float]:
    if before >= body and before >= inset:
        return BEFORE, before
    return (BODY, body) if body >= inset else (INSET, inset)


def _walk_back(back: list[tuple[int, int, int, int]], state: int) -> list[bool]:
    found = [False] * len(back)
    for index in range(len(back) - 1, -1, -1):
        found[index] = state == BODY
        state = back[index][state]
    return found
