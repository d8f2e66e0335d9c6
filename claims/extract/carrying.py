"""From one paragraph to the next: who is introduced by a colon, and whose a quotation without a verb is."""

from __future__ import annotations

from claims.extract.cues import cues_at
from claims.extract.drafts import Draft
from claims.extract.found import Span
from claims.extract.lexicon import Lexicon
from claims.extract.speaker_spans import subject_before
from claims.extract.tokens import Line

#: A paragraph is a quotation of its own where so much of it stands in quotation marks.
MOSTLY = 0.8
CARRIED = 0.4
INTRODUCED = 0.85


def carry_over(lines: list[Line], read: list[list[Draft]], lexicon: Lexicon) -> None:
    """Add what is known only from the paragraph before: continued, introduced and carried quotations."""
    speaker: tuple[Span, ...] = ()
    opened: Draft | None = None
    introduced: Draft | None = None
    for line, drafts in zip(lines, read, strict=True):
        whole = line.span(0, len(line.words))
        continues = opened is not None and line.quoted[0] >= 0
        if continues and opened and not drafts:
            opened.content_spans += (whole,)
            opened = opened if _left_open(line) else None
            continue
        if not drafts and introduced and line.kind == "body":
            introduced.content = [(0, len(line.words))]
            drafts.append(introduced)
        elif not drafts and line.kind == "body" and _is_quotation(line, short=bool(speaker)):
            drafts.append(_carried(line, speaker))
        opened = drafts[-1] if drafts and _left_open(line) else None
        introduced = _introduction(line, lexicon)
        if introduced:
            speaker = introduced.speaker_spans
        elif drafts:
            last = drafts[-1]
            speaker = last.speaker_spans or tuple(line.span(*one) for one in last.speaker)


def _carried(line: Line, speaker: tuple[Span, ...]) -> Draft:
    draft = Draft(
        [(0, len(line.words))], [], [], "", "quotation in a paragraph of its own", "speech", CARRIED, 0
    )
    draft.speaker_spans = speaker
    return draft


def _left_open(line: Line) -> bool:
    return bool(line.quotations) and not line.quotations[-1].closed and line.quoted[-1] >= 0


def _introduction(line: Line, lexicon: Lexicon) -> Draft | None:
    """Return what introduces the next paragraph: "The mayor said:"; its content is still to come."""
    if line.words[-1] != ":" or line.quoted[-1] >= 0 or not line.sentences:
        return None
    floor = line.sentences[-1][0]
    for place in range(len(line.words) - 2, floor, -1):
        for cue in cues_at(line, place, floor, lexicon):
            if cue.shape not in ("finite", "participle") or cue.verb.frames.get("quote") != "speech":
                continue
            speaker = subject_before(line, cue.first, floor)
            draft = Draft(
                [], [], [], cue.verb.lemma, "introduced by the paragraph before", "speech", INTRODUCED, 0
            )
            draft.cue_spans = (line.span(cue.first, cue.stop),)
            draft.speaker_spans = (line.span(*speaker),) if speaker else ()
            return draft
    return None


def _is_quotation(line: Line, *, short: bool) -> bool:
    if not line.quotations or line.quoted[0] < 0:
        return False
    quoted = sum(place >= 0 for place in line.quoted)
    return quoted >= MOSTLY * len(line.words) and len(line.words) > (3 if short else 5)
