"""Views that somebody has or voices: "has doubts about", "is of the view that", "gave assurances that"."""

from __future__ import annotations

from claims.extract.clause_subjects import clause_subject
from claims.extract.drafts import Page, Range
from claims.extract.grammar import ADVERBS, BE, CONJUNCTIONS, HAVE, HELPING, PREPOSITIONS, is_adverb
from claims.extract.speaker_spans import subject_before
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

#: Verbs that make a noun somebody's own.
HOLDS = HAVE - {"having"} | words_of(
    "hold holds held express expresses expressed expressing voice voices voiced voicing share shares shared "
    "harbour harbours harboured harbor harbors harbored raise raises raised raising reiterate reiterated "
    "repeat repeats repeated repeating make makes made making give gives gave giving issue issues issued "
    "issuing take takes took taking offer offers offered offering keep keeps kept lose loses lost cite cites "
    "cited reach reaches reached reaching draw draws drew drawing"
)
#: Verbs before a preposition: "is of the view", "is under the impression", "came to the conclusion".
BEHIND = {"of": BE, "under": BE, "to": words_of("come comes came coming"), "in": words_of("live lives lived")}
#: So many words may stand between the verb and its noun: "has long had serious doubts".
REACH = 4


def held_by(page: Page, noun: int, floor: int) -> tuple[Range, int] | None:
    """Return who holds what a noun names, and where the verb's group begins; None where nobody does."""
    line = page.line
    verb = _verb_before(line, noun, floor)
    if verb is None:
        return None
    first = verb
    while first > floor and (line.low[first - 1] in HELPING or is_adverb(line.low[first - 1])):
        first -= 1
    if (
        first <= floor
        or line.low[first - 1] in CONJUNCTIONS | {"and", "but", ","}
        or line.low[verb].endswith("ing")
    ):
        speaker = clause_subject(page, first, floor, page.drafts[-1:] if page.drafts else [])
    else:
        speaker = subject_before(line, first, floor)
    return (speaker, first) if speaker else None


def _verb_before(line: Line, noun: int, floor: int) -> int | None:
    """Return where "has" stands before "serious doubts", or "is" before "of the view"."""
    for at in range(noun - 1, max(floor, noun - 1 - REACH), -1):
        low = line.low[at]
        if line.quoted[at] >= 0 or not line.words[at][0].isalpha():
            return None
        if low in BEHIND and at > floor and line.low[at - 1] in BEHIND[low]:
            return at - 1
        if low in HOLDS:
            return at
        if low in PREPOSITIONS and low not in ADVERBS:
            return None
    return None
