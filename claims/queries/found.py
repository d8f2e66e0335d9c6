"""Searching claims: which words are looked for, and where they stand in a claim's own wording. Pure."""

from __future__ import annotations

import re

from django.db.models import Q

from sources.folding import fold

_WORD = re.compile(r"\S+|\s+")


def has_all(words: str) -> Q:
    """Every word, or part of one, stands in the folded text; nothing to look for fits all."""
    wanted = Q()
    for word in fold(words).split():
        wanted &= Q(search_key__contains=word)
    return wanted


def marked(text: str, words: str) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, in order: (piece, whether one of the words was found in it)."""
    looked_for = fold(words).split() if words else ()
    if not looked_for:
        return ((text, False),)
    pieces: list[tuple[str, bool]] = []
    for piece in _WORD.findall(text):
        hit = any(word in fold(piece) for word in looked_for)
        if pieces and pieces[-1][1] == hit:
            pieces[-1] = (pieces[-1][0] + piece, hit)
        else:
            pieces.append((piece, hit))
    return tuple(pieces)
