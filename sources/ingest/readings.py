"""How a file of unknown encoding would read in each likely one. A person chooses; nothing is guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: The likely encodings of saved news text, in the order in which they are offered.
LIKELY = (
    ("windows-1252", "Western European"),
    ("windows-1251", "Cyrillic"),
    ("windows-1250", "Central European"),
    ("koi8-u", "Ukrainian, older"),
    ("iso-8859-1", "Western European"),
    ("iso-8859-2", "Central European"),
    ("iso-8859-5", "Cyrillic"),
    ("iso-8859-15", "Western European, with €"),
    ("cp866", "Cyrillic, DOS"),
    ("mac-roman", "Western European, old Macintosh"),
)
NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
LETTERS_AROUND = 45
PLACES = 3
NEVER = {"Cc", "Cn", "Co"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read the file: samples are its first places that are not plain ASCII, with words around.

    also: other encodings in which the whole file reads the same.
    """

    encoding: str
    script: str
    samples: tuple[str, ...]
    also: tuple[str, ...] = ()


def readings_of(content: bytes) -> tuple[Reading, ...]:
    """Return how the bytes read in each likely encoding that fits them; those that read alike are one."""
    by_text: dict[str, list[tuple[str, str]]] = {}
    for encoding, script in LIKELY:
        text = _plausible(content, encoding)
        if text is not None:
            by_text.setdefault(text, []).append((encoding, script))
    return tuple(
        Reading(*names[0], samples_of(text), tuple(name for name, _ in names[1:]))
        for text, names in by_text.items()
    )


def samples_of(text: str) -> tuple[str, ...]:
    """Return the first few places of a text that are not ASCII, one line each."""
    samples: list[str] = []
    end = 0
    for found in NOT_ASCII.finditer(text):
        if found.start() < end:
            continue
        start, end = max(end, found.start() - LETTERS_AROUND), found.end() + LETTERS_AROUND
        samples.append(" ".join(text[start:end].split()))
        if len(samples) == PLACES:
            break
    return tuple(samples)


def _plausible(content: bytes, encoding: str) -> str | None:
    """The text, unless it cannot be read so or has characters that no text has."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    strange = {sign for sign in set(text) if unicodedata.category(sign) in NEVER}
    return None if strange - set("\t\n\r\f") else text
