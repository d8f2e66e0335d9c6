"""Statements that a search finds: by what was said, with who said it, of which claim, and where it stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from claims.choices import Part, StatementState
from claims.models import Figure, Statement, StatementLink, StatementPassage
from claims.models.statement import RECORDED
from claims.queries.cards import ClaimLink, links_of, links_with_claims, with_saying
from claims.queries.entries import in_quotes
from claims.queries.narrowing import placements
from claims.queries.search_fitting import Way, all_words, is_there, told
from claims.queries.search_given import Given
from claims.queries.search_newest import Order
from claims.queries.search_snippets import around
from claims.queries.search_words import Pieces, Sought
from claims.queries.shapes import Prepared, Slots
from claims.queries.titles import title_of
from claims.queries.wording import When, Who, address, outlet_name, when, who
from claimtrack.roles import Visitor, is_editor
from sources.models import OutletAddress
from sources.querysets import among

_ARTICLE = "article_version__article"
ORDERS = (
    Order("said", "Last said", "said_earliest"),
    Order("event", "When it happened", "event_earliest"),
    Order("published", "Last published", f"{_ARTICLE}__published_earliest"),
    Order("recorded", "Recorded", ""),
)
#: Code points of a statement's words that a result shows.
SHOWN = 360


_SEEN: Prepared[Any] = Prepared(
    lambda: Statement.objects.visible().filter(pk__in=Slots("pks")).order_by().values_list("pk")
)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement. words: in pieces, (words, whether found). passage: where it stands in its article;
    links: what it does to which claim, each with the address of its entry there. tags: for editors.
    """

    pk: int
    who: Who
    words: Pieces
    quoted: bool
    language: str
    links: tuple[ClaimLink, ...]
    passage: str
    title: str
    outlet: str
    outlet_address: str
    said: When
    published: When
    tags: tuple[str, ...]


def statements_met(way: Way, visitor: Visitor) -> Any:
    """Recorded statements to which a way leads. `fits`: the visitor sees it, and it has all the words."""
    rows = Statement.objects.filter(RECORDED, words__isnull=False)
    words, seen = way.fit("words__search_key"), Q()
    if not is_editor(visitor):
        seen = is_there(Statement.objects.visible().filter(pk=OuterRef("pk")))
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
    if given.stance or given.topic:
        rows = rows.filter(Exists(_links(given, visitor).filter(statement=OuterRef("pk"))))
    return rows.filter(_dated(given)) if given.dated else rows


def statements_seen(pks: Sequence[int]) -> Collection[int]:
    """Which of some statements readers see; see `search_newest.newest`. One query."""
    return [pk for (pk,) in _SEEN.rows(pks=list(pks))]


def rows_of_statements(pks: Sequence[int], visitor: Visitor, *, sought: Sought) -> tuple[StatementRow, ...]:
    """What a list of results says of these, in their order. Three queries."""
    content = StatementPassage.objects.filter(part=Part.CONTENT).select_related("passage").order_by("order")
    rows = with_saying(Statement.objects.seen_by(visitor).filter(among("pk", pks)))
    outlet = f"{_ARTICLE}__outlet"
    current = OutletAddress.objects.filter(target=OuterRef("outlet_to"), current=True).values("slug")
    loaded = rows.annotate(outlet_to=Coalesce(f"{outlet}__merged_into_id", f"{outlet}_id")).annotate(
        outlet_slug=Subquery(current[:1])
    )
    found = {
        row.pk: row
        for row in loaded.select_related(f"{outlet}__merged_into")
        .defer("article_version__text")
        .prefetch_related(Prefetch("parts", content), links_with_claims(visitor))
    }
    for_editor = is_editor(visitor)
    return tuple(_row(found[pk], sought, for_editor) for pk in pks if pk in found)


def _links(given: Given, visitor: Visitor) -> QuerySet[StatementLink]:
    """Links of the chosen stances, to claims under the chosen topics, as far as the visitor sees them."""
    links = StatementLink.objects.seen_by(visitor).confirmed().with_target().order_by()
    if given.stance:
        links = links.filter(stance__in=given.stance)
    if given.topic:
        placed = placements().filter(topic_to__in=given.topic, target_id=OuterRef("target_id"))
        links = links.filter(Exists(placed))
    return links


def _dated(given: Given) -> Q:
    if given.clock == "recorded":
        return given.at("recorded_at")
    return given.within(f"{_ARTICLE}__published" if given.clock == "published" else given.clock)


def _row(statement: Any, sought: Sought, for_editor: bool) -> StatementRow:
    article = statement.article_version.article
    words = [part.passage.exact for part in statement.parts.all()]
    return StatementRow(
        pk=statement.pk,
        who=who(statement, outlet=article.outlet, slug=statement.speaker_slug or ""),
        words=around(sought.marked(" … ".join(words)), SHOWN),
        quoted=in_quotes(statement.mode, words),
        language=statement.language or article.language,
        links=_entries(statement),
        passage=f"{address('claims:article', pk=article.pk)}#s{statement.pk}",
        title=title_of(article),
        outlet=outlet_name(article.outlet),
        outlet_address=address("claims:outlet", slug=statement.outlet_slug or ""),
        said=when(statement.said),
        published=when(article.published),
        tags=tuple(_tags(statement)) if for_editor else (),
    )


def _entries(statement: Any) -> tuple[ClaimLink, ...]:
    """Its links, each leading to its entry on the claim's page."""
    links = links_of(statement)
    return tuple(
        replace(link, address=f"{link.address}#s{statement.pk}") if link.address else link for link in links
    )


def _tags(statement: Any) -> Iterable[str]:
    """What keeps readers from seeing it."""
    if statement.state == StatementState.WITHDRAWN:
        yield "withdrawn"
    elif not statement.links.all():
        yield "not linked to a claim"
    elif not any(link.shown for link in statement.links.all()):
        yield "not shown to readers"
