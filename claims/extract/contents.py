"""Where content ends: before the next attribution, a semicolon, or what no longer belongs to it."""

from __future__ import annotations

from claims.extract.cues import cues_at
from claims.extract.grammar import (
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    HE,
    HELPING,
    PREPOSITIONS,
    TIMES,
    WH,
    is_adverb,
)
from claims.extract.lexicon import Lexicon
from claims.extract.speaker_spans import OCCASIONS
from claims.extract.tails import is_called_so, is_outlets_own
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

Range = tuple[int, int]
#: How many tokens behind "and" or "but" a new subject may take before its verb of saying.
LOOK_AHEAD = 9
LEADS_AWAY = words_of("in at during on since")
DAYS = words_of("monday tuesday wednesday thursday friday saturday sunday")
#: What a verb takes behind "in what the mayor …": "said was a crime", "called a crime".
JUDGES = ("clause", "predicate")
MAY_END = frozenset((",", ";", "and", "but", "after", "in"))
FINITE_HELPERS = HELPING - {"to", "not"}
BEFORE_NOUNS = PREPOSITIONS | DETERMINERS
ENDS_OBJECT = words_of(
    "while when after before during because although though which who where whereas since until as amid "
    "despite on saying adding"
)


def clause_end(line: Line, first: int, stop: int, lexicon: Lexicon) -> int:
    """Return where a clause that begins at `first` ends: `stop` at the latest."""
    place = first
    while place < stop:
        if line.quoted[place] >= 0:
            place += 1
            if _closes_with_comma(line, place - 1) and _new_attribution(line, place, stop, lexicon):
                return place
            continue
        if line.low[place] in MAY_END and _clause_ends(line, place, first, stop, lexicon):
            return place
        place += 1
    return stop


def _clause_ends(line: Line, place: int, first: int, stop: int, lexicon: Lexicon) -> bool:
    """Tell whether a clause that began at `first` ends before a mark or a small word."""
    word = line.low[place]
    if word == ";":
        return place > first
    if place <= first + 1:
        return False
    if word != ",":
        return _breaks_off(line, place, stop, lexicon)
    if _new_attribution(line, place + 1, stop, lexicon):
        return True
    if line.low[place + 1 : place + 2] == ["which"] and _others_say(line, place + 2, stop, lexicon, JUDGES):
        return True
    return place > first + 2 and _turns_away(line, place + 1, stop, lexicon)


def _breaks_off(line: Line, place: int, stop: int, lexicon: Lexicon) -> bool:
    """Tell whether a further attribution begins without a comma: "and warned", "after he said"."""
    if line.low[place] in ("and", "but"):
        return coordinated(line, place, stop, lexicon)
    if line.low[place] == "after":
        return _others_say(line, place + 1, stop, lexicon)
    return _is_judged(line, place, stop, lexicon)


def _is_judged(line: Line, place: int, stop: int, lexicon: Lexicon) -> bool:
    """Tell whether somebody with a name says what follows "in what": "in what Halm called a crime"."""
    if line.low[place + 1 : place + 2] != ["what"] or place + 4 >= stop:
        return False
    return line.low[place + 2] not in HE and _others_say(line, place + 2, stop, lexicon, JUDGES)


def _others_say(
    line: Line, place: int, stop: int, lexicon: Lexicon, frames: tuple[str, ...] = ("clause",)
) -> bool:
    """Tell whether somebody else says what follows ", which": "which the army said it had retaken"."""
    for at in range(place + 1, min(place + LOOK_AHEAD, stop)):
        if line.quoted[at] >= 0 or line.words[at] in (",", ";") or line.low[at] in WH:
            return False
        for cue in cues_at(line, at, place, lexicon):
            if cue.shape == "finite" and any(cue.verb.spoken.get(frame) for frame in frames):
                return True
    return False


def _closes_with_comma(line: Line, place: int) -> bool:
    """Tell whether a quotation ends at a token, with a comma in it: "“…,” adding that"."""
    if place + 1 < len(line.quoted) and line.quoted[place + 1] == line.quoted[place]:
        return False
    return line.words[line.quotations[line.quoted[place]].last] == ","


def _turns_away(line: Line, place: int, stop: int, lexicon: Lexicon) -> bool:
    """Tell whether the outlet goes on in its own words: "although …", "implicitly admitting …"."""
    if place + 1 >= stop:
        return False
    low = line.low[place]
    if low == "but" and _does_more(line, place + 1, stop):
        return line.low[place + 1].endswith("ed")
    if is_outlets_own(line, place, stop, lexicon):
        return True
    return low in ("although", "though") or (low.endswith("ly") and line.low[place + 1].endswith("ing"))


def object_end(line: Line, first: int, stop: int, lexicon: Lexicon) -> int:
    """Return where something named after a verb ends: at a comma or where a clause about it begins."""
    place = first
    while place + 1 < stop:
        place += 1
        if line.quoted[place] >= 0:
            continue
        word, low = line.words[place], line.low[place]
        if word in (";", ":") or word in DASHES:
            return place
        if word == ",":
            goes_on = _goes_on(line, place, stop)
            if not goes_on:
                return place
            place = max(place, goes_on - 1)
            continue
        if _leaves_object(line, place, stop) or (low == "in" and _is_judged(line, place, stop, lexicon)):
            return place
        if low in ("and", "but") and coordinated(line, place, stop, lexicon):
            return place
        if low == "but" and _does_more(line, place + 1, stop):
            return place
    return stop


def _does_more(line: Line, place: int, stop: int) -> bool:
    """Tell whether the subject of the attribution goes on to do something else: "but has waited"."""
    while place < stop and is_adverb(line.low[place]):
        place += 1
    return place < stop and (line.low[place] in FINITE_HELPERS or line.low[place].endswith("ed"))


def _leaves_object(line: Line, place: int, stop: int) -> bool:
    """Tell whether a word that may end an object does here: "as he left", not "as a failure"."""
    low = line.low[place]
    if low in LEADS_AWAY and _occasion_end(line, place, stop):
        return not is_called_so(line, place, stop)
    if low in DAYS:
        return line.low[place - 1] not in BEFORE_NOUNS
    if low not in ENDS_OBJECT:
        return False
    following = line.low[place + 1] if place + 1 < stop else ""
    if low == "on":
        return following in TIMES
    if low == "as":
        return following in HE
    if low == "saying":
        return line.low[place - 1] != "as"
    return low not in ("which", "who") or line.low[place - 1] == ","


def _occasion_end(line: Line, place: int, stop: int) -> bool:
    """Tell whether a preposition leads to when or where it was said: "in July", "in an interview"."""
    for at in range(place + 1, min(place + 5, stop)):
        low = line.low[at]
        if low in TIMES or low in OCCASIONS or (low.isdigit() and len(low) == 4):
            return True
        if low in PREPOSITIONS or line.words[at] in (",", "."):
            return False
    return False


def _goes_on(line: Line, comma: int, stop: int) -> int:
    """Return where an object goes on behind a comma: in a list, past a relative clause; 0 where it ends."""
    following = line.low[comma + 1] if comma + 1 < stop else ""
    if following in ("including", "such"):
        return comma + 1
    if following in ("who", "which", "whose"):
        return _resumes(line, comma, stop)
    if following == "as" and line.low[comma + 2 : comma + 3] == ["saying"]:
        return comma + 2
    named = comma + 1 < stop and line.words[comma + 1][0].isupper()
    if (named or following in ("a", "an", "the", "former")) and (resumed := _resumes(line, comma, stop)):
        return resumed
    if comma + 2 < stop and line.words[comma + 2] == "," and line.words[comma + 1][0].isupper():
        return comma + 3
    for place in range(comma + 1, min(comma + 7, stop)):
        if line.low[place] in ("and", "or") and place > comma + 1:
            return comma + 1
        if line.words[place] == ",":
            return comma + 1 if place > comma + 1 and line.low[comma + 1] not in WH else 0
        if line.low[place] in HELPING or line.low[place] in WH or line.low[place] in HE:
            return 0
    return 0


def _resumes(line: Line, comma: int, stop: int) -> int:
    """Return where the object goes on behind a relative clause: "the mayor, who resigned, of theft"."""
    for place in range(comma + 1, min(comma + 25, stop - 1)):
        if line.words[place] == "," and line.low[place + 1] in ("of", "for", "as", "to"):
            return place + 1
    return 0


def coordinated(line: Line, conjunction: int, stop: int, lexicon: Lexicon) -> bool:
    """Tell whether "and" or "but" begins a further attribution: "and said", "but she denied"."""
    place = conjunction + 1
    while (
        place < stop
        and (line.low[place] in HELPING or is_adverb(line.low[place]))
        and line.low[place] != "to"
    ):
        place += 1
    if place >= stop or line.quoted[place] >= 0:
        return False
    for cue in cues_at(line, place, conjunction, lexicon):
        if cue.shape == "finite" and line.low[place] != cue.verb.lemma and cue.verb.spoken:
            return _content_follows(line, cue.stop, stop)
    return _new_attribution(line, place, stop, lexicon)


def _content_follows(line: Line, place: int, stop: int) -> bool:
    if place + 1 < stop and line.words[place] == ",":
        return line.quoted[place + 1] >= 0
    return place < stop and line.words[place] not in (".", ",", ";", ")")


def _new_attribution(line: Line, place: int, stop: int, lexicon: Lexicon) -> bool:
    """Tell whether a further attribution begins here: ", adding that", "while the mayor said"."""
    conjoined = place < stop and (line.low[place] in CONJUNCTIONS or line.low[place] in ("and", "but"))
    if place < stop and line.low[place] in ("according",):
        return True
    conjoined = conjoined or line.low[place - 1] in ("and", "but")
    if conjoined and line.low[place] in CONJUNCTIONS:
        place += 1
    last = min(stop, place + (LOOK_AHEAD if conjoined else 3))
    for at in range(place, last):
        if line.quoted[at] >= 0 or line.words[at] in (",", ";"):
            return False
        if line.low[at] in ("that", "to") and at > place:
            return False
        for cue in cues_at(line, at, place, lexicon):
            if not cue.verb.spoken:
                continue
            if cue.shape == "participle" and not conjoined | (at > place + 1) and _says(line, cue.stop, stop):
                return True
            if cue.shape == "finite" and conjoined and _says(line, cue.stop, stop):
                return True
    return False


def _says(line: Line, place: int, stop: int) -> bool:
    """Tell whether content stands behind a verb."""
    if place >= stop:
        return False
    if line.low[place] in ("that", ":", "how", "why", "whether") or line.quoted[place] >= 0:
        return True
    if line.words[place] == "," and place + 1 < stop and line.quoted[place + 1] >= 0:
        return True
    return line.words[place] not in (".", ",", ";", ")") and line.low[place] != "by"


def trim(line: Line, first: int, stop: int) -> Range | None:
    """Leave out marks at both ends, but for those of quotations."""
    while (
        first < stop
        and line.quoted[first] < 0
        and line.words[first] in (",", ";", ":", ".", "—", "–", "--", "-")
    ):
        first += 1
    while stop > first and line.quoted[stop - 1] < 0:
        if line.low[stop - 1] in ("and", "but") or (
            line.low[stop - 1] == "however" and line.words[stop - 2] == ","
        ):
            stop -= 1
            continue
        if line.words[stop - 1][-1].isalnum():
            break
        if line.words[stop - 1] in (")", "]", "%", "'") or line.words[stop - 1][0].isalnum():
            break
        stop -= 1
    return (first, stop) if first < stop else None
