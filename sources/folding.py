"""What a spelling is searched under. Never shown: what is shown is always the original."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from sources.confusables import unmixed

# Spellings of one name that no rule of letters brings together: words as they come out of the folding,
# the romanised ones people type and those that anyascii makes of Cyrillic ("kiiv" of Київ).
ALIASES = {
    "kiev": "kyiv",
    "kiew": "kyiv",
    "kiiv": "kyiv",
    "kharkov": "kharkiv",
    "charkiw": "kharkiv",
    "lvov": "lviv",
    "lwiw": "lviv",
    "odessa": "odesa",
    "zaporozhye": "zaporizhzhia",
    "zaporizhzhya": "zaporizhzhia",
    "saporischschja": "zaporizhzhia",
    "lugansk": "luhansk",
    "avdeevka": "avdiivka",
    "selenskyj": "zelensky",
    "zelenskiy": "zelensky",
    "zelenskyy": "zelensky",
    "moskau": "moscow",
    "moskva": "moscow",
    "krim": "crimea",
    "krym": "crimea",
    "peking": "beijing",
}
HYPHENS = re.compile("[-\u00ad\u2010-\u2015\u2212\ufe58\ufe63\uff0d_/]")
APOSTROPHES = re.compile("['`\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u201b\u2032\uff07]")
SOFT = re.compile("[\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
LOOSE_ACCENTS = re.compile("[\u0300-\u036f]")  # what NFKC could not join to its letter: the dot of İ
NOT_WORD = re.compile(r"[^\w\s]+")
#: What all of that does to a letter, digit or sign of ASCII.
_PLAIN = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)} | str.maketrans(
    "", "", "'`"
)


def fold(spelling: str) -> str:
    """Return the lower-case ASCII words a spelling is filed under, one space between them.

    In order: invisible marks go; look-alike letters in mixed-script words take the word's own script;
    NFKC and case folding; hyphens part words, apostrophes join them; other signs part words; letters of any
    script become ASCII; known variants of a name become one. Folding twice changes nothing.
    """
    text = spelling.translate(_PLAIN) if spelling.isascii() else _plain(spelling)
    return " ".join([ALIASES.get(word, word) for word in text.split()])


def _plain(spelling: str) -> str:
    text = unicodedata.normalize("NFKC", SOFT.sub("", unmixed(spelling))).casefold()
    text = HYPHENS.sub(" ", APOSTROPHES.sub("", LOOSE_ACCENTS.sub("", text)))
    ascii_text = APOSTROPHES.sub("", anyascii(NOT_WORD.sub(" ", text))).casefold()
    return NOT_WORD.sub(" ", ascii_text).replace("_", " ")


@lru_cache(maxsize=4096)
def fold_name(name: str) -> str:
    """The same of a name that comes again and again, as those of outlets do."""
    return fold(name)
