"""UTF-8 that was read in a one-byte code page: "â€™" for "’", "СЃ" for "с".

Only shapes that honest text hardly ever has; a reading is given where the bytes are a letter again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

#: In a shape `..` is any character of the bytes 80–BF; `?` behind one: may be missing, as in a cut-off emoji.
#: Punctuation (E2 80), other signs (E2), the byte-order mark, emoji (F0 9F).
SIGNS = {
    "cp1252": ("E2 .. ..", "F0 9F .. ..?", "EF BB BF"),
    "cp1250": ("E2 80 ..", "F0 9F .. ..?"),
    "cp1251": ("E2 80 ..", "F0 9F .. .."),
}
#: Lead bytes of two-byte letters. One pair is enough for Latin letters in the western page; in the others,
#: and for Greek and Cyrillic, only several in a row are no honest word: code page, lead bytes, how many.
LATIN = "C2 C3 C4 C5"
RUNS = (
    ("cp1252", "CE CF D0 D1", 2),
    ("cp1250", "C3 C4 C5", 2),
    ("cp1251", "D0 D1", 3),
)
#: What may honestly follow a capital letter: "IRMÃ”", "Ä…", "Â»".
MAY_FOLLOW = "“”„‚‘’«»‹›…–—™\u00a0"
QUOTES = "“”„‚‘’«»‹›(\"'"
NO_BREAK = "\u00a0"
#: So many runs in a text, and a single pair that stands alone in it is a word of one letter.
EVIDENCE = 3

Place = tuple[int, int, str | None]


def misread(text: str, signs: str) -> Iterator[Place]:
    """Yield start, end and certain reading of each misread place; they may overlap, the surer come first.

    signs: those of the text beyond ASCII; most texts have none with which any of this begins.
    """
    letters = frozenset(signs)
    for table, first, pattern in SHAPES:
        if not letters.isdisjoint(first):
            yield from _places(text, table, pattern)
    for table, first, run, alone in WORDS:
        if letters.isdisjoint(first):
            continue
        places = list(_places(text, table, run))
        yield from places
        if len(places) >= EVIDENCE:
            yield from (place for place in _places(text, table, alone) if place[2])
    if letters.isdisjoint(SHORT_FIRST):
        return
    for start, end, reading in _places(text, TABLES["cp1252"], SHORT):
        if reading and not _honest(text, start, text[start:end]):
            yield start, end, reading


def _places(text: str, table: dict[str, int], pattern: re.Pattern[str]) -> Iterator[Place]:
    for found in pattern.finditer(text):
        yield found.start(), found.end(), _reading(found.group(), table)


def _honest(text: str, start: int, pair: str) -> bool:
    """Whether it may well be a capital and a sign: at the end of a word of capitals, or by itself."""
    lead, sign = pair[0], pair[1]
    if sign not in MAY_FOLLOW or text[start + 2 : start + 3].isalnum():
        return False
    before = text[start - 1] if start else " "
    if before.isupper() or before in QUOTES:
        return True
    return lead != "Â" and sign != NO_BREAK and not before.islower()


def _reading(characters: str, table: dict[str, int]) -> str | None:
    try:
        return bytes(table[character] for character in characters).decode()
    except UnicodeDecodeError:
        return None


def _table(code_page: str) -> dict[str, int]:
    """Map the page's characters to their bytes; bytes without one stand for themselves, as browsers do."""
    characters = (bytes([byte]).decode(code_page, "ignore") or chr(byte) for byte in range(128, 256))
    return {character: byte for byte, character in enumerate(characters, 128)}


def _spelled(table: dict[str, int], numbers: str) -> str:
    """The characters of some bytes ("C2 C3"), as a set of a pattern."""
    return "[" + "".join(map(re.escape, sorted(_letters(table, numbers)))) + "]"


def _letters(table: dict[str, int], numbers: str) -> frozenset[str]:
    wanted = {int(number, 16) for number in numbers.split()}
    return frozenset(one for one, byte in table.items() if byte in wanted)


def _rest(table: dict[str, int]) -> str:
    return "[" + "".join(re.escape(one) for one, byte in table.items() if 0x80 <= byte < 0xC0) + "]"


def _shape(table: dict[str, int], shape: str) -> re.Pattern[str]:
    parts = shape.split()
    return re.compile(
        "".join(_rest(table) + part[2:] if part.startswith("..") else _spelled(table, part) for part in parts)
    )


def _pairs(table: dict[str, int], leads: str) -> str:
    return f"(?:{_spelled(table, leads)}{_rest(table)})"


TABLES = {page: _table(page) for page in SIGNS}
SHAPES = [
    (TABLES[page], _letters(TABLES[page], shape.split()[0]), _shape(TABLES[page], shape))
    for page, shapes in SIGNS.items()
    for shape in shapes
]
WORDS = [
    (
        TABLES[page],
        _letters(TABLES[page], leads),
        re.compile(f"{_pairs(TABLES[page], leads)}{{{times},}}"),
        re.compile(rf"(?<!\w){_pairs(TABLES[page], leads)}{{1,{times}}}(?!\w)"),
    )
    for page, leads, times in RUNS
]
SHORT_FIRST = _letters(TABLES["cp1252"], LATIN)
SHORT = re.compile(_pairs(TABLES["cp1252"], LATIN))
