"""Attributions set into or behind their content: "…, the ministry said", "…, according to the mayor"."""

from __future__ import annotations

from claims.extract.according import according_at
from claims.extract.contents import clause_end, coordinated, trim
from claims.extract.cues import Cue, cues_at
from claims.extract.drafts import Draft, Page, Range
from claims.extract.grammar import (
    ADJUNCT,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    END_MARKS,
    HE,
    HELPING,
    MODAL,
    PREPOSITIONS,
    RELATIVE,
    SUBORDINATORS,
    is_adverb,
)
from claims.extract.speaker_spans import begins_adjunct, subject_after, subject_before
from claims.extract.speaker_words import RECORDS
from claims.extract.tails import is_outlets_own
from claims.extract.tokens import Line


def inserted(page: Page, marks: list[int], first: int, stop: int) -> list[Draft]:
    """Return the attributions of a sentence that stand behind or within their content."""
    found: list[Draft] = []
    floor = first
    according, closing, low = page.lexicon.according, page.lexicon.closing, page.line.low
    for place in marks:
        if place < floor:
            continue
        draft = according_at(page, place, floor, stop) if low[place] in according else None
        if draft is None and low[place] in closing:
            draft = _verb(page, place, floor, stop)
        if draft:
            found.append(draft)
            floor = max(draft.stop, place + 1)
        elif low[place] == ";":
            floor = place + 1
    return found


def _verb(page: Page, place: int, floor: int, stop: int) -> Draft | None:
    """Read a verb of saying as one that closes or interrupts its content."""
    line = page.line
    for cue in cues_at(line, place, floor, page.lexicon):
        kind = cue.verb.frames.get("trailing") or cue.verb.frames.get("quote")
        if kind not in page.kinds or cue.shape != "finite" or cue.negated or line.low[cue.first] in MODAL:
            continue
        draft = _behind_subject(page, cue, kind, floor, stop) or _inverted(page, cue, kind, floor, stop)
        if draft:
            return draft
    return None


def _behind_subject(page: Page, cue: Cue, kind: str, floor: int, stop: int) -> Draft | None:
    """ "…, the ministry said on Monday" """
    line = page.line
    speaker = subject_before(line, cue.first, floor)
    if speaker is None or speaker[0] <= floor or line.low[cue.first - 1] == "that":
        return None
    before = speaker[0] - 1
    as_clause = line.low[before] == "as" and before > floor and line.words[before - 1] == ","
    if as_clause:
        before -= 1
    quoted = _quotation_before(line, before, floor)
    if not quoted and line.words[before] != "," and line.words[before] not in DASHES:
        return None
    if not quoted and "trailing" not in cue.verb.frames:
        return None
    end = _aside_end(line, cue, stop, quoted)
    if not quoted and line.words[before] in DASHES and not (end < stop and line.words[end] in DASHES):
        return None
    if end < 0 or (not quoted and _is_circumstance(line, cue, floor, before, end, stop)):
        return None
    left = (floor, before + (1 if quoted and line.words[before] != "," else 0))
    return _assemble(page, cue, kind, speaker, left, end, stop, quoted)


def _inverted(page: Page, cue: Cue, kind: str, floor: int, stop: int) -> Draft | None:
    """ "…," said the minister"""
    line = page.line
    before = cue.first - 1
    if before < floor or cue.at != cue.first:
        return None
    quoted = _quotation_before(line, before, floor)
    if not quoted and (line.words[before] != "," or "trailing" not in cue.verb.frames):
        return None
    speaker = subject_after(line, cue.stop, stop)
    if speaker is None or (line.low[cue.at] in RECORDS and line.low[cue.stop] in page.lexicon.verbs):
        return None  # ", documents show"
    if not quoted:
        following = line.low[speaker[1]] if speaker[1] < stop else "."
        if (following not in (".", ",", ";") and following not in ADJUNCT) or _is_lead(line, floor, before):
            return None
        if line.low[cue.stop] in HE or _has_verb(line, *speaker) or subject_before(line, cue.first, floor):
            return None
    end = _skip_aside(line, speaker[1], stop, quoted)
    left = (floor, before + (1 if quoted and line.words[before] != "," else 0))
    return _assemble(page, cue, kind, speaker, left, end, stop, quoted)


def _has_verb(line: Line, first: int, stop: int) -> bool:
    return any(line.low[place] in HELPING and line.low[place] != "to" for place in range(first, stop))


def _quotation_before(line: Line, before: int, floor: int) -> bool:
    """Tell whether a quotation ends at token `before` (a comma may stand behind it)."""
    if before >= floor and line.quoted[before] >= 0:
        return True
    return before - 1 >= floor and line.words[before] == "," and line.quoted[before - 1] >= 0


def _is_lead(line: Line, first: int, stop: int) -> bool:
    """Tell whether what stands before is only the circumstances: "On Monday", "In a statement"."""
    while first < stop and line.low[first] in CONJUNCTIONS:
        first += 1
    if first >= stop:
        return True
    if line.low[first] in ("asked", "pressed", "questioned", "speaking", "told"):
        return True
    if line.low[first] in SUBORDINATORS and line.low[first] not in ("if", "because"):
        return True
    if line.low[first] in ADJUNCT or line.low[first] in PREPOSITIONS or line.low[first].endswith("ing"):
        return not any(line.words[place] == "," for place in range(first, stop)) or stop - first < 6
    return stop - first < 3 and (is_adverb(line.low[first]) or line.low[first] in ("however", "meanwhile"))


def _aside_end(line: Line, cue: Cue, stop: int, quoted: bool) -> int:
    """Return where "the ministry said on Monday" ends, or -1 where content follows the verb instead."""
    place = _past_addressee(line, cue, stop, quoted)
    if place < 0:
        return -1
    if place + 1 < stop and line.words[place] == ":" and line.quoted[place + 1] >= 0:
        return -1
    if place >= stop or line.words[place] in END_MARKS or line.words[place] in (",", ";", ")", ":"):
        return place
    if line.quoted[place] >= 0:
        return place if quoted else -1
    if not quoted and place > cue.stop and line.low[place] in ("about", "for", "if", "whether"):
        return -1  # "in April, their spokesman asked the ministry about it"
    if not quoted and (line.low[place] == "of" or _is_infinitive(line, place)):
        return -1
    if quoted and line.low[place] == "that":
        return -1
    if begins_adjunct(line, place) or is_adverb(line.low[place]) or line.low[place] in CONJUNCTIONS or quoted:
        return _skip_aside(line, place, stop, quoted)
    return place if line.words[place] in DASHES else -1


def _past_addressee(line: Line, cue: Cue, stop: int, quoted: bool) -> int:
    """Return where "told reporters" goes on behind the reporters; -1 where content follows them."""
    place = cue.stop
    if place >= stop or "addressee" not in cue.verb.frames or not _is_name(line, place):
        return place
    while place < stop and line.words[place] not in (",", ".", ";") and line.quoted[place] < 0:
        if line.low[place] in ("that", "to", "he", "she", "they") and not quoted:
            return -1
        if line.low[place] in ADJUNCT or (line.low[place] in CONJUNCTIONS and line.low[place] != "and"):
            break
        place += 1
    return place


def _is_infinitive(line: Line, place: int) -> bool:
    """Tell whether "to" goes with a verb: "to pay", not "to reporters"."""
    if line.low[place] != "to" or place + 1 >= len(line.low):
        return False
    return (
        line.words[place + 1].islower()
        and line.low[place + 1] not in DETERMINERS
        and not line.low[place + 1].endswith("s")
    )


def _is_circumstance(line: Line, cue: Cue, first: int, before: int, end: int, stop: int) -> bool:
    """Tell whether what stands before the aside is no content, but says when or where it was said."""
    if not _is_lead(line, first, before):
        return False
    if end > cue.stop or before - first < 2:
        return True
    return end + 1 < stop and line.quoted[end + 1] >= 0


def _is_name(line: Line, place: int) -> bool:
    return line.words[place][0].isupper() or line.low[place] in DETERMINERS or line.low[place].isalpha()


def _skip_aside(line: Line, place: int, stop: int, quoted: bool) -> int:
    """Walk over the circumstances of saying to the next comma, quotation or end; -1 where "that" turns up."""
    while place < stop:
        word = line.words[place]
        if line.quoted[place] >= 0 or word in (",", ";", ":") or word in END_MARKS or word in DASHES:
            return place
        if line.low[place] in ("that",) and not quoted and line.low[place - 1] not in PREPOSITIONS:
            return -1
        if line.low[place] in ("and", "but") and not quoted | (line.low[place + 1 : place + 2] == []):
            return place
        place += 1
    return place


def _assemble(
    page: Page, cue: Cue, kind: str, speaker: Range, left: Range, end: int, stop: int, quoted: bool
) -> Draft | None:
    """Put content before and behind the aside together."""
    line = page.line
    if quoted:
        left = (_own_start(line, *left), left[1])
    pieces = [piece for piece in (trim(line, *left),) if piece]
    if not pieces:
        return None
    finish = end
    if end < stop and (line.words[end] == "," or line.words[end] in DASHES or line.quoted[end] >= 0):
        right = _right_part(page, end, stop, quoted, lead=line.low[left[0]] in SUBORDINATORS)
        if right:
            pieces.append(right)
            finish = right[1]
    return Draft(
        content=pieces,
        cue=[(cue.first, cue.stop)],
        speaker=[speaker],
        lemma=cue.verb.lemma,
        frame="quotation before its verb" if quoted else "clause before its verb",
        kind=kind,
        score=0.95 if quoted else 0.85,
        stop=finish,
        negated=cue.negated,
    )


def _own_start(line: Line, first: int, stop: int) -> int:
    """Where content with a quotation begins: at its mark where a comma or colon parts it from a lead."""
    for place in range(first, stop):
        if line.quoted[place] >= 0:
            if (
                place > first
                and line.words[place - 1] in (",", ":")
                and (
                    line.words[place - 1] == ":"
                    or _is_lead(line, first, place - 1)
                    or line.low[first].endswith("ed")
                )
            ):
                return place
            if line.quotations[line.quoted[place]].last - place > 3:
                return first
    return first


def _right_part(page: Page, end: int, stop: int, quoted: bool, *, lead: bool) -> Range | None:
    """Return what goes on behind the aside: "The road, the minister said, was closed"."""
    line = page.line
    first = end if line.quoted[end] >= 0 else end + 1
    if first >= stop:
        return None
    if line.quoted[first] >= 0:
        return trim(line, first, clause_end(line, first, stop, page.lexicon))
    low = line.low[first]
    if quoted:
        return _later_quotation(page, first, stop)
    if is_outlets_own(line, first, stop, page.lexicon):
        return None
    if low in RELATIVE or (low.endswith("ing") and not lead) or low in ("according",):
        return None
    if low in CONJUNCTIONS and (
        coordinated(line, first, stop, page.lexicon) or low not in ("and", "but", "or")
    ):
        return None
    return trim(line, first, clause_end(line, first, stop, page.lexicon))


def _later_quotation(page: Page, first: int, stop: int) -> Range | None:
    """Return the rest of a quotation behind a longer aside: "“So,” she said, looking up, “we left”"."""
    line = page.line
    for place in range(first, stop):
        if line.quoted[place] >= 0:
            before = line.words[place - 1]
            joined = line.low[first] in ("and", "but", "or") and place - first < 3
            if before == "," or joined:
                return trim(line, place, clause_end(line, place, stop, page.lexicon))
            return None
        if any("quote" in cue.verb.frames for cue in cues_at(line, place, first, page.lexicon)):
            return None
    return None
