"""Places where a text is not what it seems. They are noted; the text stays as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sources.confusables import mixed_words

REPLACEMENT_OR_BIDI = re.compile("\ufffd|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


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
    if text.isascii():
        return
    for found in REPLACEMENT_OR_BIDI.finditer(text):
        what = "replacement_character" if found.group() == "\ufffd" else "bidi_control"
        yield Damage(found.start(), found.end(), what, None, None)
    taken = bytearray(len(text))  # 1 where a place is misread
    yield from _misread(text, taken)
    for word in mixed_words(text):
        if taken.find(1, word.start, word.end) < 0:
            yield Damage(word.start, word.end, "mixed_script", None, word.reading)


def _table(code_page: str) -> dict[str, int]:
    """Map the page's characters to their bytes; bytes without one stand for themselves, as browsers do."""
    characters = (bytes([byte]).decode(code_page, "ignore") or chr(byte) for byte in range(128, 256))
    return {character: byte for byte, character in enumerate(characters, 128)}


def _pattern(table: dict[str, int], shape: str) -> re.Pattern[str]:
    """Spell a shape of bytes (`E2 .. ..?`; `..` is any of 80–BF, `?`: may be missing) in characters."""
    spelled = {byte: re.escape(character) for character, byte in table.items()}
    rest = "[" + "".join(spelled[byte] for byte in range(0x80, 0xC0)) + "]"
    parts = [rest + part[2:] if part.startswith("..") else spelled[int(part, 16)] for part in shape.split()]
    return re.compile("".join(parts))


# UTF-8 that was read in a one-byte code page. Only shapes that honest text hardly ever has: punctuation
# (E2 80), signs (E2), byte-order mark, emoji (F0 9F, also cut short); C2 and C3 in the western page alone.
SHAPES = {
    "cp1252": ("E2 .. ..", "F0 9F .. ..?", "EF BB BF", "C2 ..", "C3 .."),
    "cp1250": ("E2 80 ..", "F0 9F .. ..?"),
    "cp1251": ("E2 80 ..", "F0 9F .. .."),
}
TABLES = {page: _table(page) for page in SHAPES}
PAGES = [
    (TABLES[page], [_pattern(TABLES[page], shape) for shape in shapes]) for page, shapes in SHAPES.items()
]


def _misread(text: str, taken: bytearray) -> Iterator[Damage]:
    """Yield the misread places, and note in `taken` where they are."""
    for table, patterns in PAGES:
        for pattern in patterns:
            for found in pattern.finditer(text):
                if not taken[found.start()]:
                    taken[found.start() : found.end()] = b"\1" * len(found.group())
                    yield Damage(found.start(), found.end(), "mojibake", None, _reading(found.group(), table))


def _reading(characters: str, table: dict[str, int]) -> str | None:
    try:
        return bytes(table[character] for character in characters).decode()
    except UnicodeDecodeError:
        return None
