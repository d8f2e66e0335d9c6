"""Which engine reads texts, and the trained taggers with their figures, as an admin sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.choices import TaggerState
from claims.models import TrainedTagger
from claims.queries.training_texts import finished_versions

#: So many are shown; older ones are of no use to anybody.
SHOWN = 30


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the learning curve. match, end_to_end: F1, 0 to 100."""

    articles: int
    match: float
    end_to_end: float


@dataclass(frozen=True, slots=True)
class TaggerRow:
    """A tagger as the page shows it. ours, theirs: (match, end to end), of it and of the engine in use then.

    rules: of the rules alone, None where they were what it was compared with. may: it can be put to use.
    """

    pk: int
    state: str
    state_words: str
    made_at: datetime
    learned_from: str
    articles: int
    statements: int
    measured_articles: int
    stated: int
    ours: tuple[float, float]
    compared_with: str
    theirs: tuple[float, float]
    rules: tuple[float, float] | None
    curve: tuple[Point, ...]
    a_second: float
    size: int
    better: bool
    may: bool
    used_by: str
    used_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class EnginePage:
    """in_use: the tagger that reads, None for the rules; finished: texts that one could learn from now."""

    rows: tuple[TaggerRow, ...]
    in_use: int | None
    finished: int


def engine_page() -> EnginePage:
    """Read the page, newest tagger first. Two queries."""
    rows = tuple(_row(tagger) for tagger in TrainedTagger.objects.select_related("used_by")[:SHOWN])
    in_use = next((row.pk for row in rows if row.state == TaggerState.IN_USE), None)
    return EnginePage(rows, in_use, finished_versions().count())


def _row(tagger: TrainedTagger) -> TaggerRow:
    figures = tagger.figures
    return TaggerRow(
        pk=tagger.pk,
        state=tagger.state,
        state_words=tagger.get_state_display(),
        made_at=tagger.made_at,
        learned_from=tagger.learned_from,
        articles=tagger.articles,
        statements=tagger.statements,
        measured_articles=figures["measured_articles"],
        stated=figures["trained"]["stated"],
        ours=_pair(figures["trained"]),
        compared_with=tagger.compared_with,
        theirs=_pair(figures["before"]),
        rules=_pair(figures["rules"]) if figures["before"]["name"] != figures["rules"]["name"] else None,
        curve=tuple(Point(**step) for step in figures["curve"]),
        a_second=figures["a_second"],
        size=tagger.size,
        better=tagger.better,
        may=tagger.better and tagger.state == TaggerState.KEPT,
        used_by=tagger.used_by.get_username() if tagger.used_by else "",
        used_at=tagger.used_at,
        reason=tagger.reason,
    )


def _pair(figures: dict[str, Any]) -> tuple[float, float]:
    return figures["match"], figures["end_to_end"]
