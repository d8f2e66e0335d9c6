"""Statements that a search finds: by what was said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from claims.models import Figure, Statement, StatementLink
from claims.models.statement import RECORDED
from claims.queries.narrowing import on_topics
from claims.queries.search_fitting import Way, all_words, told
from claims.queries.search_given import Given
from claims.queries.search_newest import Order
from claims.queries.shapes import Prepared, Slots
from claims.querysets import among, finds
from claimtrack.roles import Visitor, is_editor

_ARTICLE = "article_version__article"
ORDERS = (
    Order("said", "Last said", "said_earliest"),
    Order("event", "When it happened", "event_earliest"),
    Order("published", "Last published", f"{_ARTICLE}__published_earliest"),
    Order("recorded", "Recorded", ""),
)

_SEEN: Prepared[Any] = Prepared(
    lambda: Statement.objects.visible().filter(pk__in=Slots("pks")).order_by().values_list("pk")
)


def statements_met(way: Way, visitor: Visitor) -> Any:
    """Recorded statements to which a way leads. `fits`: the visitor sees it, and it has all the words."""
    rows = Statement.objects.filter(RECORDED, words__isnull=False)
    words, seen = way.fit("words__search_key"), Q()
    if not is_editor(visitor):
        seen = finds(Statement.objects.visible().filter(pk=OuterRef("pk")), "pk")
    if way.newest:
        return rows.annotate(fits=told(words & seen))
    return rows.filter(words).annotate(fits=told(seen) if seen else Value(True))


def statements_found(given: Given, visitor: Visitor) -> QuerySet[Any]:
    """Recorded statements in which all the words stand, and that fit what else is given.

    Which of them the visitor sees is asked of those on a page: see `statements_seen`.
    """
    rows = Statement.objects.filter(RECORDED, words__isnull=False)
    fits = all_words(given.sought, "words__search_key", index="statement_by_words")
    rows = rows.filter(fits)
    if given.speaker:
        rows = rows.filter(Q(speaker__in=given.speaker) | Q(speaker__merged_into__in=given.speaker))
    if given.outlet:
        outlet = f"{_ARTICLE}__outlet"
        rows = rows.filter(
            Q(**{f"{outlet}__in": given.outlet}) | Q(**{f"{outlet}__merged_into__in": given.outlet})
        )
    if given.figures:
        rows = rows.filter(Exists(Figure.objects.filter(statement=OuterRef("pk"))))
    links = _links(given, visitor)
    if given.topic:
        # Looked up first: few of those that have the words may be under the topic, and all would be read.
        rows = rows.filter(among("id", on_topics(links, given.topic).values("statement_id")))
    elif given.stance:
        rows = rows.filter(Exists(links.filter(statement=OuterRef("pk"))))
    return rows.filter(_dated(given)) if given.dated else rows


def statements_seen(pks: Sequence[int]) -> Collection[int]:
    """Which of some statements readers see; see `search_newest.newest`. One query."""
    return [pk for (pk,) in _SEEN.rows(pks=list(pks))]


def _links(given: Given, visitor: Visitor) -> QuerySet[StatementLink]:
    """Links of the chosen stances, as far as the visitor sees them."""
    links: QuerySet[StatementLink] = StatementLink.objects.seen_by(visitor).confirmed().order_by()
    return links.filter(stance__in=given.stance) if given.stance else links


def _dated(given: Given) -> Q:
    if given.clock == "recorded":
        return given.at("recorded_at")
    return given.within(f"{_ARTICLE}__published" if given.clock == "published" else given.clock)
