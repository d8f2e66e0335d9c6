"""Numbers that are no figures: years, times of day, ages, names, places in an order.

An age says who somebody is, not how many; so "aged 34" and "the 34-year-old" are none.
"""

from __future__ import annotations

import re

from claims.extract.measuring.lexicon import Lexicon
from claims.extract.measuring.numerals import BEFORE, Numeral

#: "Boeing 737", "Route 66"; the words before may be joined by a hyphen.
NAMED = re.compile(r"(?P<name>[A-Z][\w’'-]*)[ -]$")
#: "Halmia's 40" is no name.
OWNED = re.compile(r"['’]s?$")
LIST_MARK = re.compile(r"[ \t]*[.)](?:\s|$)")
#: "Ada Weber, 54, said": an age between commas, or behind a name at the end.
AGE_LEAD = re.compile(r"(?:[A-Z][\w’'-]+, $)|(?P<low>[^\W\d_], $)")
AGE_END = re.compile(r",|\.(?:\s|$)|;|$")
JOINED = re.compile(r"[-–]\d")
#: Groups of figures beside one another are a telephone number.
BESIDE = re.compile(r"\d $"), re.compile(r" \d")
#: In a headline of capitals, "Kills 12 Soldiers" is no name.
HEADLINE_PLURAL = re.compile(
    r" (?:[A-Z][\w’'-]{1,20} ){0,2}(?:[A-Z][\w’'-]{1,20}s|People|Men|Women|Children)\b"
)
ORDINAL_NOUN = re.compile(
    r"\. ?(?!(?:Die|Der|Das|Den|Dem|Ein|Eine|Es|Er|Sie|Wir|Ich|In|Im|Am|Auf|Bei|Nach|Mit|Und|Aber|Doch)\b)"
    r"[A-ZÄÖÜ]"
)
OLDEST = 120
YEARS = range(1700, 2100)
#: What a sentence may begin with before a number.
NO_NAMES_BEFORE = """
A About After All Almost Among An And Another Approximately Are Around As At Before Bei Below Between Bis
But By Destroyed Etwa Exactly Fast Fewer For From Had Has Have He Her His I If In Injured Is It Its Just
Killed Knapp Least Less Mehr Mindestens More Most Nach Nearly No Of On Only Or Our Over Perhaps Roughly
Rund She Since Some Than That The Their These They Those To Under Unter Up Von Vor Was We Weniger Were
When With Wounded Zwischen Über
"""
NO_NAMES = frozenset(NO_NAMES_BEFORE.split())


def is_no_figure(text: str, one: Numeral, start: int, end: int, lexicon: Lexicon, *, comparator: str) -> bool:
    """Say whether a number in text[start:end] is no figure; comparator: of the words before it."""
    bounded, about = comparator != "exactly", comparator == "about"
    before = text[max(start, one.start - BEFORE) : one.start]
    after = text[one.end : min(end, one.end + BEFORE)]
    if _belongs_elsewhere(text, one, before, after, lexicon):
        return True
    if not one.sign and not bounded and _numbered(before, lexicon):
        return True
    if not one.figures:
        return _is_other_word(text, one, before, after, lexicon)
    if after[:1].isalpha() and not lexicon.unit.match(after):
        return True
    if one.plain and (not bounded or about) and _is_year(one, before, after, lexicon):
        return True
    if one.sign or bounded or not one.plain:
        return False
    return _is_mark(before, after) or _is_named(before, after, lexicon) or _is_age(one, before, after)


def _belongs_elsewhere(text: str, one: Numeral, before: str, after: str, lexicon: Lexicon) -> bool:
    """A part of an age, a time of day, a telephone number, a score, or a German ordinal."""
    patterns = lexicon.patterns
    if patterns["AGE_BEHIND"].match(after) or patterns["CLOCK_BEHIND"].match(after):
        return True
    if patterns["CLOCK_BEFORE"].search(before) or JOINED.match(after):
        return True
    first = text[one.start].isdigit() and BESIDE[0].search(before)
    if one.plain and (first or BESIDE[1].match(after)):
        return True
    return lexicon.language == "de" and one.plain and bool(ORDINAL_NOUN.match(after))


def _is_age(one: Numeral, before: str, after: str) -> bool:
    lead = AGE_LEAD.search(before) if one.high <= OLDEST and AGE_END.match(after) else None
    return bool(lead and (not lead["low"] or after[:1] == ","))


def _numbered(before: str, lexicon: Lexicon) -> bool:
    match = lexicon.patterns["NUMBERED"].search(before)
    return bool(match and not before[: match.start()][-1:].isalnum())


def _is_other_word(text: str, one: Numeral, before: str, after: str, lexicon: Lexicon) -> bool:
    """A number word in a name ("the Group of Seven"), "one" that counts nothing, "the two"."""
    word = text[one.start : one.end]
    inside = bool(before) and before[-1:] == " " and before.rstrip()[-1:] not in ".!?:;“\"'‘"
    if word[0].isupper() and lexicon.language == "en" and inside and not _in_capitals(before, after):
        return True
    if one.share and lexicon.patterns["NO_SHARE"].search(before):
        return True
    if word.lower() == "one":
        patterns = lexicon.patterns
        return bool(patterns["ONE_IS_NO_NUMBER"].match(after) or patterns["NOT_ONE"].search(before))
    if after[:1] == "-" and not lexicon.unit.match(after):
        return True  # "a five-point plan"
    return word.lower() == "two" and before.lower().endswith(("the ", "these ", "those "))


def _in_capitals(before: str, after: str) -> bool:
    """Say whether all round has capitals, as a headline; "the Seven Sisters" are a name."""
    return after[1:2].isupper() and not before.lower().endswith("the ")


def _is_year(one: Numeral, before: str, after: str, lexicon: Lexicon) -> bool:
    if one.low not in YEARS or lexicon.unit.match(after):
        return False
    return bool(lexicon.patterns["YEAR_BEFORE"].search(before)) or not lexicon.patterns["PLURAL"].match(after)


def _is_mark(before: str, after: str) -> bool:
    """ "1." at the head of a line; an ordinal such as "12. Brigade" in German is read by its full stop."""
    return (not before or before.endswith("\n")) and bool(LIST_MARK.match(after))


def _is_named(before: str, after: str, lexicon: Lexicon) -> bool:
    match = NAMED.search(before)
    if not match or match["name"] in NO_NAMES or match["name"].title() in NO_NAMES:
        return False
    if lexicon.language != "en":  # nouns have capitals: only a hyphen makes a name
        return before.endswith("-")
    if lexicon.patterns["GIVING"].search(before) or HEADLINE_PLURAL.match(after):
        return False
    return not (lexicon.unit.match(after) or OWNED.search(match["name"]))
