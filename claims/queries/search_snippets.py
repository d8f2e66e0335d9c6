"""A long text around what was found in it. Pure."""

from __future__ import annotations

from claims.queries.search_words import Pieces

#: Code points that stand before the first word that was found.
BEFORE = 90
CUT = "…"


def around(pieces: Pieces, most: int) -> Pieces:
    """At most `most` code points, cut at spaces, from a little before the first word that was found on.

    What is left out at either end is told by an ellipsis; a word without spaces may be cut anywhere.
    """
    if sum(len(piece) for piece, _ in pieces) <= most:
        return pieces
    place = 0
    for piece, found in pieces:
        if found:
            break
        place += len(piece)
    else:
        place = 0
    text = "".join(piece for piece, _ in pieces)
    start = _start(text, max(0, place - BEFORE), place)
    end = _end(text, start, min(len(text), start + most))
    return _cut(pieces, start, end, len(text))


def _start(text: str, start: int, first: int) -> int:
    space = text.find(" ", start, first) if start else -1
    return space + 1 if space >= 0 else start


def _end(text: str, start: int, end: int) -> int:
    space = text.rfind(" ", start + 1, end) if end < len(text) else -1
    return space if space > start else end


def _cut(pieces: Pieces, start: int, end: int, length: int) -> Pieces:
    kept: list[tuple[str, bool]] = [(f"{CUT} ", False)] if start else []
    place = 0
    for piece, found in pieces:
        part = piece[max(0, start - place) : max(0, end - place)]
        place += len(piece)
        if part:
            kept.append((part, found))
    return (*kept, (f" {CUT}", False)) if end < length else tuple(kept)
