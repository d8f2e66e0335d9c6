"""Nouns that attribute: "the minister's claim that …", "her support for the plan", "has doubts about …"."""

from __future__ import annotations

from claims.extract.clause_subjects import clause_subject
from claims.extract.contents import clause_end, object_end, trim
from claims.extract.denied import CLOSES
from claims.extract.drafts import Draft, Page, Range
from claims.extract.endings import FINITE, before_main_verb, is_clause
from claims.extract.grammar import (
    BE,
    DETERMINERS,
    DO,
    END_MARKS,
    HAVE,
    HELPING,
    MODAL,
    OWNERS,
    PREPOSITIONS,
    TIMES,
)
from claims.extract.holding import held_by
from claims.extract.tails import DENIES
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

#: What stands behind a noun: the lists it may be in, each with its kind, the first that fits.
KINDS = {
    "that": (("that", "speech"), ("belief", "belief"), ("intention", "intention")),
    "to": (("to", "speech"), ("intention", "intention")),
    "of": (("of", "speech"),),
}
#: What a clause without "that" begins with behind such a noun.
BARE = words_of("he she it they its his her their the")
DETERMINERS_TO = DETERMINERS | {"to"}
#: Nouns of words that somebody has said, also where nobody says who: "the claim that".
CLAIMS = words_of(
    "claim claims allegation allegations accusation accusations assertion assertions contention insinuation "
    "insinuations suggestion argument"
)

ENDS = END_MARKS | {","}
#: What comes from places, too.
NEWS = words_of("report reports news word statement statements rumour rumours rumor rumors")


def noun_at(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """ "the minister's claim that …", "gave assurances that …", "the claims it was cheated" """
    line = page.line
    noun = page.lexicon.nouns.get(line.low[place])
    if noun is None or place + 2 >= stop:
        return None
    frame = line.low[place + 1]
    if frame in ("from", "by") and "that" in noun and "speech" in page.kinds:
        return _theirs(page, place, floor, stop)
    if frame in BARE and "that" in noun and "speech" in page.kinds:
        return _bare_clause(page, place, floor, stop)
    kind = next((kind for name, kind in KINDS.get(frame, ()) if name in noun), "")
    if kind not in page.kinds or (frame == "that" and _is_relative(page, place + 2, stop)):
        return None
    content = _content(page, place, frame, stop)
    speaker, cue = _speaker(page, place, floor, frame)
    unsaid = speaker is None and (frame == "to" or line.low[place - 1] == "the")
    if content is None or (unsaid and line.low[place] not in CLAIMS):
        return None
    if frame == "that" and _is_subject(line, place, floor):
        content = before_main_verb(line, content)
    negated = "no" in line.low[cue:place]
    return Draft([content], [(cue, place + 1)], [speaker] if speaker else [], line.low[place],
                 "what a noun names", kind, 0.55, content[1], negated)  # fmt: skip


def _theirs(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """ "warnings from the bank that it would fail": whose the words are stands behind the noun"""
    line = page.line
    that = next((at for at in range(place + 3, min(place + 12, stop - 1)) if line.low[at] == "that"), 0)
    between = range(place + 2, that)
    if line.low[place + 1] == "from" and line.low[place] in NEWS:
        return None  # "reports from Ems that" come from there; nobody is named
    if not that or any(line.words[at] == "," or line.low[at] in HELPING for at in between):
        return None
    if _is_relative(page, that + 1, stop):
        return None
    content = trim(line, that, clause_end(line, that, stop, page.lexicon))
    if content and _is_subject(line, place, floor):
        content = before_main_verb(line, content)
    if content is None:
        return None
    speaker = (place + 2, that)
    return Draft([content], [(place, place + 1)], [speaker], line.low[place], "what a noun names", "speech",
                 0.55, content[1])  # fmt: skip


def _content(page: Page, place: int, frame: str, stop: int) -> Range | None:
    line, first = page.line, place + 2 if frame == "of" else place + 1
    end = clause_end if frame == "that" else object_end
    return trim(line, first, end(line, first, stop, page.lexicon))


def _speaker(page: Page, place: int, floor: int, frame: str) -> tuple[Range | None, int]:
    """Return whose claim it is, None where nobody says, and where the cue begins."""
    line = page.line
    speaker = _owner(line, place, floor)
    if speaker is None and frame != "of":
        speaker, first = held_by(page, place, floor) or (None, place)
        if speaker:
            return speaker, first
        if frame == "that" and _is_object(line, place, floor):
            speaker = clause_subject(page, place, floor, [])
    return speaker, place


def _bare_clause(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """ "the town's claims it was cheated": a clause without "that" behind a noun of saying"""
    line = page.line
    if line.low[place] not in CLAIMS or not is_clause(line, place + 1, stop):
        return None
    speaker = _owner(line, place, floor) or _named_before(line, place, floor)
    content = trim(line, place + 1, clause_end(line, place + 1, stop, page.lexicon))
    if speaker is None or content is None:
        return None
    return Draft([content], [(place, place + 1)], [speaker], line.low[place], "what a noun names", "speech",
                 0.5, content[1])  # fmt: skip


def _named_before(line: Line, place: int, floor: int) -> Range | None:
    """Return the name that stands before a noun like an adjective: "White House accusations"."""
    first = place
    while first > floor and line.words[first - 1][0].isupper() and line.low[first - 1] not in DETERMINERS:
        first -= 1
    return (first, place) if first < place and first > floor else None


def noun_with_at(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """ "her support for the plan": only with an owner, or one who expresses or voices it"""
    line = page.line
    with_ = page.lexicon.nouns_with.get(line.low[place])
    if with_ is None or place + 2 >= stop:
        return None
    kind = with_.get(line.low[place + 1], "") if line.low[place + 2] not in TIMES else ""
    if kind not in page.kinds:
        return None
    speaker, first = _owner(line, place, floor), place
    if speaker is None:
        speaker, first = held_by(page, place, floor) or (None, place)
    content = trim(line, place + 2, object_end(line, place + 2, stop, page.lexicon))
    if content is None or speaker is None:
        return None
    return Draft([content], [(first, place + 2)], [speaker], line.low[place], "what a noun is about", kind,
                 0.45, content[1])  # fmt: skip


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


def _possessor(line: Line, at: int, floor: int) -> Range:
    """Return the owner that ends with "'s": back to its determiner, or as far as capitals go."""
    first = at - (line.low[at] == "'")
    for place in range(first, max(floor, first - 5) - 1, -1):
        if line.low[place] in DETERMINERS:
            return place, at + 1
        if not line.words[place][0].isalpha() or line.low[place] in HELPING:
            break
    while first > floor and line.words[first - 1][0].isupper() and first - 1 > floor:
        first -= 1
    return first, at + 1


def _is_subject(line: Line, place: int, floor: int) -> bool:
    """Tell whether a noun heads its sentence: no verb stands before it."""
    return not any(line.low[at] in FINITE or line.low[at].endswith("ed") for at in range(floor, place))


def _is_object(line: Line, place: int, floor: int) -> bool:
    """Tell whether a noun is what somebody makes or voices: "repeated a warning", not "the warning was"."""
    for at in range(place - 1, max(floor, place - 5), -1):
        if line.low[at] in ("a", "an", "in", "with"):
            return True
        if line.low[at] in DETERMINERS:
            return False
    return False


def _is_relative(page: Page, place: int, stop: int) -> bool:
    """Tell whether "that" goes with a verb: "the report that shook the town", "a charge that he denied"."""
    line = page.line
    low = line.low[place]
    for at in range(place + 1, min(place + 5, stop)):
        if line.low[at] in page.lexicon.verbs and page.lexicon.verbs[line.low[at]][0][0].lemma in DENIES:
            return at + 1 >= stop or line.low[at + 1] in CLOSES or line.words[at + 1] in ENDS
    return (
        low in BE
        or low in HAVE
        or low in MODAL
        or low in DO
        or low.endswith("ed")
        or (line.words[place].islower() and low.endswith("s") and line.low[place + 1] in DETERMINERS_TO)
    )
