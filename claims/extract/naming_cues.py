"""Attributions without an active verb: passives, "the claim that …", "was adamant that …", colons."""

from __future__ import annotations

from claims.extract.clause_subjects import clause_subject
from claims.extract.contents import clause_end, object_end, trim
from claims.extract.cues import Cue
from claims.extract.drafts import Draft, Page, Range
from claims.extract.grammar import (
    BE,
    DETERMINERS,
    DO,
    HAVE,
    MODAL,
    OWNERS,
    PREPOSITIONS,
    TIMES,
    is_adverb,
)
from claims.extract.speaker_spans import subject_after, subject_before
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

#: One word before a colon that speaks; another may be what a story is about: "Halm: Bridge shut".
SPEAKS = words_of(
    "minister ministry mayor president premier police army report poll survey study officials official court "
    "un eu nato government spokesman spokeswoman spokesperson source sources experts expert union company "
    "bank prosecutors"
)


def named_at(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """Return the attribution whose cue is a noun, an adjective or a colon at the token."""
    return (
        _noun(page, place, floor, stop)
        or _noun_with(page, place, floor, stop)
        or _adjective(page, place, floor, stop)
        or _label(page, place, floor, stop)
    )


def passive_of(page: Page, cue: Cue, floor: int, stop: int) -> Draft | None:
    """ "The mayor was accused of …", "it was reported that …" """
    line = page.line
    frames = {name: kind for name, kind in cue.verb.frames.items() if kind in page.kinds}
    if not frames:
        return None
    place = cue.stop
    subject = subject_before(line, cue.first, floor)
    if place + 1 < stop and line.low[place] == "as" and line.low[place + 1].endswith("ing"):
        return None  # "was quoted as saying" is read at its last verb
    if place < stop and line.low[place] == "that" and "clause" in frames:
        content = trim(line, place, clause_end(line, place, stop, page.lexicon))
        if content:
            return Draft([content], [(cue.first, cue.stop)], [], cue.verb.lemma, "passive with a clause",
                         frames["clause"], 0.5, content[1], cue.negated, True)  # fmt: skip
    if subject is None or ("object" not in frames and "clause" not in frames):
        return None
    end = object_end(line, place, stop, page.lexicon) if place < stop else place
    by = next((one for one in range(place, end) if line.low[one] == "by"), -1)
    speaker = subject_after(line, by + 1, end) if by >= 0 else None
    pieces = [subject]
    rest = trim(line, place, by if by >= 0 else end)
    if rest and (line.low[rest[0]] in ("of", "as", "for", "to") or ("predicate" in frames and by < 0)):
        pieces.append(rest)
    elif speaker is None:
        return None
    kind = frames.get("object") or frames["clause"]
    return Draft(pieces, [(cue.first, cue.stop)], [speaker] if speaker else [], cue.verb.lemma, "passive",
                 kind, 0.5, end, cue.negated, True)  # fmt: skip


def _noun(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """ "the minister's claim that …" """
    line = page.line
    noun = page.lexicon.nouns.get(line.low[place])
    if noun is None or place + 2 >= stop:
        return None
    frame = line.low[place + 1]
    kind = ""
    if frame == "that":
        kind = (
            "speech"
            if "that" in noun
            else "belief"
            if "belief" in noun
            else "intention"
            if "intention" in noun
            else ""
        )
    elif frame == "to":
        kind = "speech" if "to" in noun else "intention" if "intention" in noun else ""
    elif frame == "of" and "of" in noun:
        kind = "speech"
    if kind not in page.kinds or (frame == "that" and _is_relative(line, place + 2)):
        return None
    speaker = _owner(line, place, floor)
    if speaker is None and (frame == "to" or line.low[place - 1] == "the"):
        return None
    first = place + 2 if frame == "of" else place + 1
    end = (
        object_end(line, first, stop, page.lexicon)
        if frame != "that"
        else clause_end(line, first, stop, page.lexicon)
    )
    content = trim(line, first, end)
    if content is None:
        return None
    if speaker is None and line.low[place - 1 : place] and frame != "of" and _is_object(line, place, floor):
        speaker = clause_subject(page, place, floor, [])
    return Draft([content], [(place, place + 1)], [speaker] if speaker else [], line.low[place],
                 "what a noun names", kind, 0.55, content[1])  # fmt: skip


def _is_object(line: Line, place: int, floor: int) -> bool:
    """Tell whether a noun is what somebody makes or voices: "repeated a warning", not "the warning was"."""
    for at in range(place - 1, max(floor, place - 5), -1):
        if line.low[at] in ("a", "an", "in", "with"):
            return True
        if line.low[at] in DETERMINERS:
            return False
    return False


def _noun_with(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """ "her support for the plan": only with an owner, or one who expresses or voices it"""
    line = page.line
    with_ = page.lexicon.nouns_with.get(line.low[place])
    if with_ is None or place + 2 >= stop:
        return None
    kind = with_.get(line.low[place + 1], "") if line.low[place + 2] not in TIMES else ""
    speaker = _owner(line, place, floor) if kind in page.kinds else None
    if speaker is None:
        return None
    content = trim(line, place + 2, object_end(line, place + 2, stop, page.lexicon))
    if content is None:
        return None
    return Draft([content], [(place, place + 2)], [speaker], line.low[place], "what a noun is about", kind,
                 0.45, content[1])  # fmt: skip


def _possessor(line: Line, at: int, floor: int) -> Range:
    """Return the owner that ends with "'s": back to its determiner, or as far as capitals go."""
    first = at - (line.low[at] == "'")
    for place in range(first, max(floor, first - 5) - 1, -1):
        if line.low[place] in DETERMINERS:
            return place, at + 1
        if not line.words[place][0].isalpha():
            break
    while first > floor and line.words[first - 1][0].isupper() and first - 1 > floor:
        first -= 1
    return first, at + 1


def _is_relative(line: Line, place: int) -> bool:
    """Tell whether "that" goes with a verb: "the report that shook the town" names no content."""
    low = line.low[place]
    return (
        low in BE
        or low in HAVE
        or low in MODAL
        or low in DO
        or low.endswith("ed")
        or (line.words[place].islower() and low.endswith("s") and line.low[place + 1] in DETERMINERS | {"to"})
    )


def _owner(line: Line, place: int, floor: int) -> Range | None:
    """Return whose claim it is: "his claim", "the minister's claim"."""
    for at in range(place - 1, max(floor, place - 4) - 1, -1):
        low = line.low[at]
        if low in OWNERS:
            return at, at + 1
        if low.endswith("'s") or (low == "'" and at > floor):
            return _possessor(line, at, floor)
        if low in PREPOSITIONS or low in DETERMINERS or not line.words[at][0].isalpha():
            return None
    return None


def _adjective(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """ "is confident that …", "was critical of …" """
    line = page.line
    kind = page.lexicon.adjectives.get(line.low[place])
    if kind not in page.kinds or kind is None or place + 2 >= stop or place <= floor:
        return None
    first = place
    while first > floor and (
        is_adverb(line.low[first - 1]) or line.low[first - 1] in ("not", "very", "more", "been")
    ):
        first -= 1
    if first == floor or (
        line.low[first - 1] not in BE
        and line.low[first - 1] not in ("felt", "remained", "remains", "seems", "seemed")
    ):
        return None
    while first > floor and (
        line.low[first - 1] in BE or line.low[first - 1] in HAVE or is_adverb(line.low[first - 1])
    ):
        first -= 1
    if line.low[place + 1] not in ("that", "to", "of", "about"):
        return None
    speaker = subject_before(line, first, floor)
    if speaker is None or line.low[speaker[0]] == "it":
        return None
    begin = place + 1 if line.low[place + 1] in ("that", "to") else place + 2
    content = trim(line, begin, clause_end(line, begin, stop, page.lexicon))
    if content is None:
        return None
    return Draft([content], [(first, place + 1)], [speaker], line.low[place],
                 "adjective with what it is about", kind, 0.5, content[1])  # fmt: skip


def _label(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """ "Minister: We will pay": a headline that names its speaker before a colon"""
    line = page.line
    if line.words[place] != ":" or line.kind != "headline" or not 0 < place - floor <= 6 or place + 2 >= stop:
        return None
    if any(line.quoted[one] >= 0 for one in range(floor, place)):
        return None
    content = trim(line, place + 1, stop)
    if content is None or "speech" not in page.kinds:
        return None
    score = 0.6 if place - floor > 1 or line.low[floor] in SPEAKS else 0.35
    return Draft([content], [(place, place + 1)], [(floor, place)], ":", "name before a colon", "speech",
                 score, stop)  # fmt: skip
