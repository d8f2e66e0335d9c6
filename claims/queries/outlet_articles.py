"""The articles of an outlet in the order of publication, read page by page (index `article_of_outlet`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from claims.queries.article_rows import rows_of_articles
from claims.queries.articles import PAGE, ArticleList
from claims.queries.keys import Key, Turn, cut
from claims.querysets import articles_seen_by
from claimtrack.roles import Visitor
from sources.models.clock import moment_of

#: When it was published (an article without a date is the oldest), and the article.
Place = tuple[datetime, int]


def newest_articles(outlets: Sequence[int], visitor: Visitor, *, turn: Turn, most: int) -> list[Place]:
    """The newest articles of one page that the visitor sees or, before a key, the oldest. One query.

    outlets: the outlet and those merged into it; each is read for itself.
    """
    first, *others = [_of_one(one, visitor, turn)[:most] for one in outlets]
    order = ("at", "id") if turn.before else ("-at", "-id")
    return list(first.union(*others, all=True).order_by(*order)[:most] if others else first)


def looked_through(
    outlets: Sequence[int], visitor: Visitor, *, turn: Turn, size: int
) -> tuple[list[Place], str, str]:
    """A page of so many articles, newest first; the keys of the pages on either side, "" without one."""
    found = newest_articles(outlets, visitor, turn=turn, most=size + 1)
    page = cut(len(found), size=size, turn=turn)
    places = found[: page.size]
    if turn.before:
        places.reverse()
    newer = str(Key(*places[0])) if places and page.newer else ""
    return places, newer, str(Key(*places[-1])) if places and page.older else ""


def articles_of_outlet(outlets: Sequence[int], visitor: Visitor, *, turn: Turn) -> ArticleList:
    """One page of the list. Three queries, however long it is (one where it is empty)."""
    places, newer, older = looked_through(outlets, visitor, turn=turn, size=PAGE)
    return ArticleList(rows_of_articles([pk for _, pk in places], visitor), newer, older)


def _of_one(outlet: int, visitor: Visitor, turn: Turn) -> QuerySet[Any, Any]:
    rows = articles_seen_by(visitor).filter(outlet=outlet).annotate(at=moment_of("published"))
    order = ("at", "id") if turn.before else ("-at", "-id")
    places: QuerySet[Any, Any] = rows.filter(turn.bounded("at", "id")).order_by(*order)
    return places.values_list("at", "id")
