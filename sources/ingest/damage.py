"""Places where a text is not what it seems. They are noted; the text stays as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sources.confusables import ANY_OTHER, mixed_words
from sources.ingest.bidi import SIGNS, turning_signs
from sources.ingest.mojibake import misread
from sources.ingest.signs import beyond_ascii


@dataclass(frozen=True, slots=True)
class Damage:
    """A half-open stretch of code points; `original_hex` where bytes were lost, `reading` where certain."""

    start: int
    end: int
    what: str
    original_hex: str | None
    reading: str | None


def suspicious(text: str) -> Iterator[Damage]:
    """Yield what is damaged in a decoded text, kind by kind. Linear in the text; lazy."""
    signs = beyond_ascii(text)  # most texts have none that begins anything of this, and need no search
    at = -1
    while (at := text.find("\ufffd", at + 1)) >= 0:
        yield Damage(at, at + 1, "replacement_character", None, None)
    for at in turning_signs(text) if SIGNS.search(signs) else ():
        yield Damage(at, at + 1, "bidi_control", None, None)
    taken = bytearray(len(text))  # 1 where a place is misread
    for start, end, reading in misread(text, signs):
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            yield Damage(start, end, "mojibake", None, reading)
    for word in mixed_words(text) if ANY_OTHER.search(signs) else ():
        if taken.find(1, word.start, word.end) < 0:
            yield Damage(word.start, word.end, "mixed_script", None, word.reading)
