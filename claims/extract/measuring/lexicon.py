"""The tables of a language, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import ModuleType

from claims.extract.measuring import english, german

LANGUAGES: dict[str, ModuleType] = {"en": english, "de": german}
COMPARATORS = ("AT_LEAST", "LESS_THAN", "UP_TO", "MORE_THAN", "NEARLY", "ABOUT", "EXACTLY")
CONTEXT = (
    "BEHIND", "NUMBERED", "NUMBER_OF", "PLURAL",
    "BEFORE_NOUN", "DONE_BEHIND", "DONE_BEFORE", "ESTIMATED", "EXTRAPOLATED", "CONDITIONAL",
    "NOT_CONDITIONAL", "CLOCK_BEHIND", "AGE_BEHIND", "ONE_IS_NO_NUMBER", "RATE", "WINDOW", "GIVING",
    "CLOCK_BEFORE", "YEAR_BEFORE", "NOT_ONE", "NO_SHARE", "BETWEEN", "FROM", "RANGE", "AND",
)  # fmt: skip
#: Their case says what they are: a verb of giving before a name, "May" the month.
WITH_CASE = ("GIVING", "PLURAL", "NOT_CONDITIONAL")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Patterns and values of one language.

    number: a number as printed (see `numerals`), in small letters; comparator: its words, to the end of what
    stands before; units: how each spelling of a unit is stored; stops: words that end what is counted.
    """

    language: str
    source: ModuleType
    numbers: dict[str, int]
    scales: dict[str, int]
    masses: dict[str, int]
    parts: dict[str, int]
    units: dict[str, str]
    stops: frozenset[str]
    plurals: frozenset[str]
    no_plurals: frozenset[str]
    number: re.Pattern[str]
    amount: re.Pattern[str]
    comparator: re.Pattern[str]
    unit: re.Pattern[str]
    patterns: dict[str, re.Pattern[str]]


@cache
def lexicon_of(language: str) -> Lexicon | None:
    """Return the tables of "en" or "de" (also "en-GB"); None for another language."""
    source = LANGUAGES.get(language[:2].lower())
    if source is None:
        return None
    numbers = _values(source.NUMBERS)
    numbers |= _compounds(numbers) if source.COMPOUNDS else {}
    scales, masses, parts = (_values(table) for table in (source.SCALES, source.MASSES, source.PARTS))
    amount = _amount(source, numbers, scales)
    units = {spelling: line.split("|")[0] for line in _lines(source.UNITS) for spelling in line.split("|")}
    return Lexicon(
        language[:2].lower(),
        source,
        numbers,
        scales,
        masses,
        parts,
        {spelling.lower(): unit for spelling, unit in units.items()} | units,
        frozenset(source.STOPS.split()),
        frozenset(source.PLURALS.split()),
        frozenset(source.NO_PLURAL.split()),
        re.compile(_number(source, amount, numbers, masses)),
        re.compile(amount, re.IGNORECASE),
        _comparator(source),
        re.compile(rf"[ \u00a0-]?(?P<unit>{_any(units)})(?![\w²])", re.IGNORECASE),
        {name: re.compile(getattr(source, name), _flags(name)) for name in CONTEXT},
    )


def _flags(name: str) -> re.RegexFlag:
    return re.NOFLAG if name in WITH_CASE else re.IGNORECASE


def _lines(table: str) -> list[str]:
    return [line for line in table.split("\n") if line]


def _values(table: str) -> dict[str, int]:
    pairs = [(line.split()[0], word) for line in _lines(table) for word in line.split()[1:]]
    return {word.lower(): int(value) for value, word in pairs}


def _compounds(numbers: dict[str, int]) -> dict[str, int]:
    """German writes numbers in one word: einundzwanzig, dreihundert, fünftausend."""
    ones = {"ein": 1} | {word: value for word, value in numbers.items() if 2 <= value <= 9}
    tens = {word: value for word, value in numbers.items() if value in range(20, 100, 10)}
    made = {f"{one}und{ten}": ones[one] + tens[ten] for one in ones for ten in tens}
    small = ones | {word: value for word, value in numbers.items() if 10 <= value < 100 and word != "dutzend"}
    made |= {f"{one}hundert": ones[one] * 100 for one in ones}
    return made | {f"{word}tausend": value * 1000 for word, value in (small | made).items() if value < 1000}


def _any(words: dict[str, int] | dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _amount(source: ModuleType, numbers: dict[str, int], scales: dict[str, int]) -> str:
    """Figures or words of one number, with its sign and its scale."""
    word = rf"(?:{_any(numbers)})(?![^\W_])"
    words = rf"{word}(?:(?:-| (?:and (?!a\b))?)(?:{word})){{0,7}}"
    scale = rf"{_any(scales)})\b"
    return (
        rf"(?P<sign>(?:us|a|c|nz|hk)?[$€£¥]) ?(?P<money>{source.DIGITS})(?:[ \u00a0-]?(?P<priced>m\b"
        rf"|k\b|{scale})?"
        rf"|(?P<digits>{source.DIGITS})(?P<half>{source.AND_A_HALF})?(?:[ \u00a0-]?(?P<scale>{scale})?"
        rf"|(?P<words>{words})(?P<and_half>{source.AND_A_HALF})?(?P<of_half> (?:{_any(scales)})\b)?"
    )


def _number(source: ModuleType, amount: str, numbers: dict[str, int], masses: dict[str, int]) -> str:
    digits_or_word = rf"(?:\d{{1,3}}|{_any(numbers)})"
    one_in = source.ONE_IN.replace("{n}", digits_or_word)
    kinds = (
        source.OF_MASS,
        source.VAGUE,
        rf"(?P<couple>{source.COUPLE})",
        source.HALF_OF,
        source.QUARTER_OF,
        one_in,
        source.SHARE,
        source.SHARE_AFTER,
        rf"(?P<lone_mass>{_any(masses)})(?![^\W_])",
        rf"(?:{source.ARTICLE}(?=(?:{_any(numbers)})))?(?:{amount})",
    )
    return rf"(?<![\w.,:/+#’'])(?<!\w[-–])(?:{'|'.join(kinds)})(?!\d|[.,:/]\d)"


def _comparator(source: ModuleType) -> re.Pattern[str]:
    kinds = "|".join(rf"(?P<{name}>{getattr(source, name)})" for name in COMPARATORS)
    return re.compile(
        rf"(?<![\w-])(?:{kinds})(?: |[ -](?=[$€£¥]))(?:an? |another |further )?$",
        re.IGNORECASE,
    )
