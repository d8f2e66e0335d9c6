"""A text as a string of letters, one a word of dates, so that a grammar is a table of short patterns.

W weekday   M month     Q season    U unit (day)  V units (days)  K weekend   N number    1 ordinal word
O ordinal   Y year      D date      d day, month  S two readings  z decade    P part of day
y today …   a a, an     c couple    G few         h half          q quarter   n about
L last      Z past      T this      X next        R recent        C the same, the following
A ago       < vor       B before    H after       E earlier       J later     u darauf
s since     j until     r from      t to          b between       & and       - dash      , comma
i in        o on, at    v during    > over        F for           f of        k back      w the, x der
e early     m mid       l late      p time        g fighting      ! every
= than      @ now       9 fall      5 ab      6 overnight
| any other word        ; any other mark, or the end of a line
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import product
from types import ModuleType

from sources.ingest.when import english, german

LANGUAGES: dict[str, ModuleType] = {"en": english, "de": german}
PIECE = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?![\w-])"
    r"|(?P<dotted>\d{1,2}\.\s?\d{1,2}\.\s?\d{4})(?!\w)"
    r"|(?P<slashed>\d{1,2}/\d{1,2}/\d{4})(?![\w/])"
    r"|(?P<short>\d{1,2}\.\d{1,2}\.)(?!\w)"
    r"|(?P<winter>\d{4})/\d{2}(?![\w/])"
    r"|(?P<decade>1[5-9]\d0|20\d0)(?:['’]?s|er)\b"
    r"|(?P<ordinal>\d{1,2})(?:st|nd|rd|th)\b"
    r"|(?P<point>\d{1,2})\.(?=\s?[^\W\d_])"
    r"|(?P<number>\d+(?:[.,:/]\d+)*)(?P<sign>[%€$£]?)"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<apart>['’]s?(?![^\W\d_]))"
    r"|(?P<mark>[^\w\s])"
    r"|(?P<end>\n)"
)
YEARS = range(1500, 2100)
LARGEST = 999
DASHES = "-–—‑"
NEEDS_CAPITAL = {"en": "WM", "de": "WMQUVK"}
NEEDS_SMALL = {"en": "UVKLTX"}
CORE = re.compile(r"[69WMQUVKODdSzyYPCu]")


Known = tuple[str, int | str | tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. value: as its line in the table says; owned: an apostrophe-s follows."""

    letter: str
    value: int | str | date | tuple[int, int]
    start: int
    end: int
    owned: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of one language, made for look-up. By exact spelling first, then in small letters."""

    exact: dict[str, Known]
    small: dict[str, Known]
    names_before: frozenset[str]
    names_after: re.Pattern[str]
    capital: str
    lower: str


@cache
def words_of(language: str) -> Words:
    """Return the tables of "en" or "de"."""
    source = LANGUAGES[language]
    exact: dict[str, Known] = {}
    small: dict[str, Known] = {}
    for line in source.WORDS.split("\n"):
        letter, value, *names = line.split() or ("", "")
        for name in names:
            known = (letter, _value(value))
            (exact if name != name.lower() else small)[name] = known
    small |= _compounds(language, small)
    after = "|".join(source.NAMES_AFTER.split())
    return Words(
        exact,
        small,
        frozenset(source.NAMES_BEFORE.split()),
        re.compile(rf"\s(?:{after})\b", re.IGNORECASE),
        NEEDS_CAPITAL.get(language, ""),
        NEEDS_SMALL.get(language, ""),
    )


def _value(written: str) -> int | str | tuple[int, int]:
    """A number, "1.1." as day and month, or a word."""
    if written.endswith("."):
        day, month = written[:-1].split(".")
        return int(day), int(month)
    return int(written) if written.lstrip("-").isdigit() else written


def _compounds(language: str, small: dict[str, Known]) -> dict[str, Known]:
    """German writes numbers and parts of days in one word: einundzwanzig, Mittwochabend."""
    if language != "de":
        return {}
    numbers = {name: int(str(value)) for name, (letter, value) in small.items() if letter == "N"}
    ones = {"ein": 1} | {name: value for name, value in numbers.items() if value < 10}
    tens = {name: value for name, value in numbers.items() if value >= 20}
    made: dict[str, Known] = {
        f"{one}und{ten}": ("N", ones[one] + tens[ten]) for one, ten in product(ones, tens)
    }
    days = {name: value for name, (letter, value) in small.items() if letter == "W"}
    parts = ("morgen", "vormittag", "mittag", "nachmittag", "abend", "nacht", "früh")
    return made | {f"{day}{part}": ("W", days[day]) for day, part in product(days, parts)}


@dataclass(frozen=True, slots=True)
class Line:
    """The tokens of a text and their letters, one for one."""

    tokens: list[Token]
    letters: str

    def segments(self) -> list[tuple[int, int]]:
        """Return the stretches of known words that hold one of a date's own, as token indices."""
        found = re.finditer(r"[^|;]+", self.letters)
        return [piece.span() for piece in found if CORE.search(self.letters, *piece.span())]


def read_line(text: str, language: str, start: int = 0, end: int | None = None) -> Line:
    """Read text[start:end] into tokens. Linear."""
    words = words_of(language)
    tokens: list[Token] = []
    before = ""
    for piece in PIECE.finditer(text, start, len(text) if end is None else end):
        kind = piece.lastgroup or ""
        if kind == "apart" and tokens:
            tokens[-1] = replace(tokens[-1], owned=True)
        if kind == "apart" or (kind == "mark" and piece[0] == "." and _abbreviates(tokens, piece.start())):
            continue
        if kind == "point" and language != "de":  # the full stop ends a sentence
            tokens += [_figure(piece, piece["point"]), Token(";", 0, piece.end() - 1, piece.end())]
            continue
        letter, value = _read(piece, kind, words, text, before)
        if kind == "short" and language != "de":
            letter = "|"
        tokens += [Token(one, value if one == letter[-1] else 0, *piece.span()) for one in letter]
        before = piece[0] if kind == "word" else ""
    tokens = _joined(tokens)
    return Line(tokens, "".join(token.letter for token in tokens))


def _figure(piece: re.Match[str], figures: str) -> Token:
    letter, value = _number(figures)
    return Token(letter, value, piece.start(), piece.start() + len(figures))


def _abbreviates(tokens: list[Token], at: int) -> bool:
    last = tokens[-1] if tokens else None
    return bool(last and last.end == at and last.letter in "MWn" and last.end - last.start <= 4)


def _read(
    piece: re.Match[str], kind: str, words: Words, text: str, before: str
) -> tuple[str, int | str | date | tuple[int, int]]:
    if kind == "word":
        return _word(piece, words, text, before)
    if kind in ("iso", "dotted", "slashed", "short"):
        return _numeric(kind, [int(number) for number in re.findall(r"\d+", piece[0])])
    if kind in ("ordinal", "point"):
        day = int(piece[kind])
        return ("O", day) if 1 <= day <= 31 else ("|", 0)
    if kind == "decade":
        return "z", int(piece["decade"])
    if kind == "winter":
        year = int(piece["winter"])
        return ("Y", year) if year in YEARS and (year + 1) % 100 == int(piece[0][-2:]) else ("|", 0)
    if kind in ("sign", "number"):
        return _number(piece["number"]) if not piece["sign"] else ("|", 0)
    if kind == "mark" and piece[0] in DASHES:
        return "-", 0
    return (",", 0) if piece[0] == "," else (";", 0)


def _word(piece: re.Match[str], words: Words, text: str, before: str) -> Known:
    word = piece[0]
    known = words.exact.get(word) or words.small.get(word.lower())
    if known is None:
        lasting = len(word) > 5 and word.endswith("ing") and word.islower()
        return ("g", 0) if lasting else ("|", 0)
    letter = known[0]
    capital = word[0].isupper()
    if (letter in words.capital and not capital) or (letter in words.lower and capital and before):
        return "|", 0
    if letter == "U" and capital and words.lower and not before:
        return "|", 0
    named = before.lower() in words.names_before or words.names_after.match(text, piece.end())
    if (letter == "W" and named) or (letter == "y" and capital and before[:1].isupper()):
        return "|", 0
    return known


def _numeric(kind: str, numbers: list[int]) -> tuple[str, int | date | tuple[int, int]]:
    """Read a date in figures; one that can be read in two ways is S."""
    if kind == "short":
        day, month = numbers
        return ("d", (day, month)) if 1 <= day <= 31 and 1 <= month <= 12 else ("|", 0)
    if kind == "iso":
        year, month, day = numbers
    else:
        day, month, year = numbers
        if kind == "slashed" and day <= 12 and month <= 12 and day != month:
            return "S", 0
        if kind == "slashed" and month > 12:
            day, month = month, day
    try:
        return ("D", date(year, month, day)) if year in YEARS else ("|", 0)
    except ValueError:
        return "|", 0


def _number(figures: str) -> tuple[str, int]:
    if not figures.isascii() or not figures.isdigit() or len(figures) > 4:
        return "|", 0
    value = int(figures)
    if len(figures) == 4:
        return ("Y", value) if value in YEARS else ("|", 0)
    return ("N", value) if 1 <= value <= LARGEST else ("|", 0)


def _joined(tokens: list[Token]) -> list[Token]:
    """Join "twenty-one", "twenty one": tens and ones are one number."""
    made: list[Token] = []
    for token in tokens:
        tens = made[-2] if len(made) > 1 and made[-1].letter == "-" else None
        if tens and token.letter == tens.letter == "N" and _tens_and_ones(tens, token):
            made[-2:] = [Token("N", int(str(tens.value)) + int(str(token.value)), tens.start, token.end)]
        else:
            made.append(token)
    return made


def _tens_and_ones(tens: Token, ones: Token) -> bool:
    """Say whether both are words and together one number: their spellings are longer than figures."""
    spelled = tens.end - tens.start > 2 and ones.end - ones.start > 2
    return spelled and int(str(tens.value)) in range(20, 100, 10) and int(str(ones.value)) < 10
