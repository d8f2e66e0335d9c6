"""Letters of different scripts that look the same, and words that mix them.

A short list by hand: only letters that are drawn alike in ordinary typefaces, for a reading must be certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CYRILLIC_TO_LATIN = dict(
    zip("АВЕКМНОРСТХУЅІЈԌԚԜаеорсухѕіјԁһԛԝ", "ABEKMHOPCTXYSIJGQWaeopcyxsijdhqw", strict=True)
)
GREEK_TO_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ", "ABEZHIKMNOPTYXovp", strict=True))
TO_LATIN = CYRILLIC_TO_LATIN | GREEK_TO_LATIN
TO_CYRILLIC = {latin: letter for letter, latin in CYRILLIC_TO_LATIN.items()}
TO_GREEK = {latin: letter for letter, latin in GREEK_TO_LATIN.items()}

LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
CYRILLIC = "\u0400-\u052f"
GREEK = "\u0370-\u0373\u0376\u0377\u037b-\u037d\u0386-\u03ff\u1f00-\u1fff"
OTHER = CYRILLIC + GREEK
ANY_OTHER = re.compile(f"[{OTHER}]")
SEAM = re.compile(f"[{LATIN}][{OTHER}]|[{OTHER}][{LATIN}]|[{CYRILLIC}][{GREEK}]|[{GREEK}][{CYRILLIC}]")
WORD = re.compile(r"[^\W\d_]+")
SCRIPTS = {
    "latin": re.compile(f"[{LATIN}]"),
    "cyrillic": re.compile(f"[{CYRILLIC}]"),
    "greek": re.compile(f"[{GREEK}]"),
}
TABLES = {"latin": TO_LATIN, "cyrillic": TO_CYRILLIC, "greek": TO_GREEK}


@dataclass(frozen=True, slots=True)
class MixedWord:
    """A word of more than one script: half-open code points, and the word it looks like where certain."""

    start: int
    end: int
    reading: str | None


def mixed_words(text: str) -> Iterator[MixedWord]:
    """Yield the words that mix Latin, Cyrillic and Greek letters, in order.

    A word with Greek letters counts only when it has a reading: "μm" and "ΔT" are honest words.
    Linear in the text.
    """
    if text.isascii() or not ANY_OTHER.search(text):
        return
    for found in WORD.finditer(text):
        word = found.group()
        if word.isascii() or not SEAM.search(word):
            continue
        reading = reading_of(word)
        if reading or not SCRIPTS["greek"].search(word):
            yield MixedWord(found.start(), found.end(), reading)


def reading_of(word: str) -> str | None:
    """Return the word in its commonest script; None when scripts tie or a letter has no twin there."""
    counts = {name: len(letters.findall(word)) for name, letters in SCRIPTS.items()}
    script = max(counts, key=lambda name: counts[name])
    if list(counts.values()).count(counts[script]) > 1:
        return None
    table, own = TABLES[script], SCRIPTS[script]
    letters = [letter if own.match(letter) else table.get(letter) for letter in word]
    return None if None in letters else "".join(letter for letter in letters if letter)


def unmixed(text: str) -> str:
    """Return the text with every mixed-script word replaced by its certain reading."""
    parts, done = [], 0
    for word in mixed_words(text):
        if word.reading:
            parts += [text[done : word.start], word.reading]
            done = word.end
    return "".join([*parts, text[done:]])
