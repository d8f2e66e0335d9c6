"""Attributions without an active verb: passives, "the claim that …", "was adamant that …", colons."""

from __future__ import annotations

from claims.extract.contents import clause_end, object_end, trim
from claims.extract.cues import Cue, cues_at
from claims.extract.deeds import is_called_into_being
from claims.extract.drafts import Draft, Page, Range
from claims.extract.endings import is_clause
from claims.extract.grammar import (
    BE,
    DETERMINERS,
    HAVE,
    HE,
    is_adverb,
)
from claims.extract.labels import is_topic
from claims.extract.noun_cues import noun_at, noun_with_at
from claims.extract.speaker_spans import subject_after, subject_before
from claims.extract.tokens import Line
from claims.extract.unsaid import emerged_at, reports_at, seen_in
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
        emerged_at(page, place, floor, stop)
        or reports_at(page, place, floor, stop)
        or noun_at(page, place, floor, stop)
        or noun_with_at(page, place, floor, stop)
        or _adjective(page, place, floor, stop)
        or _label(page, place, floor, stop)
    )


def passive_of(page: Page, cue: Cue, floor: int, stop: int) -> Draft | None:
    """ "The mayor was accused of …", "it was reported that …" """
    line = page.line
    if (seen := seen_in(page, cue, floor, stop)) is not None:
        return seen
    frames = page.frames_of(cue.verb)
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
    rest = _rest(line, place, by if by >= 0 else end)
    if is_called_into_being(line, cue.verb.lemma, subject, rest):
        return None
    if rest and (line.low[rest[0]] in ("of", "as", "for", "to") or ("predicate" in frames and by < 0)):
        pieces.append(rest)
    elif speaker is None or line.low[slice(*subject)] == ["it"]:
        return None
    kind = frames.get("object") or frames["clause"]
    return Draft(pieces, [(cue.first, cue.stop)], [speaker] if speaker else [], cue.verb.lemma, "passive",
                 kind, 0.5, end, cue.negated, True)  # fmt: skip


def _rest(line: Line, place: int, stop: int) -> Range | None:
    """What a passive says behind its verb; not to whom: "was justified to the council"."""
    rest = trim(line, place, stop)
    if rest is None or line.low[rest[0]] != "to":
        return rest
    return None if rest[1] - rest[0] < 2 or line.low[rest[0] + 1] in DETERMINERS else rest


def _tells_itself(page: Page, content: Range) -> bool:
    """Tell whether words behind a label say themselves who says them: "Halm: Officials say it is shut"."""
    line = page.line
    for at in range(content[0] + 1, content[1]):
        if line.quoted[at] < 0 and line.low[at] in page.lexicon.verbs:
            for cue in cues_at(line, at, content[0], page.lexicon):
                clause = cue.verb.frames.get("clause") or cue.verb.frames.get("trailing")
                if cue.shape == "finite" and clause == "speech" and not cue.negated:
                    return True
    return False


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
    behind = line.low[place + 1]
    if behind not in ("that", "to", "of", "about") and not _is_bare_clause(line, place + 1, stop):
        return None
    speaker = subject_before(line, first, floor)
    if speaker is None or line.low[speaker[0]] == "it":
        return None
    begin = place + 2 if behind in ("of", "about") else place + 1
    content = trim(line, begin, clause_end(line, begin, stop, page.lexicon))
    if content is None:
        return None
    return Draft([content], [(first, place + 1)], [speaker], line.low[place],
                 "adjective with what it is about", kind, 0.5, content[1])  # fmt: skip


def _is_bare_clause(line: Line, first: int, stop: int) -> bool:
    """Tell whether a clause without "that" begins here: "is sure the mill was sold"."""
    return (line.low[first] in HE or line.low[first] in DETERMINERS) and is_clause(line, first, stop)


def _label(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """ "Minister: We will pay": a headline that names its speaker before a colon"""
    line = page.line
    if line.words[place] != ":" or line.kind != "headline" or not 0 < place - floor <= 6 or place + 2 >= stop:
        return None
    if any(line.quoted[one] >= 0 for one in range(floor, place)):
        return None
    content = trim(line, place + 1, stop)
    if content is None or "speech" not in page.kinds or _tells_itself(page, content):
        return None
    quoted = line.quoted[content[0]] >= 0
    if not quoted and is_topic(line.low[floor:place], line.low[slice(*content)]):
        return None
    score = 0.6 if place - floor > 1 or line.low[floor] in SPEAKS else 0.35
    return Draft([content], [(place, place + 1)], [(floor, place)], ":", "name before a colon", "speech",
                 score, stop)  # fmt: skip
