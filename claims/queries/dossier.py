"""What a dossier adds to a claim's page: where each quote stands to the letter, and every revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.choices import Part
from claims.models import ClaimRevision, StatementPassage
from claims.queries.entries import Entry
from claims.queries.wording import moved_words


@dataclass(frozen=True, slots=True)
class Source:
    """The text that a quote was taken from. sha256: of the text; spans: (start, end) in its code points."""

    version: int
    sha256: str
    recorded: datetime
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Revision:
    """What moved at one time."""

    number: int
    at: datetime
    words: str
    note: str


def sources_of(entries: Iterable[Entry]) -> Mapping[int, Source]:
    """By statement; one query."""
    wanted = {entry.statement for entry in entries}
    rows = (
        StatementPassage.objects.filter(statement__in=wanted, part=Part.CONTENT)
        .order_by("statement", "order")
        .values_list(
            "statement",
            "passage__start",
            "passage__end",
            "passage__version__number",
            "passage__version__sha256",
            "passage__version__recorded_at",
        )
    )
    spans: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    texts: dict[int, Any] = {}
    for statement, start, end, *text in rows:
        spans[statement].append((start, end))
        texts[statement] = text
    return {
        one: Source(version, sha256, recorded, tuple(spans[one]))
        for one, (version, sha256, recorded) in texts.items()
    }


def revisions_of(claim: int) -> tuple[Revision, ...]:
    """All of them, oldest first; one query."""
    rows = ClaimRevision.objects.filter(claim=claim).order_by("number")
    return tuple(Revision(row.number, row.at, moved_words(row.moved, row.number), row.note) for row in rows)
