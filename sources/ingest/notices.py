"""What a publisher says of its own story: updates, clarifications, corrections, retractions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sources.ingest.layout import BlockSpan

#: How a notice's own words tell its kind; what none of them fits is an update.
NOTICE_WORDS = (
    ("retraction", ("retract", "zurückgezogen", "rücknahme")),
    ("correction", ("correct", "korrig", "korrektur", "berichtig", "earlier version", "früheren")),
    ("clarification", ("clarif", "klarstell")),
)


@dataclass(frozen=True, slots=True)
class FoundNotice:
    """A NoticeKind and the notice's words: half-open code points, without the white space around them."""

    kind: str
    start: int
    end: int


def notices_in(text: str, blocks: Iterable[BlockSpan]) -> Iterator[FoundNotice]:
    """Yield the publisher's words on its own story, in the order of the text."""
    for block in blocks:
        if block.kind == "notice":
            wording = text[block.start : block.end]
            start = block.start + len(wording) - len(wording.lstrip())
            yield FoundNotice(notice_kind(wording), start, block.start + len(wording.rstrip()))


def notice_kind(wording: str) -> str:
    """Say what a publisher's notice is, by its words: a retraction before a correction, else an update."""
    folded = wording.casefold()
    kinds = (kind for kind, words in NOTICE_WORDS if any(word in folded for word in words))
    return next(kinds, "update")
