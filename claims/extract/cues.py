"""Verbs that attribute, each with the group of helping verbs before it."""

from __future__ import annotations

from typing import NamedTuple

from claims.extract.grammar import (
    ARTICLES,
    BE,
    DETERMINERS,
    END_MARKS,
    HAVE,
    HE,
    HELPING,
    MODAL,
    NOT,
    PREPOSITIONS,
    is_adverb,
)
from claims.extract.lexicon import Lexicon, Verb
from claims.extract.relatives import HANDLED, record_before
from claims.extract.speaker_words import RECORDS
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

#: Longest group of helping verbs and adverbs before a verb.
REACH = 8
#: What a record does to what stands in it; other forms are nouns beside one: "email exchanges".
SHOWN = words_of("show shows detail details document documents claim claims report reports signal signals")
FINITE = MODAL | words_of("is are was were has had do does did")
BE_OR_HAVE, NO_CONTENT = BE | HAVE, FINITE | PREPOSITIONS
CONTENT_STARTS = HE | DETERMINERS | words_of("that how why whether what : there") - {"no"}
BEFORE_ING = words_of("by in after before of for while since from at")
REPORTED = words_of("reported said alleged claimed believed understood known quoted thought rumoured")
#: Plural verbs that are nouns less often than the others: "sources close to the board claim the".
PLURAL = words_of("claim show support report demand fear hope doubt")
OPENERS = frozenset(("“", '"', ":", "—", "–", "―", "-", "--", "•"))
NOUN_LIKE_BEFORE = ("al", "ous", "ive", "ic", "able", "ful", "ent", "less", "ed")


class Cue(NamedTuple):
    """A verb that may attribute. first: where its group begins; at: the verb; stop: behind verb and particle.

    shape: finite, infinitive ("to say"), participle ("saying") or passive.
    """

    verb: Verb
    first: int
    at: int
    stop: int
    shape: str
    negated: bool


def cues_at(line: Line, at: int, floor: int, lexicon: Lexicon) -> list[Cue]:
    """Return the readings of the token as an attributing verb; none where it is rather a noun."""
    readings = lexicon.verbs.get(line.low[at])
    if not readings:
        return []
    found: list[Cue] | None = line.cues.get((at, floor))
    if found is None:
        found = line.cues[at, floor] = _cues_at(line, at, floor, lexicon, readings)
    return found


def _cues_at(
    line: Line, at: int, floor: int, lexicon: Lexicon, readings: list[tuple[Verb, str]]
) -> list[Cue]:
    if (
        line.words[at][0].isupper()
        and line.kind != "headline"
        and at > floor
        and line.words[at - 1] not in OPENERS
    ):
        return []
    if at > floor and line.low[at - 1] in ("please", "without"):
        return []
    first, helper, negated = _group(line, at, floor)
    found = []
    for verb, tense in readings:
        stop = at + 1
        if verb.particle:
            if stop >= len(line.low) or line.low[stop] != verb.particle:
                continue
            stop += 1
        shape = _shape(line, at, floor, first, helper, tense, line.low[at] in lexicon.also_nouns)
        if shape:
            found.append(Cue(verb, first, at, stop, shape, negated))
    return found


def _group(line: Line, at: int, floor: int) -> tuple[int, str, bool]:
    """Return where the verb's group begins, the nearest helping verb ("" without one), and negation."""
    place, helper, negated = at, "", False
    first = at
    while place > floor and at - place < REACH:
        word = line.low[place - 1]
        if line.quoted[place - 1] >= 0:
            break
        if word == "not":
            negated, first = True, place - 1
        elif word in HELPING and line.words[place - 1] != "May":
            helper = helper or word
            negated = negated or word in NOT
            first = place - 1
            if word == "to":
                break
        elif is_adverb(word):
            negated = negated or word in NOT
            if helper or place == at or first == place:
                first = place - 1
        else:
            break
        place -= 1
    return _reported(line, first, floor), helper, negated


def _reported(line: Line, first: int, floor: int) -> int:
    """Take "is reported to have" and "was quoted as" into a verb's group; return where it begins then."""
    place = first - 1
    if place > floor and line.low[place] == "as" and line.low[place - 1] in ("quoted", "cited"):
        place -= 1
    elif place < floor or line.low[first] != "to" or line.low[place] not in REPORTED:
        return first
    begun = place
    while place - 1 > floor and (line.low[place - 1] in BE_OR_HAVE or is_adverb(line.low[place - 1])):
        place -= 1
    return place if place < begun else first


def _shape(line: Line, at: int, floor: int, first: int, helper: str, tense: str, also_noun: bool) -> str:
    """Say how the verb stands, "" where it is no verb here."""
    before = line.low[at - 1] if at > floor else ""
    if tense == "ing":
        return _shape_of_ing(line, at, before, helper)
    if tense in ("ed", "en"):
        if before in ("", "when", "if", "once", "unless", "until"):
            return ""  # "when asked", "Asked about …": who asked is not told
        if helper in BE:
            return "passive"
        if helper in HAVE:
            return "finite"
        if first < at and first > floor:
            before = line.low[first - 1]  # "a widely read column" is no reading
        loose = tense == "en" or before in ARTICLES or before.endswith("'s") or before in PREPOSITIONS
        return "" if loose else "finite"
    if helper == "to":
        return "infinitive" if tense == "plain" else ""
    if helper in MODAL or helper in ("do", "does", "did", "don't", "doesn't", "didn't"):
        return "finite" if tense == "plain" else ""
    if helper or at == floor or _noun_before(line, at, max(first, floor + 1), tense == "s" and not also_noun):
        return ""
    noun = also_noun and not _is_shown(line, at, tense) and _rather_noun(line, at, tense)
    return "" if noun else "finite"


def _shape_of_ing(line: Line, at: int, before: str, helper: str) -> str:
    if before == "as" and at > 2 and line.low[at - 2] in ("quoted", "cited"):
        return "finite"
    if helper in BE or (before.endswith(("'s", "'re", "'m")) and before.partition("'")[0] in HE):
        return "finite"
    if before in ARTICLES or before.endswith("'s") or before == "worth":
        return ""
    if before[:1].isalpha() and line.low[at + 1 : at + 2] and line.low[at + 1] in FINITE:
        return ""  # "the court ruling could"
    if before in PREPOSITIONS and before not in BEFORE_ING and not _clear_content(line, at + 1):
        return ""
    return "participle"


def _clear_content(line: Line, place: int) -> bool:
    return place < len(line.low) and (line.low[place] in ("that", ":") or line.quoted[place] >= 0)


def _noun_before(line: Line, at: int, first: int, surely_verb: bool) -> bool:
    """Tell whether what stands before a form like "claims" makes it a noun. first: of its adverbs.

    surely_verb: it is "says" and the like, which stands behind "the memo she obtained" too.
    """
    if first < at and line.low[first - 1] in ARTICLES:
        return True  # "a widely read column"
    word = line.low[at - 1]
    if word in DETERMINERS and word not in ("all", "both", "some", "many", "most", "several", "few", "that"):
        return True
    if word in PREPOSITIONS or word.endswith(("'s", "s'")) or word == "'":
        return word not in ("to",) and not word.endswith("it's")
    if surely_verb and (word in HANDLED or line.low[at] == "says"):
        return False
    return line.words[at - 1].islower() and word.endswith(NOUN_LIKE_BEFORE)


def _many(line: Line, at: int) -> bool:
    """Tell whether the phrase before is in the plural: "data from the survey show"."""
    for place in range(at - 1, max(-1, at - 9), -1):
        if line.words[place] in (",", ";") or line.quoted[place] >= 0:
            return False
        if line.low[place] in ("data", "and", "people") or (
            line.low[place].endswith("s") and len(line.low[place]) > 3
        ):
            return True
    return False


def _is_shown(line: Line, at: int, tense: str) -> bool:
    """Tell whether a record says what follows: "one video shows guards", not "the video shows were"."""
    record = at - 1
    while record > 0 and is_adverb(line.low[record]):
        record -= 1
    if line.low[at] not in SHOWN:
        return False
    if at + 1 >= len(line.low) or line.words[at + 1] in END_MARKS:
        return at > 1 and line.words[at - 2] == "," and line.low[at - 1] in RECORDS  # "…, documents show"
    if line.low[record] not in RECORDS:
        record = record_before(line, at, 0)
        if record < 0:
            return False
    after = line.low[at + 1]
    many = line.low[record].endswith("s") or line.low[record] == "data"
    return many == (tense == "plain") and after[0].isalnum() and after not in NO_CONTENT


def _rather_noun(line: Line, at: int, tense: str) -> bool:
    """Tell whether a form that is a noun too lacks a clear subject or content: "new rules that apply"."""
    if at + 1 >= len(line.low):
        return True
    if line.kind == "headline" and tense == "s":
        return False
    place = at - 1
    while place > 0 and is_adverb(line.low[place]):
        place -= 1
    before, after = line.low[place], line.low[at + 1]
    if before.partition("'")[0] in HE or before in ("who", "which", "people", "others", "everyone"):
        return False
    if tense == "plain" and before.endswith("s") and line.words[at + 1][0].isupper():
        return False
    if (
        tense == "plain"
        and not before.endswith("s")
        and not (
            (after == "that" or (line.low[at] in PLURAL and after in CONTENT_STARTS)) and _many(line, at)
        )
    ):
        return True
    if line.quoted[at + 1] >= 0 or after in CONTENT_STARTS:
        return after == "that" and line.low[at + 2 : at + 3] != [] and line.low[at + 2] in FINITE
    if after in END_MARKS or after == ",":
        return not (line.words[at - 1][0].isupper() or tense == "plain")
    if after == "to":
        one = tense == "s" and before.isalpha() and not before.endswith("s") and before not in DETERMINERS
        return not (one or line.words[place][0].isupper())
    return not (line.words[at + 1][0].isupper() and line.words[at - 1][0].isupper())
