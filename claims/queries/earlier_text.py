"""Words that stand in an earlier text of their article: of when it is, and what became of them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sources.choices import Anchoring

#: The first that fits the passages of a statement; else it was left in the earlier text by an editor.
_SAID = (
    (
        Anchoring.REVIEW,
        "The publisher has changed it since; whether it still says this is being checked.",
    ),
    (Anchoring.ORPHAN, "The publisher’s later text no longer has these words."),
)
_KEPT = "The publisher has changed it since."


@dataclass(frozen=True, slots=True)
class EarlierText:
    """at: when that text reached us; said: what became of it, in a sentence for readers."""

    at: datetime
    said: str


def earlier_text(
    *, version: int, at: datetime, current: int | None, anchorings: Collection[str]
) -> EarlierText | None:
    """What a page says of a statement of a text `version`; None where that is the article's current one.

    anchorings: those of its content passages.
    """
    if current is None or version == current:
        return None
    said = next((words for anchoring, words in _SAID if anchoring in anchorings), _KEPT)
    return EarlierText(at, said)
