"""What the reading machine makes of one file, as the line that scores of attribution are counted from."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from claims.extract.found import Extracted


def quotes_of(name: str, text: str, read: Extracted, *, seconds: float) -> dict[str, Any]:
    """Return one object a file: its statements with the spans of content, cue and speaker ("source").

    name: the file's label, whose stem becomes the doc_id. seconds: wall time from text to statements.
    """
    return {
        "doc_id": PurePath(name).stem,
        "text": text,
        "quotes": [
            {
                "content": [list(span) for span in found.content],
                "cue": [list(span) for span in found.cue],
                "source": [list(span) for span in found.speaker],
                "type": found.mode,
                "score": round(found.score, 3),
            }
            for found in read.statements
        ],
        "seconds": round(seconds, 6),
    }
