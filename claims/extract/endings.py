"""Where content ends though no mark says so: with its relative clause, or before the verb of its sentence."""

from __future__ import annotations

from claims.extract.grammar import (
    ARTICLES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    HAVE,
    HE,
    MODAL,
    PASTS,
    PREPOSITIONS,
    RELATIVE,
    TIMES,
    VERBS,
    WH,
    is_adverb,
)
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

Range = tuple[int, int]
OPENS = WH | HE | {"that", "because", "as"}
#: What a clause of its own does not run on past, and what may stand behind "and" within one.
LIMITS, NEW_SUBJECTS = OPENS | {"to", "by"}, OPENS | DETERMINERS
#: So many tokens may stand before the verb of a clause.
LONGEST_SUBJECT = 8
FINITE = (BE | HAVE | MODAL | DO | VERBS | words_of("remains remained stands seems seemed means meant")) - {
    "being", "been", "be", "having", "'s"
}  # fmt: skip
#: Behind these a verb goes on with the group of a verb.
HELPERS = BE | HAVE | MODAL | DO | {"to", "not", "n't"}


def before_saying(line: Line, first: int, stop: int) -> int:
    """Return where "the strike" ends in "the union that called the strike says it will go on"."""
    for place in range(first + 1, stop):
        if line.low[place] in ("says", "said") and line.quoted[place] < 0:
            return place
        if line.low[place] in OPENS or line.low[place] in CONJUNCTIONS:
            break
        if line.words[place] == "," or line.quoted[place] >= 0:
            break
    return stop


def within_relative(line: Line, speaker: Range, content: Range) -> Range:
    """Cut content in ", who argues that it is safe, was not asked" where the clause around it goes on.

    So too where others say it of who is meant: ", which critics say is unsafe, was praised".
    """
    first = speaker[0] - (line.low[speaker[0]] not in ("who", "which"))
    if first < 1 or line.low[first] not in ("who", "which", "whom") or line.words[first - 1] != ",":
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

    That is the second verb, where nothing between the two opens a clause of its own. There must be one: where
    none is found, verbs are looked for that have no object: "that the dam collapsed in May [drew laughter]".
    """
    found = _before_second_verb(line, content, loose=False)
    return found or _before_second_verb(line, content, loose=True) or content


def _before_second_verb(line: Line, content: Range, *, loose: bool) -> Range | None:
    seen, place = False, content[0]
    while place + 1 < content[1]:
        place += 1
        low = line.low[place]
        if line.quoted[place] >= 0:
            continue
        if line.words[place] == ",":
            place = _past_aside(line, place, content[1])
        elif not _is_verb(line, place, content[1], loose=loose):
            joins = (
                low == "and" and line.low[place + 1 : place + 2] and line.low[place + 1] not in NEW_SUBJECTS
            )
            if not joins and (low in OPENS or low in CONJUNCTIONS):
                seen = False
        elif seen and place - 1 > content[0] and not _helps(line, _before_adverbs(line, place)):
            while is_adverb(line.low[place - 1]):
                place -= 1
            return content[0], place
        else:
            seen = True
    return None


def _before_adverbs(line: Line, place: int) -> int:
    """Return the token before a verb and its adverbs: "had never met"."""
    while place > 1 and is_adverb(line.low[place - 1]):
        place -= 1
    return place - 1


def _helps(line: Line, place: int) -> bool:
    """Tell whether a verb goes on with the group of the token before it; a month is no helping verb."""
    if line.low[place] in ("and", "or"):
        return line.low[place + 1].endswith("ed")  # "beaten and robbed"
    return line.low[place] in HELPERS and line.words[place] != "May"


def _past_aside(line: Line, comma: int, stop: int) -> int:
    """Return the comma that ends ", built in 1930," or ", who left,"; the one given before other words."""
    low = line.low[comma + 1] if comma + 1 < stop else ""
    if not low.endswith("ed") and low not in VERBS and low not in RELATIVE:
        return comma
    return next((place for place in range(comma + 2, stop) if line.words[place] == ","), comma)


def _is_verb(line: Line, place: int, stop: int, *, loose: bool = False) -> bool:
    low, before = line.low[place], line.low[place - 1]
    if low in FINITE or low.endswith("n't"):
        return line.words[place] != "May"
    behind = line.low[place + 1] if place + 1 < stop else ""
    if (
        loose
        and before not in DETERMINERS
        and (low in PASTS or (low.endswith("s") and len(low) > 3 and behind in ARTICLES))
    ):
        return True
    if not low.endswith("ed") or not line.words[place].islower() or before in DETERMINERS or before in FINITE:
        return False
    if loose and (behind in PREPOSITIONS or behind in TIMES or is_adverb(behind)):
        return True
    return behind in DETERMINERS or behind in HE or behind in FINITE or not behind


def is_clause(line: Line, first: int, stop: int) -> bool:
    """Tell whether a clause with a verb of its own begins here: "its army has been beaten"."""
    for place in range(first + 1, min(first + LONGEST_SUBJECT, stop)):
        if line.words[place] == "," or line.low[place] in LIMITS or line.quoted[place] >= 0:
            return False
        if _is_verb(line, place, stop):
            return True
    return False
