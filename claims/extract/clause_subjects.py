"""Who a verb belongs to: its own subject, or its clause's for "adding", "and said", "went on to say"."""

from __future__ import annotations

from claims.extract.cues import BEFORE_ING, REPORTED, Cue, cues_at
from claims.extract.deeds import AMOUNTS
from claims.extract.drafts import Draft, Page, Range
from claims.extract.grammar import (
    ARTICLES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    HAVE,
    HELPING,
    MODAL,
    PREPOSITIONS,
    VERBS,
    is_adverb,
)
from claims.extract.speaker_spans import subject_before, without_time
from claims.extract.speaker_words import RECORDS
from claims.extract.tokens import LONGEST_SENTENCE, Line
from sources.ingest.sentences import words_of

#: Before "to say", these leave it said; after "wants" or "hopes" nothing has been said yet.
NO_OWNER = BEFORE_ING | CONJUNCTIONS | PREPOSITIONS | words_of("and or then")
COUNTED = ARTICLES | AMOUNTS
MATRIX = words_of(
    "on went continue continues continued began begin begins rushed decline declines declined refuse refuses "
    "refused failed fails hesitated hastened chose used seems seemed appeared appears forced quick able "
    "compelled happened proceeded proceeds came managed dared volunteered asked had has having have "
    "purport purports purported claim claims claimed purporting claiming"
)


def speaker_of(page: Page, cue: Cue, floor: int, before: list[Draft]) -> Range | None:
    """Return the subject: before the verb, or that of the clause for "adding" and "and said"."""
    line = page.line
    previous = line.low[cue.first - 1] if cue.first > floor else ""
    if cue.shape == "finite" and previous not in ("and", "but", "or", ",", "then", ""):
        speaker = subject_before(line, cue.first, floor)
        if speaker:
            return speaker
    if cue.shape == "finite" and previous == ",":
        speaker = subject_before(line, cue.first, floor)
        if speaker:
            return speaker
    if cue.shape == "infinitive":
        took = _took_to(line, cue.first, floor)
        if took:
            return subject_before(line, took, floor) or clause_subject(page, took, floor, before)
        if previous in RECORDS and line.low[cue.first] in REPORTED:
            return subject_before(line, cue.first, floor)  # "a clip said to show guards"
        return _matrix_subject(page, cue, floor, before) if previous in MATRIX else None
    if cue.shape == "participle" and previous and previous[0].isalpha() and previous not in NO_OWNER:
        own = subject_before(line, cue.first, floor)
        if own:
            return _without_verb(line, _nearest(line, own), floor)
    return clause_subject(page, cue.first, floor, before)


def _took_to(line: Line, place: int, floor: int) -> int:
    """Return where the verb stands in "took to the airwaves to deny", 0 without one."""
    for at in range(place - 2, max(floor, place - 8), -1):
        if line.low[at] == "to" and line.low[at - 1] in ("took", "takes", "taken"):
            return at - 1
    return 0


def _without_verb(line: Line, phrase: Range, floor: int) -> Range:
    """Return who of "video emerged" before "showing": what stands before the verb at its end."""
    first, stop = phrase
    if stop - first == 1 and line.low[first].endswith("ed") and first > floor and line.low[first - 1] in HAVE:
        return subject_before(line, first - 1, floor) or phrase  # "video has emerged"
    if stop - first < 2 or not line.low[stop - 1].endswith("ed") or line.low[stop - 2] in DETERMINERS:
        return phrase
    return first, stop - 1


def _nearest(line: Line, phrase: Range) -> Range:
    """Return the last noun phrase of a phrase: of "footage of the mayor" before "saying" the mayor."""
    for place in range(phrase[1] - 1, phrase[0], -1):
        past = line.low[place - 1].endswith("ed") and place - 1 > phrase[0]
        if past and line.low[place] in COUNTED and line.low[place - 2] not in ARTICLES:
            return phrase[0], without_time(line, phrase[0], place - 1)
        if (line.low[place - 1] in PREPOSITIONS and line.low[place - 1] != "of") or (
            line.low[place - 1] == "of" and line.words[place][0].isupper()
        ):
            return place, phrase[1]
    return phrase


def _matrix_subject(page: Page, cue: Cue, floor: int, before: list[Draft]) -> Range | None:
    """Return who "went on to say", "refused to say": the subject of the verb before "to"."""
    line = page.line
    place = cue.first - 1
    if line.low[place] == "on":
        place -= 1
    while place > floor and (line.low[place - 1] in HELPING or is_adverb(line.low[place - 1])):
        place -= 1
    if place > floor and line.low[place - 1] in ("and", "but", ","):
        return clause_subject(page, place, floor, before)
    return subject_before(line, place, floor) if place > floor else None


def clause_subject(page: Page, place: int, floor: int, before: list[Draft]) -> Range | None:
    """Return the speaker of the sentence's last attribution, or the subject of its main clause."""
    line = page.line
    for draft in reversed(before):
        if draft.speaker and not draft.passive and not draft.frame.startswith("what a noun"):
            return draft.speaker[0]  # whose claim a noun names need not be the subject
    first = floor
    while first < place and (line.low[first] in CONJUNCTIONS or is_adverb(line.low[first])):
        first += 1
    if first < place and (
        line.low[first] in PREPOSITIONS or line.low[first] in ("when", "while", "as", "if")
    ):
        comma = next((one for one in range(first, place) if line.words[one] == ","), -1)
        first = comma + 1 if 0 <= comma < place - 2 else first
    for at in range(first + 1, place):
        if line.quoted[at] < 0 and _finite(page, at, first):
            while at > first + 1 and is_adverb(line.low[at - 1]):
                at -= 1
            return subject_before(line, at, first)
    return _subject_to_come(page, place)


def _subject_to_come(page: Page, place: int) -> Range | None:
    """Return the subject behind the clause that opens a sentence: "After saying it was safe, she left"."""
    line = page.line
    end = min(place + LONGEST_SENTENCE, len(line.words))
    comma = next((at for at in range(place, end) if line.words[at] == "," and line.quoted[at] < 0), end)
    for at in range(comma + 2, min(comma + 15, end)):
        if line.quoted[at] < 0 and _finite(page, at, comma + 1):
            return subject_before(line, at, comma + 1)
    return None


def _finite(page: Page, at: int, floor: int) -> bool:
    low = page.line.low[at]
    if low in BE or low in HAVE or low in MODAL or low in DO or low in VERBS:
        return True
    if any(cue.shape == "finite" for cue in cues_at(page.line, at, floor, page.lexicon)):
        return True
    return low.endswith("ed") and len(low) > 3
