"""What lists say of articles: values, in two queries, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Case, CharField, Count, OuterRef, Q, QuerySet, Subquery
from django.db.models import When as Where
from django.db.models.functions import Coalesce

from claims.choices import LinkState
from claims.models import Claim, StandingLink, Statement
from claims.queries.seen_article import articles_for
from claims.queries.shapes import Prepared, Slots
from claims.queries.titles import opening_words, title_of
from claims.queries.wording import OUTLET_UNKNOWN, When, numbered, slugged, when
from claims.querysets import among, visible_outlets
from claimtrack.roles import Visitor, is_editor
from claimtrack.words import counted
from sources.clocks import ClockValue
from sources.models import OutletAddress
from sources.models.clock import PARTS
from sources.querysets import ArticleQuerySet


class ArticleRow(NamedTuple):
    """One article in a list. first_words: the title is not a headline but how the text begins.

    holds: how many statements on how many claims, "" for none.
    missing, tags: for editors; desk: the address of its desk page, "" for readers.
    """

    pk: int
    address: str
    title: str
    first_words: bool
    language: str
    outlet: str
    outlet_address: str
    credited_to: str
    credited_address: str
    published: When
    holds: str
    missing: tuple[str, ...]
    tags: tuple[str, ...]
    desk: str


class Listed(NamedTuple):
    """What is stored of an article in a list. Names of outlets over merges; None for none, or no address."""

    published: ClockValue
    pk: int
    headline: str
    first_words: str | None
    language: str
    outlet: str | None
    outlet_slug: str | None
    credited_to: str | None
    credited_slug: str | None
    removed_at: datetime | None
    withdrawn_at: datetime | None
    same_as: int | None


def rows_of_articles(pks: Sequence[int], visitor: Visitor) -> tuple[ArticleRow, ...]:
    """Those of the articles that the visitor may see, in the order of their keys. Two queries."""
    if not pks:
        return ()
    found = {row.pk: row for row in read(BY_KEY[is_editor(visitor)].rows(articles=list(pks)))}
    return article_rows([found[pk] for pk in pks if pk in found], visitor)


def read(rows: Sequence[Any]) -> list[Listed]:
    """Rows of `listed`."""
    return [Listed(ClockValue(*row[: len(PARTS)]), *row[len(PARTS) :]) for row in rows]


def listed(articles: ArticleQuerySet, *, for_editor: bool) -> QuerySet[Any, Any]:
    """With what a list says of articles, all of which the visitor may see."""
    # Whoever sees an article sees its outlet.
    by, credited = _slug("outlet", OutletAddress.objects.all()), _slug("credited_to", _addresses(for_editor))
    name = Coalesce("credited_to__merged_into__name", "credited_to__name")
    rows: QuerySet[Any, Any] = articles.annotate(
        first_words=opening_words(),
        by=Coalesce("outlet__merged_into__name", "outlet__name"),
        by_slug=by,
        # Few are credited to anybody; of the others no address is looked for.
        credited=Case(Where(credited_to__isnull=False, then=name), output_field=CharField()),
        credited_slug=Case(Where(credited_to__isnull=False, then=credited), output_field=CharField()),
    ).values_list(*_COLUMNS)
    return rows


def article_rows(articles: Sequence[Listed], visitor: Visitor) -> tuple[ArticleRow, ...]:
    """What a list says of these. One query, none for none."""
    if not articles:
        return ()
    for_editor = is_editor(visitor)
    told = COUNTS[for_editor].rows(articles=[row.pk for row in articles])
    counts = {pk: (statements, claims) for pk, claims, statements in told}
    return tuple(_row(article, counts.get(article.pk, (0, 0)), for_editor) for article in articles)


def _addresses(for_editor: bool) -> QuerySet[OutletAddress]:
    rows = OutletAddress.objects.all()
    return rows if for_editor else rows.filter(target__in=visible_outlets().order_by())


def _slug(path: str, addresses: QuerySet[OutletAddress]) -> Subquery:
    """Of an outlet of the article, over a merge, the words of its address among these."""
    outlet = Coalesce(OuterRef(f"{path}__merged_into_id"), OuterRef(f"{path}_id"))
    return Subquery(addresses.filter(target=outlet, current=True).values("slug")[:1])


def _told_to_readers() -> QuerySet[Any, Any]:
    """Which of the claims readers see is found out of each claim, once: articles tell the same ones."""
    links = StandingLink.objects.order_by().filter(article__in=Slots("articles"))
    seen = Claim.objects.order_by().visible().filter(among("pk", links.values("target")))
    statements, claims = (Count(what, distinct=True) for what in ("statement_id", "target_id"))
    # In the order of an index, those of the first need no sorting.
    told = links.filter(target__in=seen).values_list("article_id")
    rows: QuerySet[Any, Any] = told.annotate(claims=claims, statements=statements)
    return rows


def _told_to_editors() -> QuerySet[Any, Any]:
    told = Statement.objects.confirmed().filter(article_version__article__in=Slots("articles")).order_by()
    target = Coalesce("links__claim__merged_into_id", "links__claim_id")
    rows: QuerySet[Any, Any] = told.values_list("article_version__article_id").annotate(
        claims=Count(target, distinct=True, filter=Q(links__state=LinkState.CONFIRMED)),
        statements=Count("pk", distinct=True),
    )
    return rows


#: In the order of `Listed`.
_COLUMNS = (
    *(f"published_{part}" for part in PARTS),
    *("pk", "headline", "first_words", "language", "by", "by_slug", "credited", "credited_slug"),
    *("removed_at", "withdrawn_at", "same_as_id"),
)
#: By the article, how many claims its statements are about, and how many these are: for readers, for editors.
COUNTS: dict[bool, Prepared[Any]] = {False: Prepared(_told_to_readers), True: Prepared(_told_to_editors)}


def _by_key(*, for_editor: bool) -> QuerySet[Any, Any]:
    rows = articles_for(for_editor=for_editor).filter(pk__in=Slots("articles")).order_by()
    return listed(rows, for_editor=for_editor)


BY_KEY: dict[bool, Prepared[Any]] = {
    for_editor: Prepared(partial(_by_key, for_editor=for_editor)) for for_editor in (False, True)
}


def _row(article: Listed, counts: tuple[int, int], for_editor: bool) -> ArticleRow:
    return ArticleRow(
        pk=article.pk,
        address=numbered("claims:article", article.pk),
        title=title_of(article, article.first_words or ""),
        first_words=not article.headline,
        language=article.language,
        outlet=article.outlet or OUTLET_UNKNOWN,
        outlet_address=slugged("claims:outlet", article.outlet_slug),
        credited_to=article.credited_to or "",
        credited_address=slugged("claims:outlet", article.credited_slug),
        published=when(article.published),
        holds=f"{counted(counts[0], 'statement')} on {counted(counts[1], 'claim')}" if counts[0] else "",
        missing=_missing(article) if for_editor else (),
        tags=_tags(article) if for_editor else (),
        desk=numbered("claims:desk-article", article.pk) if for_editor else "",
    )


def _missing(article: Listed) -> tuple[str, ...]:
    lacks = {
        "no outlet": not article.outlet,
        "no date": not when(article.published).known,
        "no headline": not article.headline,
    }
    return tuple(words for words, lacking in lacks.items() if lacking)


def _tags(article: Listed) -> tuple[str, ...]:
    states = {
        "removed": article.removed_at is not None,
        "withdrawn": article.withdrawn_at is not None,
        "another save": article.same_as is not None,
    }
    return tuple(words for words, holds in states.items() if holds)
