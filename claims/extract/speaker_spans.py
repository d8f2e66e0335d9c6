"""Whose words they are: the noun phrase before a verb, or behind it, by token ranges."""

from __future__ import annotations

from claims.extract.grammar import (
    ADJUNCT,
    BE,
    CLOSING,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    DO,
    HAVE,
    HE,
    MODAL,
    OPENING,
    PREPOSITIONS,
    RELATIVE,
    SUBORDINATORS,
    TIMES,
    VERBS,
    is_adverb,
)
from claims.extract.relatives import HANDLED, follows_noun, opens_relative, record_before
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

Range = tuple[int, int]
LONGEST = 30
#: Before a number these are no prepositions: "about a dozen people".
ROUGHLY = words_of("about over around near under like")
LONGEST_APPOSITION = 30
BEFORE_NOUNS = PREPOSITIONS | DETERMINERS
BREAKS = frozenset((".", ";", ":", "!", "?", "…", "...")) | DASHES


def subject_before(line: Line, stop: int, floor: int) -> Range | None:
    """Return the noun phrase that ends before `stop`, past brackets and appositions in commas."""
    place = _past_brackets(line, stop, floor)
    if place <= floor:
        return None
    if line.low[place - 1] == "," or line.words[place - 1] in DASHES:
        return _past_apposition(line, place - 1, floor)
    return _phrase_before(line, place, stop, floor) if line.quoted[place - 1] < 0 else None


def _phrase_before(line: Line, place: int, stop: int, floor: int) -> Range | None:
    """Return the noun phrase whose last word stands before `place`; a bracket may go on to `stop`."""
    if line.low[place - 1] in HANDLED and (record := record_before(line, place - 1, floor)) >= 0:
        return _phrase_start(line, record + 1, floor), stop
    pronoun = line.low[place - 1].partition("'")[0]
    if pronoun in HE or pronoun in ("who", "which"):
        return place - 1, stop
    if pronoun == "that" and place - 1 > floor:
        return subject_before(line, place - 1, floor)
    first = _phrase_start(line, place, floor)
    if first < place - 1 and line.low[first] in ("which", "whom"):
        first += 1
    if first + 1 < place and line.low[first] == "with" and first > floor and line.words[first - 1] == ",":
        first += 1  # ", with Velik calling it a gift"
    if first < place and line.low[first] in PREPOSITIONS and line.low[first] not in ROUGHLY:
        first = _name_at_end(line, first, place)
        if first == place:
            return None
    if place == stop:
        stop = without_time(line, first, stop)
    return (first, stop) if first < place else None


def _name_at_end(line: Line, first: int, stop: int) -> int:
    """Return where the name begins that follows a circumstance without a comma: "In an interview Velik"."""
    place = stop
    while place > first + 2 and line.words[place - 1][0].isupper():
        place -= 1
    lower = line.words[place - 1][0].islower() and line.low[place - 1] not in BEFORE_NOUNS
    return place if place < stop and lower and place - first > 2 else stop


def without_time(line: Line, first: int, stop: int) -> int:
    """Return where a speaker ends before "on Friday" or "this week"."""
    end = stop
    while end > first + 1 and (line.low[end - 1] in TIMES or line.low[end - 1].isdigit()):
        end -= 1
    if end < stop and end > first + 1 and line.low[end - 1] in ("on", "in", "this", "late", "early", "last"):
        return end - 1
    return stop


def _past_brackets(line: Line, stop: int, floor: int) -> int:
    """Where the phrase goes on before a bracket that ends it."""
    if stop > floor and line.words[stop - 1] in CLOSING:
        for place in range(stop - 1, max(floor, stop - 16) - 1, -1):
            if line.words[place] in OPENING:
                return place
    return stop


def _past_apposition(line: Line, comma: int, floor: int) -> Range | None:
    """Read "Smith, the minister, said": comma is the second one. The phrase includes the apposition."""
    mark = line.words[comma]
    for place in range(comma - 1, max(floor, comma - LONGEST_APPOSITION), -1):
        word = line.words[place]
        if word in BREAKS and word != mark:
            return None
        if word == mark and line.quoted[place] < 0:
            stop = _past_brackets(line, place, floor)
            first = _phrase_start(line, stop, floor)
            if first < stop and not _is_adjunct(line, first, stop):
                return _chained(line, first, comma + 1, floor)
            return None
    return None


def _chained(line: Line, first: int, stop: int, floor: int) -> Range:
    """Take in a further apposition: "Smith, mayor of Ems, the capital, said"."""
    lower = line.words[first][0].islower() and line.low[first] not in DETERMINERS
    if lower and first - 1 > floor and line.words[first - 1] == ",":
        more = _phrase_start(line, first - 1, floor)
        if more < first - 1 and line.words[first - 2][0].isupper():
            return more, stop
    return first, stop


def _is_adjunct(line: Line, first: int, stop: int) -> bool:
    return line.low[first] in TIMES or all(line.low[place] in ADJUNCT for place in range(first, stop))


def _phrase_start(line: Line, stop: int, floor: int) -> int:
    """Walk left from `stop` to where its noun phrase begins."""
    place = stop
    lowest = max(floor, stop - LONGEST)
    while place > lowest:
        word, low = line.words[place - 1], line.low[place - 1]
        if _breaks(line, place - 1, stop):
            break
        if low in CONJUNCTIONS and not _joins(line, place - 1, floor, stop):
            break
        if word in CLOSING:
            opened = _past_brackets(line, place, floor)
            if opened == place:
                break
            place = opened
            continue
        place -= 1
    return _without_adjunct(line, place, stop)


def _breaks(line: Line, place: int, stop: int) -> bool:
    low, word = line.low[place], line.words[place]
    if word in BREAKS or word in OPENING or word in (",", '"') or low in SUBORDINATORS:
        return True
    if line.quoted[place] >= 0:
        quotation = line.quotations[line.quoted[place]]
        return quotation.last - quotation.first > 4 or line.words[quotation.last] in (",", ".", "?", "!")
    if low == "that":
        return place + 1 < stop and line.low[place + 1] != "group" and not opens_relative(line, place, stop)
    if low in ("than", "what", "how", "whether", "why"):
        return place + 1 < stop
    if low in BE or low in MODAL or low in DO or low in HAVE or low in VERBS:
        return word != "May" and not _inside_relative(line, place)
    return low in HE and place + 1 < stop and low not in ("it", "you") and not follows_noun(line, place)


def _inside_relative(line: Line, place: int) -> bool:
    """Tell whether a verb belongs to "who led the inquiry", which is part of the phrase."""
    return any(line.low[before] in RELATIVE for before in range(max(0, place - 2), place))


def _joins(line: Line, place: int, floor: int, stop: int) -> bool:
    """Tell whether "and" joins two speakers rather than two clauses."""
    if line.low[place] not in ("and", "or") or place <= floor or place + 1 >= stop:
        return False
    before, after = line.words[place - 1], line.words[place + 1]
    if before[0].isupper() and (after[0].isupper() or line.low[place + 1] in DETERMINERS):
        return True
    return before[0].isalpha() and after[0].islower() and place - floor < 6


def _without_adjunct(line: Line, first: int, stop: int) -> int:
    """Drop what goes before the phrase without a comma: "On Monday the minister", "Still the minister"."""
    while first < stop - 1 and (line.low[first] in CONJUNCTIONS or is_adverb(line.low[first])):
        if line.low[first] in ("all", "both"):
            break
        first += 1
    if first < stop - 1 and line.low[first] in PREPOSITIONS:
        for place in range(first + 1, stop - 1):
            timely = line.low[place] in TIMES or line.low[place].isdigit()
            if timely and line.low[place + 1] not in TIMES and not line.low[place + 1].isdigit():
                return place + 1
        for place in range(first + 2, stop):
            if line.low[place] in DETERMINERS and line.low[place - 1] not in PREPOSITIONS:
                return place
        return stop if line.low[stop - 1] in TIMES else first
    while first < stop - 1 and line.low[first] in TIMES:
        first += 1
    return first


def subject_after(line: Line, first: int, ceiling: int) -> Range | None:
    """Return the speaker that stands behind the verb: "said Smith, the minister"."""
    if first >= ceiling:
        return None
    low = line.low[first]
    if low in HE:
        return first, first + 1
    if not line.words[first][0].isalnum() or low in PREPOSITIONS or low in SUBORDINATORS or low == "that":
        return None
    place = first
    while place < ceiling and not _ends_after(line, place, first, ceiling):
        place += 1
    while place > first and (line.low[place - 1] in PREPOSITIONS or line.words[place - 1] == ","):
        place -= 1
    return (first, place) if place > first else None


def _ends_after(line: Line, place: int, first: int, ceiling: int) -> bool:
    """Tell whether a speaker behind the verb ends before this token."""
    word, low = line.words[place], line.low[place]
    if word in BREAKS or (line.quoted[place] >= 0 and place > first + 12):
        return True
    if low in SUBORDINATORS and low != "where":
        return True
    if low in TIMES and place > first and line.low[place - 1] not in ("the", "a", "this"):
        return True
    if low in ("in", "during", "at", "on") and place + 1 < ceiling and _occasion(line, place + 1):
        return True
    return word == "," and not _apposition_follows(line, place + 1, ceiling)


OCCASIONS = words_of(
    "statement interview speech email e-mail conference briefing tweet news television appearance letter "
    "post memo hearing testimony rally press facebook twitter telephone debate comments remarks monday "
    "tuesday wednesday thursday friday saturday sunday"
)


def _occasion(line: Line, place: int) -> bool:
    """Tell whether a place is an occasion of speaking: "in a televised statement"."""
    return any(line.low[one] in OCCASIONS for one in range(place, min(place + 4, len(line.low))))


def _apposition_follows(line: Line, place: int, ceiling: int) -> bool:
    """Tell whether what follows a comma still describes the speaker."""
    if place >= ceiling:
        return False
    low, word = line.low[place], line.words[place]
    if low in ("who", "a", "an", "the", "whose", "one", "which", "his", "her", "former", "head"):
        return True
    if low in CONJUNCTIONS or low in PREPOSITIONS or low in HE or is_adverb(low) or low.endswith("ing"):
        return False
    return word[0].isalpha() and not low.endswith("ed")


def begins_adjunct(line: Line, place: int) -> bool:
    """Tell whether the circumstances of saying begin here; "this" only does in "this week"."""
    low = line.low[place]
    if low in ("this", "last", "that", "next"):
        return place + 1 < len(line.low) and line.low[place + 1] in TIMES
    return low in ADJUNCT
