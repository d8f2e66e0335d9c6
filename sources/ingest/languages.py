"""English or German, where a text leaves no doubt; nothing else is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from sources.ingest.duplicates import bytes_of_words
from sources.ingest.signs import beyond_ascii

WORD = re.compile(r"[^\W\d_]+")
SAMPLE, SAMPLE_WORDS = 20_000, 3_000
FEWEST_WORDS = 40
SHARE = 0.15
CLEARLY = 4
#: Of a text's words, so many are numbers at most where it is told by its words.
MOST_NUMBERS = 0.2
ENGLISH = "the of and to that is was for with said has have had were been not which from by"
GERMAN = "der die das und den von zu mit dem des nicht ein eine einer auch sich ist wird hat für"
STOP_WORDS = {"en": frozenset(ENGLISH.encode().split()), "de": frozenset(GERMAN.encode().split())}
#: The same as words are compared, without accents.
FOLDED = {code: frozenset(bytes_of_words(words)) for code, words in (("en", ENGLISH), ("de", GERMAN))}
ANY_STOP_WORD = frozenset.union(*STOP_WORDS.values(), *FOLDED.values())
#: By its number what each byte of UTF-8 becomes: a small letter, a space, or beyond ASCII itself.
LETTERS = bytes(
    byte if byte > 127 else ord(chr(byte).lower()) if chr(byte).isalpha() else 32 for byte in range(256)
)
NAMES = {
    "en": "en", "eng": "en", "english": "en", "englisch": "en",
    "de": "de", "deu": "de", "ger": "de", "german": "de", "deutsch": "de",
    "fr": "fr", "french": "fr", "français": "fr", "uk": "uk", "ukrainian": "uk", "українська": "uk",
    "ru": "ru", "russian": "ru", "русский": "ru", "pl": "pl", "polish": "pl", "polski": "pl",
    "es": "es", "spanish": "es", "español": "es", "it": "it", "italian": "it", "italiano": "it",
}  # fmt: skip
TAG = re.compile(r"([a-z]{2,3})(?:-[a-z0-9]{2,8})*", re.IGNORECASE | re.ASCII)


def language_of(text: str) -> str | None:
    """Return "en" or "de" where the little words of a running text are clearly those; None otherwise."""
    words = _words(text[:SAMPLE])
    code, little = _most(words, STOP_WORDS)
    return code if len(words) >= FEWEST_WORDS and little >= SHARE * len(words) else None


def language_among(words: Sequence[bytes]) -> str | None:
    """Return what language_of does, by the words of a text as they are compared (`bytes_of_words`).

    Numbers are among them, and are not counted; they are counted out only where that may decide.
    """
    words = words[:SAMPLE_WORDS]
    code, little = _most(words, FOLDED)
    if little < SHARE * (1 - MOST_NUMBERS) * len(words):
        return None
    total = len(words) - sum(map(bytes.isdigit, words))
    return code if total >= FEWEST_WORDS and little >= SHARE * total else None


def _most(words: Sequence[bytes], stop_words: Mapping[str, frozenset[bytes]]) -> tuple[str | None, int]:
    """Return which language's little words are far more than the other's, and how many; None for neither."""
    found = list(filter(ANY_STOP_WORD.__contains__, words))
    counts = {code: sum(map(little.__contains__, found)) for code, little in stop_words.items()}
    first, second = sorted(counts, key=lambda code: counts[code], reverse=True)
    return first if counts[first] >= CLEARLY * max(1, counts[second]) else None, counts[first]


def _words(text: str) -> list[bytes]:
    """Return the words (runs of letters, folded) in UTF-8: cut as bytes, which takes a third of the time."""
    for sign in beyond_ascii(text):
        usual = _usual(sign)
        if usual != sign:
            text = text.replace(sign, usual)
    return text.encode().translate(LETTERS).split()


@lru_cache(maxsize=4096)
def _usual(sign: str) -> str:
    """Return a letter folded, and a space for what is none."""
    return "".join([one if WORD.fullmatch(one) else " " for one in sign.casefold()])


def language_named(value: str) -> str | None:
    """Return the ISO 639 code of a declared language ("English", "de-AT"); None where it names none."""
    value = value.strip().casefold()
    if value in NAMES:
        return NAMES[value]
    tag = TAG.fullmatch(value)
    return tag[1] if tag and (len(value) <= 3 or "-" in value) else None
