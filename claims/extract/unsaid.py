"""Words that nobody is named for: "it emerged that …", "there are reports of …", "was allegedly sold"."""

from __future__ import annotations

from claims.extract.contents import clause_end, object_end, trim
from claims.extract.cues import Cue
from claims.extract.drafts import Draft, Page, Range
from claims.extract.grammar import (
    ADJUNCT,
    BE,
    DETERMINERS,
    DO,
    HAVE,
    MODAL,
    PREPOSITIONS,
    RELATIVE,
    TIMES,
    VERBS,
    is_adverb,
)
from claims.extract.speaker_spans import subject_before
from claims.extract.speaker_words import RECORDINGS
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

#: What there may be of something, without anybody who says so.
REPORTS = words_of(
    "report reports claim claims allegation allegations accusation accusations rumour rumours rumor rumors "
    "account accounts suggestion suggestions"
)
SURFACES = words_of("surfaced emerged circulated spread persisted surface emerge circulate")
#: So far reach what there are reports of, and what is seen in a record, in tokens.
LONGEST_REPORTED = 20
#: So many tokens may stand between "it emerged" and its clause, or between "there are" and "reports".
REACH = 6
FINITE = BE - {"be", "been", "being", "'s", "'re", "'m"} | HAVE - {"having"} | MODAL | DO
GROUPED = FINITE | {"been", "not"}
SCORE = 0.45


def emerged_at(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """ "It emerged on Monday that …": a clause that nobody is said to have said"""
    line = page.line
    if line.low[place] not in page.lexicon.emerges or "speech" not in page.kinds:
        return None
    first = _group_start(line, place, floor)
    if first <= floor or line.low[first - 1] != "it":
        return None
    at = place + 1
    while at < min(place + REACH, stop) and line.low[at] != "that":
        word = line.low[at]
        if not (is_adverb(word) or word in ADJUNCT or word in TIMES or word.isdigit()):
            return None
        at += 1
    if at >= stop or line.low[at] != "that":
        return None
    content = trim(line, at, clause_end(line, at, stop, page.lexicon))
    return _draft(page, [content], (first, place + 1), "it emerged", SCORE) if content else None


def reports_at(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """ "There are repeated reports of …": only behind "there"; whose report it is nobody says"""
    line = page.line
    if line.low[place] not in REPORTS or place + 2 >= stop or line.low[place + 1] != "of":
        return None
    if (surfaced := _surfaced(page, place, floor, stop)) is not None:
        return surfaced
    be = next((at for at in range(place - 1, max(floor, place - REACH), -1) if line.low[at] in BE), 0)
    if not be or "speech" not in page.kinds:
        return None
    if any(line.low[at] in PREPOSITIONS or line.words[at] == "," for at in range(be + 1, place)):
        return None
    first = _group_start(line, be, floor)
    if first <= floor or line.low[first - 1] != "there":
        return None
    content = trim(line, place + 2, object_end(line, place + 2, stop, page.lexicon))
    return (
        _draft(page, [content], (first - 1, place + 1), "what there are reports of", SCORE)
        if content
        else None
    )


def _surfaced(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """ "Reports of beatings have surfaced": nobody says whose they are"""
    line = page.line
    begins = place == floor or line.low[place - 1] in ("and", "but", ",", "new", "more", "fresh", "similar")
    if not begins or "speech" not in page.kinds:
        return None
    for at in range(place + 3, min(place + LONGEST_REPORTED, stop)):
        if line.words[at] == "," or line.quoted[at] >= 0:
            return None
        if line.low[at] in SURFACES:
            first = _group_start(line, at, place + 2)
            content = trim(line, place + 2, first)
            made = (
                _draft(page, [content], (first, at + 1), "what there are reports of", SCORE)
                if content
                else None
            )
            if made:
                made.cue.insert(0, (place, place + 1))
            return made
    return None


def seen_in(page: Page, cue: Cue, floor: int, stop: int) -> Draft | None:
    """ "a film in which guards are seen beating a clerk": what a record shows"""
    line, behind = page.line, cue.stop
    if cue.verb.lemma not in ("see", "hear") or "speech" not in page.kinds or cue.negated:
        return None
    if behind >= stop or not line.low[behind].endswith("ing"):
        return None
    within = next((at for at in range(cue.first - 2, max(floor, cue.first - LONGEST_REPORTED), -1)
                   if line.low[at : at + 2] == ["in", "which"]), 0)  # fmt: skip
    if not within or line.low[within - 1] not in RECORDINGS:
        return None
    record = next((at for at in range(within - 1, max(floor, within - REACH) - 1, -1)
                   if at == floor or line.low[at] in DETERMINERS), within - 1)  # fmt: skip
    pieces = [
        trim(line, within + 2, cue.first),
        trim(line, behind, clause_end(line, behind, stop, page.lexicon)),
    ]
    if None in pieces:
        return None
    content = [piece for piece in pieces if piece]
    frame = "what is seen in a record"
    return Draft(content, [(cue.first, cue.stop)], [(record, within)], cue.verb.lemma, frame, "speech", SCORE,
                 content[-1][1])  # fmt: skip


def hearsay(page: Page, marks: list[int], floor: int, stop: int) -> Draft | None:
    """ "The crane was allegedly sold": the hedge is all that marks the sentence as somebody's words"""
    if "speech" not in page.kinds:
        return None
    for place in marks:
        if page.line.low[place] in page.lexicon.hearsay:
            pieces = _hearsay_pieces(page, place, floor, stop)
            if pieces:
                return _draft(page, pieces, (place, place + 1), "hedge without a speaker", SCORE)
    return None


def _hearsay_pieces(page: Page, place: int, floor: int, stop: int) -> list[Range]:
    """Return the clause round a hedge, without it; nothing where it goes with a noun or "who"."""
    line = page.line
    behind = trim(line, place + 1, clause_end(line, place + 1, stop, page.lexicon))
    if behind is None:
        return []
    if place == floor:
        return [behind]
    first = _group_start(line, place, floor)
    if not _beside_verb(page, place, first):
        return []
    subject = subject_before(line, first, floor)
    if subject is None or not RELATIVE.isdisjoint(line.low[subject[0] : subject[1]]):
        return []
    start = subject[0] if any(line.low[at] in FINITE for at in range(floor, subject[0])) else floor
    before = trim(line, start, place)
    return [before, behind] if before else []


def _beside_verb(page: Page, place: int, first: int) -> bool:
    """Tell whether a hedge goes with a verb of a clause: not "the allegedly stolen crane"."""
    line = page.line
    group = [*range(first, place), *([place + 1] if place + 1 < len(line.low) else [])]
    if any(line.low[at] in FINITE for at in group):
        return True
    before, after = line.low[place - 1], line.low[place + 1 : place + 2]
    if before in DETERMINERS or before in PREPOSITIONS or not before[0].isalnum() or not after:
        return False
    if line.low[place + 2 : place + 3] == ["by"]:
        return False  # "tickets allegedly printed by guards"
    return after[0].endswith("ed") or after[0] in VERBS


def _group_start(line: Line, place: int, floor: int) -> int:
    """Return where the helping verbs and adverbs before a token begin."""
    first = place
    while first > floor and (line.low[first - 1] in GROUPED or is_adverb(line.low[first - 1])):
        if line.low[first - 1] == "there":
            break
        first -= 1
    return first


def _draft(page: Page, content: list[Range], cue: Range, frame: str, score: float) -> Draft:
    return Draft(content, [cue], [], page.line.low[cue[1] - 1], frame, "speech", score, content[-1][1])
