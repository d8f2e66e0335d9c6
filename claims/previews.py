"""What the reading machine makes of one file, as one object for programs.

Pure: no database. Offsets are half-open code points into `text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from claims.extract.found import Extracted
from claims.previews_statements import remark_object, statement_object
from sources.clocks import ClockValue
from sources.ingest.limits import Held, Refused
from sources.ingest.notices import notices_in
from sources.ingest.pipeline import ParsedArticle

FACTS = ("outlet", "headline", "byline", "dateline", "credited_to", "address")
#: A text must not steer the terminal it is shown on.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def object_of(parsed: ParsedArticle, read: Extracted, *, seconds: float) -> dict[str, Any]:
    """Return the object that docs/PREVIEW.md describes; seconds: wall time from text to statements."""
    return {
        "file": base_name(parsed.name),
        "encoding": parsed.encoding,
        "damage": [
            {"start": place.start, "end": place.end, "what": place.what, "reading": place.reading}
            for place in parsed.damage
        ],
        "language": parsed.value("language") or None,
        "text": parsed.text,
        "published": _clock(parsed.published),
        "facts": list(facts_of(parsed)),
        "notices": [asdict(notice) for notice in notices_in(parsed.text, parsed.blocks)],
        "remarks": [remark_object(remark) for remark in read.remarks],
        "blocks": [
            {"start": block.start, "end": block.end, "kind": block.kind, "reason": block.reason}
            for block in parsed.blocks
        ],
        "body": parsed.body,
        "statements": [statement_object(found) for found in read.statements],
        "seconds": round(seconds, 6),
    }


def error_of(name: str, problem: Refused | Held) -> dict[str, Any]:
    """Return the object of a file that cannot be read."""
    return {"file": base_name(name), "error": {"code": problem.code, "message": str(problem)}}


def base_name(label: str) -> str:
    """Return a file's own name from its label, which may begin with folders."""
    return label.rpartition("/")[2]


def facts_of(parsed: ParsedArticle) -> Iterator[dict[str, Any]]:
    """Yield what is believed of the fields of FACTS; a date that the text prints is its dateline."""
    for fact in parsed.facts:
        field = "dateline" if fact.field == "published" and fact.origin == "text" else fact.field
        if field in FACTS and fact.chosen:
            yield {
                "field": field,
                "value": fact.value,
                "start": fact.start,
                "end": fact.end,
                "origin": fact.origin,
            }


def _clock(clock: ClockValue) -> dict[str, Any] | None:
    if clock.precision == "unknown":
        return None
    return {
        "earliest": clock.earliest.isoformat() if clock.earliest else None,
        "latest": clock.latest.isoformat() if clock.latest else None,
        "zone": clock.zone,
        "precision": clock.precision,
        "basis": clock.basis,
        "wording": clock.wording,
    }
