"""Whether a stretch may hold a number or a date at all: most hold none, and reading costs ten times this."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from claims.extract.measuring.lexicon import Lexicon, lexicon_of
from sources.ingest.when.tokens import words_of

WORD = re.compile(r"[^\W\d_]+")
IN_FIGURES = re.compile(r"\d\d\d\d|\d[./-]\d|\d[snrt][tdh]\b")
DIGIT = re.compile(r"\d")
#: The classes of words (see `sources.ingest.when.tokens`) one of which a date needs that is not in figures.
OF_DATES = "WMQ9UVKyP6@u"


def may_hold_a_date(text: str, start: int, end: int, language: str) -> bool:
    """Say whether text[start:end] has a figure or a word without which there is no date."""
    return bool(IN_FIGURES.search(text, start, end)) or not _date_words(language).isdisjoint(
        _words(text[start:end])
    )


def may_hold_a_number(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Say whether text[start:end] has a digit or a word of numbers."""
    return bool(DIGIT.search(text, start, end)) or not _number_words(lexicon.language).isdisjoint(
        _words(text[start:end])
    )


@lru_cache(maxsize=64)
def _words(piece: str) -> frozenset[str]:
    """The words of a stretch, which is asked about more than once in a row."""
    return frozenset(WORD.findall(piece.lower()))


@cache
def _date_words(language: str) -> frozenset[str]:
    words = words_of(language)
    tables = (words.exact, words.small)
    return frozenset(
        word.lower() for table in tables for word, (letter, _) in table.items() if letter in OF_DATES
    )


@cache
def _number_words(language: str) -> frozenset[str]:
    lexicon = lexicon_of(language)
    tables = (lexicon.numbers, lexicon.scales, lexicon.masses, lexicon.parts) if lexicon else ()
    return frozenset(word for table in tables for word in table) | {"couple", "paar"}
