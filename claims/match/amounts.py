"""Numbers in a wording, with what they count, roughly: enough to say that two are not the same. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

from claims.match.words import stem
from sources.ingest.sentences import words_of

_UNITS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: float(value) for value, word in enumerate(_UNITS.split())}
_VALUES |= {word: float(value) for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)}
_VALUES |= {"dozen": 12.0, "half": 0.5}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "dozen": 12.0,
    "k": 1e3,
    "m": 1e6,
    "bn": 1e9,
}
_WORDS = "|".join(sorted((*_VALUES, "a"), key=len, reverse=True))
_BOUND = "more than|over|at least|fewer than|less than|under|up to|about|around|some|nearly|almost"
_NUMBER = re.compile(
    rf"(?P<bound>{_BOUND})?\s*(?<![\w.,/-])(?:[$€£]\s?)?"
    rf"(?:(?P<digits>\d[\d,.]*\d|\d)(?![\d/:-])|\b(?P<word>{_WORDS})\b(?!-))(?:[ -]+a)?"
    r"(?:\s?(?P<scale>hundred|thousand|million|billion|dozen|k|m|bn)\b)?\s*(?P<percent>%|per ?cent\b)?"
    r"(?:\s*\b(?:of the|of|more|new|other|former|missing)\b)?"
    rf"(?:\s*\b(?!(?:{_WORDS})\b)(?P<counted>[A-Za-z]+(?:\s+[a-z]+)?))?",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"\b(?:a|an|each|every|per)\s+(hour|day|week|month|year|night)\b", re.IGNORECASE)
_MONTHS = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTH, _AFTER_MONTH = re.compile(rf"{_MONTHS}\b"), re.compile(rf"\b{_MONTHS}\s+(?:\d{{1,2}},?\s+)?$")
_BEFORE_YEAR = re.compile(
    r"\b(?:in|of|since|until|by|from|early|late|during)\s*$|[a-z]\s+\d{1,2},?\s*$", re.I
)
#: Words that never are what is counted.
_HOLLOW = words_of("of in on at to from by for and or were was are is have had per a an the times")
_BOUNDS = {
    "more than": (0.0, inf), "over": (0.0, inf), "at least": (0.0, inf), "fewer than": (-inf, 0.0),
    "less than": (-inf, 0.0), "under": (-inf, 0.0), "up to": (-inf, 0.0), "about": (0.9, 1.1),
    "around": (0.9, 1.1), "some": (0.9, 1.1), "nearly": (0.9, 1.0), "almost": (0.9, 1.0),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """A number as worded. counted: stems of the words behind it; thing: the first, as printed."""

    wording: str
    low: float
    high: float
    counted: tuple[str, ...]
    period: str = ""
    percent: bool = False
    thing: str = ""

    def meets(self, other: Amount) -> bool:
        """Whether one number can fulfil both."""
        return self.low <= other.high and other.low <= self.high


def amounts_in(wording: str) -> list[Amount]:
    """The numbers of a wording, in order, dates left out."""
    found = []
    for hit in _NUMBER.finditer(wording):
        value = _value(hit)
        if value is not None and not _is_of_a_date(wording, hit, value):
            found.append(_amount(wording, hit, value))
    return found


def _value(hit: re.Match[str]) -> float | None:
    scale = _SCALES.get((hit["scale"] or "").lower(), 1.0)
    if hit["digits"]:
        digits = (
            hit["digits"].replace(",", "") if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", hit["digits"]) else ""
        )
        try:
            return float(digits or hit["digits"]) * scale
        except ValueError:
            return None
    word = hit["word"].lower()
    if word == "a":
        return scale if scale > 1 and len(hit["scale"]) > 2 else None
    return _VALUES[word] * scale


def _is_of_a_date(wording: str, hit: re.Match[str], value: float) -> bool:
    if not hit["digits"] or hit["scale"] or hit["percent"]:
        return False
    start, end = hit.span("digits")
    around = _MONTH.match(wording[end:].lstrip()) or _AFTER_MONTH.search(wording[max(0, start - 16) : start])
    year = len(hit["digits"]) == 4 and 1900 <= value <= 2100
    return bool(around) or (year and bool(_BEFORE_YEAR.search(wording[:start])))


def _amount(wording: str, hit: re.Match[str], value: float) -> Amount:
    low, high = _bounds((hit["bound"] or "").lower(), value)
    counted = [word for word in (hit["counted"] or "").lower().split() if word not in _HOLLOW]
    first = (hit["counted"] or " ").split()[:1]
    after = _PERIOD.match(wording[hit.end() :].lstrip()) or _PERIOD.search(
        wording[hit.start() : hit.end() + 24]
    )
    return Amount(
        wording=_worded(hit),
        low=low,
        high=high,
        counted=() if first and first[0].lower() in _HOLLOW else tuple(map(stem, counted)),
        period=after[1].lower() if after else "",
        percent=bool(hit["percent"]),
        thing=counted[0] if counted else "",
    )


def _worded(hit: re.Match[str]) -> str:
    end = max(hit.end(group) for group in ("digits", "word", "scale", "percent"))
    return " ".join(hit.string[hit.start() : end].split())


def _bounds(word: str, value: float) -> tuple[float, float]:
    low, high = _BOUNDS.get(word, (1.0, 1.0))
    if low == 0.0:
        return value, inf
    if low == -inf:
        return 0.0, value
    return value * low, value * high
