"""Invisible signs that turn the order of letters: at home in Arabic and Hebrew, out of place elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

SIGNS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: They turn letters that have an order of their own; no honest text needs them.
OVERRIDES = frozenset("\u202d\u202e")
OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
#: Hebrew, Arabic, Syriac, Thaana, N'Ko and what was added to them.
LETTER = re.compile("[\u0591-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def turning_signs(text: str) -> Iterator[int]:
    """Yield where such signs stand, but for those of a line that has letters written from right to left.

    There they are honest as long as none overrides the order and every one that opens is closed.
    """
    end = -1
    honest = False
    for found in SIGNS.finditer(text):
        if found.start() > end:
            start = text.rfind("\n", 0, found.start()) + 1
            end = text.find("\n", found.start())
            end = len(text) if end < 0 else end
            honest = _honest(text[start:end])
        if not honest:
            yield found.start()


def _honest(line: str) -> bool:
    signs = SIGNS.findall(line)
    if not LETTER.search(SIGNS.sub("", line)) or OVERRIDES.intersection(signs):
        return False
    waiting: list[str] = []
    for sign in signs:
        if sign in OPENING:
            waiting.append(OPENING[sign])
        elif sign in OPENING.values() and (not waiting or waiting.pop() != sign):
            return False
    return not waiting
