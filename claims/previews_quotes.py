"""What the reading machine makes of one file, as the line that scores of attribution are counted from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from claims.extract.found import Extracted, Found


def quotes_of(name: str, text: str, read: Extracted, *, seconds: float) -> dict[str, Any]:
    """Return one object a file: its statements with the spans of content, cue and speaker ("source").

    name: the file's label, whose stem becomes the doc_id. seconds: wall time from text to statements.
    """
    return {
        "doc_id": PurePath(name).stem,
        "text": text,
        "quotes": list(_quotes(read.statements)),
        "seconds": round(seconds, 6),
    }


def _quotes(statements: Sequence[Found]) -> Iterator[dict[str, Any]]:
    """Yield what is printed once: joint speakers of the same words are one quotation with several sources."""
    together: dict[tuple[object, object], list[Found]] = {}
    for one in statements:
        together.setdefault((one.content, one.cue), []).append(one)
    for group in together.values():
        first = group[0]
        yield {
            "content": [list(span) for span in first.content],
            "cue": [list(span) for span in first.cue],
            "source": sorted({span for one in group for span in one.speaker}),
            "type": first.mode,
            "score": round(first.score, 3),
        }
