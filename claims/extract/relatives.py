"""Clauses that hang on who speaks: "a recording that leaked", "documents that the Courier has seen"."""

from __future__ import annotations

from claims.extract.grammar import (
    ADJUNCT,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    HAVE,
    HE,
    HELPING,
    MODAL,
    PASTS,
    PREPOSITIONS,
    RELATIVE,
    VERBS,
    is_adverb,
)
from claims.extract.speaker_words import OFFICES, RECORDS, UNNAMED
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

#: Pasts and participles of what is done with a record before it speaks: "emails the Courier has seen".
HANDLED = words_of(
    "seen obtained reviewed read examined viewed heard verified wrote written sent received got signed "
    "published released posted shared made shot filmed recorded found leaked issued taken circulated "
    "broadcast aired"
)
#: Nouns of whom or what a clause without a relative pronoun may tell.
MET = RECORDS | UNNAMED | OFFICES
#: How far before its verb the noun of a record is looked for, in tokens.
REACH = 10
#: What no noun is, and what may stand behind "leaked" within its clause.
NO_NOUN = HELPING | HE | PREPOSITIONS | CONJUNCTIONS | DETERMINERS
BEHIND = PREPOSITIONS | ADJUNCT | DETERMINERS


def opens_relative(line: Line, that: int, stop: int) -> bool:
    """Tell whether "that" begins a clause about the noun before it: "a tape that leaked"."""
    if that == 0 or that + 1 >= stop or not _is_noun(line, that - 1):
        return False
    verb = line.low[that + 1]
    behind = line.low[that + 2] if that + 2 < stop else ""
    if verb in BE or verb in HAVE or verb in MODAL or verb in DO:
        return True
    if not line.words[that + 1].islower() or not (
        verb.endswith(("ed", "s")) or verb in HANDLED or verb in PASTS or verb in VERBS
    ):
        return False
    return behind in BEHIND or is_adverb(behind) or (not behind and not verb.endswith("s"))


def follows_noun(line: Line, place: int) -> bool:
    """Tell whether "he" begins a clause about the noun before it: "the woman he attacked says"."""
    return place > 1 and line.low[place - 1] in MET and line.low[place - 2] in DETERMINERS


def _is_noun(line: Line, place: int) -> bool:
    low = line.low[place]
    if low in RECORDS:
        return True
    return low.isalpha() and low not in NO_NOUN and not low.endswith(("ed", "ing")) and not is_adverb(low)


def record_before(line: Line, stop: int, floor: int) -> int:
    """Return the noun of the record of which a clause or participle before `stop` tells, -1 without one."""
    for place in range(stop - 1, max(floor, stop - REACH) - 1, -1):
        low = line.low[place]
        if line.quoted[place] >= 0 or not line.words[place][0].isalnum():
            return -1
        if low in RECORDS and place + 1 < stop:
            behind = line.low[place + 1]
            if behind in RELATIVE or behind in HANDLED or behind in HE or behind in DETERMINERS:
                return place
            return place if behind.endswith("ed") or line.words[place + 1][0].isupper() else -1
    return -1
