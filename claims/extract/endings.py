"""Where content ends though no mark says so: with its relative clause, or before the verb of its sentence."""

from __future__ import annotations

from claims.extract.grammar import BE, CONJUNCTIONS, DETERMINERS, DO, HAVE, HE, MODAL, WH, is_adverb
from claims.extract.speaker_spans import VERBS
from claims.extract.tokens import Line

Range = tuple[int, int]
OPENS = WH | HE | {"that", "because", "as"}
#: What a clause of its own does not run on past, and what may stand behind "and" within one.
LIMITS, NEW_SUBJECTS = OPENS | {"to", "by"}, OPENS | DETERMINERS
#: So many tokens may stand before the verb of a clause.
LONGEST_SUBJECT = 8
FINITE = (BE | HAVE | MODAL | DO | VERBS) - {"being", "been", "be", "having", "'s"}
#: Behind these a verb goes on with the group of a verb.
HELPERS = FINITE | {"to", "not", "n't"}


def within_relative(line: Line, speaker: Range, content: Range) -> Range:
    """Cut content in ", who argues that it is safe, was not asked" where the clause around it goes on."""
    first = speaker[0]
    if first == 0 or line.low[first] not in ("who", "which") or line.words[first - 1] != ",":
        return content
    for place in range(content[0] + 2, content[1] - 1):
        if line.words[place] == "," and line.quoted[place] < 0 and _goes_on(line, place + 1, content[1]):
            return content[0], place
    return content


def _goes_on(line: Line, place: int, stop: int) -> bool:
    """Tell whether a verb without a subject of its own stands here."""
    while place + 1 < stop and is_adverb(line.low[place]):
        place += 1
    return line.low[place] in FINITE or (line.low[place].endswith("ed") and line.words[place].islower())


def before_main_verb(line: Line, content: Range) -> Range:
    """Cut a subject's clause before the verb of its sentence: "The claim that he lied [drew laughter]".

    That is the second verb, where nothing between the two opens a clause of its own.
    """
    seen = False
    for place in range(content[0] + 1, content[1]):
        low = line.low[place]
        if line.quoted[place] >= 0:
            continue
        if not _is_verb(line, place, content[1]):
            joins = (
                low == "and" and line.low[place + 1 : place + 2] and line.low[place + 1] not in NEW_SUBJECTS
            )
            if not joins and (low in OPENS or low in CONJUNCTIONS):
                seen = False
            continue
        if seen and place - 1 > content[0] and line.low[place - 1] not in HELPERS:
            while is_adverb(line.low[place - 1]):
                place -= 1
            return content[0], place
        seen = True
    return content


def _is_verb(line: Line, place: int, stop: int) -> bool:
    low, before = line.low[place], line.low[place - 1]
    if low in FINITE or low.endswith("n't"):
        return True
    if not low.endswith("ed") or not line.words[place].islower() or before in DETERMINERS or before in FINITE:
        return False
    behind = line.low[place + 1] if place + 1 < stop else ""
    return behind in DETERMINERS or behind in HE or not behind


def is_clause(line: Line, first: int, stop: int) -> bool:
    """Tell whether a clause with a verb of its own begins here: "its army has been beaten"."""
    for place in range(first + 1, min(first + LONGEST_SUBJECT, stop)):
        if line.words[place] == "," or line.low[place] in LIMITS or line.quoted[place] >= 0:
            return False
        if _is_verb(line, place, stop):
            return True
    return False
