"""What a search finds, as entries of a feed: what moved or was recorded last, first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from claims.exports.feeds import FeedEntry
from claims.models import Claim, Speaker, Statement
from claims.queries.search_results import Asked
from claims.queries.search_words import Pieces
from claims.queries.wording import address
from sources.models import Article
from sources.querysets import among

#: Entries of a feed.
MOST = 50
_MODELS: Mapping[str, tuple[Any, str]] = {
    "claims": (Claim, "created_at"),
    "statements": (Statement, "recorded_at"),
    "speakers": (Speaker, "created_at"),
    "articles": (Article, "recorded_at"),
}


def found_entries(asked: Asked, *, today: date) -> Iterator[FeedEntry]:
    """An entry for each of the newest results, whatever order the page has. At most 15 queries."""
    # Claims by movement, the rest by recording: what is new to a reader of the feed comes first.
    order = asked.sort.order("moved" if asked.sort.name == "claims" else "recorded")
    pks = replace(asked, order=order).keys(most=MOST, enough=MOST).pks
    model, column = _MODELS[asked.sort.name]
    since = dict(model.objects.filter(among("id", pks)).values_list("pk", column)) if pks else {}
    for row in asked.rows(pks, today):
        yield _TOLD[asked.sort.name](row, since[row.pk])


def _claim(row: Any, since: datetime) -> FeedEntry:
    return FeedEntry(_text(row.text), row.address, row.lead, row.moved or since, since, f"claim:{row.pk}")


def _statement(row: Any, since: datetime) -> FeedEntry:
    """It leads to its entry on the first of its claims, as its title says."""
    link = next(iter(row.links), None)
    title = f"{row.who.name} {link.word}: {link.claim}" if link else row.who.name
    where = link.address if link else row.passage
    words = f"{row.outlet}: {_text(row.words)}"
    return FeedEntry(title, where, words, since, since, f"statement:{row.pk}")


def _speaker(row: Any, since: datetime) -> FeedEntry:
    note = row.description or row.kind.capitalize()
    return FeedEntry(_text(row.name), row.address, note, since, since, f"speaker:{row.pk}")


def _article(row: Any, since: datetime) -> FeedEntry:
    where = address("claims:article", pk=row.pk)
    note = ", ".join([row.row.outlet, *([row.row.published.words] if row.row.published.known else [])])
    return FeedEntry(_text(row.title), where, note, since, since, f"article:{row.pk}")


def _text(pieces: Pieces) -> str:
    return "".join(words for words, _ in pieces)


_TOLD: Mapping[str, Any] = {
    "claims": _claim,
    "statements": _statement,
    "speakers": _speaker,
    "articles": _article,
}
