"""Quotations that stand in a paragraph of their own: given to the speaker of the paragraph before, if doubtfully."""

from __future__ import annotations

from claims.extract.attribution import Draft
from claims.extract.found import Span
from claims.extract.tokens import Line

#: A paragraph is a quotation of its own where so much of it stands in quotation marks.
MOSTLY = 0.8
CARRIED = 0.4


def carry_over(lines: list[Line], read: list[list[Draft]]) -> None:
    """Add drafts for paragraphs that are only quotation; the speaker is that of the last one who was quoted."""
    speaker: tuple[Span, ...] = ()
    for line, drafts in zip(lines, read, strict=True):
        if not drafts and line.kind == "body" and _is_quotation(line):
            draft = Draft(
                [(0, len(line.words))],
                [],
                [],
                "",
                "quotation in a paragraph of its own",
                "speech",
                CARRIED,
                0,
            )
            draft.speaker_spans = speaker
            drafts.append(draft)
        elif drafts:
            last = drafts[-1]
            speaker = tuple(line.span(*one) for one in last.speaker)


def _is_quotation(line: Line) -> bool:
    if not line.quotations or line.quoted[0] < 0:
        return False
    return sum(place >= 0 for place in line.quoted) >= MOSTLY * len(line.words) and len(line.words) > 5
