"""Attributions whose content follows: "said that …", "accused X of …", "the claim that …", "Minister: …"."""

from __future__ import annotations

from claims.extract.clause_subjects import speaker_of
from claims.extract.contents import clause_end, object_end, trim
from claims.extract.cues import Cue, cues_at
from claims.extract.denied import denied_at
from claims.extract.drafts import Draft, Page, Range
from claims.extract.endings import within_relative
from claims.extract.frames import Content, content_of
from claims.extract.grammar import (
    BE,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    HAVE,
    HE,
    MODAL,
    PREPOSITIONS,
    SUBORDINATORS,
    VERBS,
)
from claims.extract.naming_cues import named_at, passive_of
from claims.extract.speaker_spans import begins_adjunct, subject_before
from claims.extract.tails import DENIES
from claims.extract.tokens import Line
from sources.ingest.sentences import words_of

#: How often a construction is read rightly, as a share; what is left of it where a modal verb stands.
SCORES = {
    "quotation behind its verb": 0.9,
    "clause behind its verb": 0.85,
    "infinitive behind its verb": 0.75,
}
OTHER, UNSAID = 0.7, 0.6
#: A duty to say something: nobody has said it.
DUTY = words_of("must shall ought")
UNANSWERED = words_of("respond verify corroborate")
#: What somebody asks before speaking is no part of what is said: "who asked not to be named".
CONDITIONS = (
    ("not", "to", "be"),
    ("to", "remain", "anonymous"),
    ("to", "stay", "anonymous"),
    ("for", "anonymity"),
)
#: What something is said to be: "in what the mayor said was"; what a clause before the main one begins with.
IS_SO = BE | HAVE | MODAL | VERBS
OPENERS, BEFORE_MAIN = CONJUNCTIONS | {"even"}, SUBORDINATORS | PREPOSITIONS
ASKED = words_of("unclear clear known unknown certain know knows knew say says said ask asks asked asking")
HIDDEN = words_of("named identified quoted cited")


def forward_at(page: Page, place: int, floor: int, stop: int, before: list[Draft]) -> Draft | None:
    """Return the attribution whose cue is the token, if content follows. before: the sentence's drafts."""
    line = page.line
    if line.quoted[place] >= 0:
        return None
    if place == floor and line.words[place] in ("Said", "Says", "Added", "Adds", "Wrote", "Writes"):
        return _opening(page, place, stop)
    for cue in cues_at(line, place, floor, page.lexicon):
        draft = _verb(page, cue, floor, stop, before)
        if draft:
            return draft
    return named_at(page, place, floor, stop) if line.low[place] in page.lexicon.named else None


def _opening(page: Page, place: int, stop: int) -> Draft | None:
    """ "Said the mayor: “…”" """
    line = page.line
    for at in range(place + 1, min(place + 15, stop)):
        if (
            line.words[at] in (":", ",")
            and at + 1 < stop
            and (line.words[at] == ":" or line.quoted[at + 1] >= 0)
        ):
            content = trim(line, at + 1, stop)
            if content is None:
                return None
            lemma = page.lexicon.verbs[line.low[place]][0][0].lemma
            return Draft([content], [(place, place + 1)], [(place + 1, at)], lemma,
                         "quotation behind its verb", "speech", 0.9, stop)  # fmt: skip
    return None


def _is_condition(line: Line, content: Range) -> bool:
    """Tell whether somebody asks to be left unnamed."""
    first = content[0]
    for words in CONDITIONS:
        behind = first + len(words)
        if tuple(line.low[first:behind]) == words:
            return words[0] != "not" or not HIDDEN.isdisjoint(line.low[behind : behind + 1])
    return False


def _verb(page: Page, cue: Cue, floor: int, stop: int, before: list[Draft]) -> Draft | None:
    if cue.negated and cue.verb.lemma in UNANSWERED:
        return None  # the outlet's remark on an answer or a check, no statement
    if page.line.low[cue.first] in DUTY:
        return None
    if cue.shape == "passive":
        if page.line.low[max(0, cue.first - 1) : cue.first + 2] == ["not", "to", "be"]:
            return None  # "asked not to be named"
        return passive_of(page, cue, floor, stop)
    if cue.verb.lemma in DENIES and (denied := denied_at(page, cue, floor, stop, before)) is not None:
        return denied
    found = (
        _judged(page, cue, floor, stop) or content_of(page, cue, stop) or _as_they_say(page, cue, floor, stop)
    )
    if found is None:
        return None
    frame, content, addressee, kind = found
    if _is_condition(page.line, content):
        return None
    content = _within_its_clause(page.line, cue, content, floor)
    speaker = speaker_of(page, cue, floor, before)
    if speaker is None or _is_no_speaker(page.line, speaker):
        return None
    content = within_relative(page.line, speaker, content)
    score = SCORES.get(frame, OTHER)
    if page.line.low[cue.first] in MODAL:
        score *= UNSAID  # "could promise": perhaps nothing was said
    stop_of_cue = content[0] if frame.startswith("“") else cue.stop
    return Draft(
        [content], [(cue.first, stop_of_cue)], [speaker], cue.verb.lemma, frame, kind, score, content[1],
        negated=cue.negated, addressee=addressee,
    )  # fmt: skip


def _is_no_speaker(line: Line, speaker: Range) -> bool:
    """Tell whether the outlet corrects itself ("an earlier version of this article") or asks who said it."""
    first, stop = speaker
    if stop - first > 3:
        return line.low[stop - 4 : stop - 1] == ["version", "of", "this"]
    return line.low[first] == "who" and first > 0 and line.low[first - 1] in ASKED


def _judged(page: Page, cue: Cue, floor: int, stop: int) -> Content | None:
    """ "in what the mayor said was a crime": what is said of the rest of the sentence"""
    line, place = page.line, cue.stop
    called = place < stop and line.low[place] == "as"
    kind = cue.verb.frames.get("object" if called else "clause", "")
    if kind not in page.kinds or place >= stop or cue.shape != "finite":
        return None
    if not called and line.low[place] not in IS_SO and not line.low[place].endswith(("ed", "es", "ts")):
        return None
    subject = subject_before(line, cue.first, floor)
    if subject is None or subject[0] <= floor + 1 or line.low[subject[0] - 1] != "what":
        return None  # "What he says is wrong" says nothing of what he says
    place += called
    content = trim(line, place, object_end(line, place, stop, page.lexicon))
    return ("what it is said to be", content, None, kind) if content else None


def _as_they_say(page: Page, cue: Cue, floor: int, stop: int) -> Content | None:
    """ "As the mayor has said, the bridge is old" """
    line = page.line
    kind = cue.verb.frames.get("trailing", "")
    comma = cue.stop
    if cue.stop < stop and begins_adjunct(line, cue.stop):
        comma = next((at for at in range(cue.stop, stop) if line.words[at] == ","), cue.stop)
    if line.low[floor] != "as" or kind not in page.kinds or line.words[comma : comma + 1] != [","]:
        return None
    content = trim(line, comma + 1, clause_end(line, comma + 1, stop, page.lexicon))
    return ("clause behind its verb", content, None, kind) if content else None


def _within_its_clause(line: Line, cue: Cue, content: Range, floor: int) -> Range:
    """Cut content in a clause that comes before the main one: "While he denied it was shut, drivers …"."""
    first = floor
    while first < cue.first and line.low[first] in OPENERS and line.low[first] not in SUBORDINATORS:
        first += 1
    if line.low[first] not in BEFORE_MAIN or any(
        line.words[place] == "," for place in range(first, cue.first)
    ):
        return content
    for place in range(content[0] + 1, content[1] - 1):
        if (line.words[place] == "," or line.words[place] in DASHES) and line.quoted[place] < 0:
            low = line.low[place + 1]
            if low in HE or low in DETERMINERS or line.words[place + 1][0].isupper():
                return content[0], place
    return content
