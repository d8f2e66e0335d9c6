"""What lists say of articles: values, in one query for all; one more for what few have, where any has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, Count, F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.choices import LinkState
from claims.models import ArticleWords, StandingLink, Statement
from claims.queries.keyed import Keyed
from claims.queries.seen_article import articles_for
from claims.queries.shapes import Prepared, Slots
from claims.queries.shapes_joined import Keys, Question, ask
from claims.queries.titles import opening_words, title_of
from claims.queries.wording import OUTLET_UNKNOWN, When, numbered, slugged, when
from claims.querysets import WHOLE, visible_outlets
from claimtrack.roles import Visitor, is_editor
from claimtrack.words import counted
from sources.clocks import ClockValue
from sources.models import Article, OutletAddress
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
    """What is stored of an article in a list. Names of outlets over merges; None for none, or no address.

    credited_to: its key. counts: on how many claims there are how many statements, where there are any.
    """

    published: ClockValue
    pk: int
    headline: str
    language: str
    outlet: str | None
    outlet_slug: str | None
    credited_to: int | None
    removed_at: datetime | None
    withdrawn_at: datetime | None
    same_as: int | None
    counts: tuple[int, int] | None


def rows_of_articles(pks: Sequence[int], visitor: Visitor) -> tuple[ArticleRow, ...]:
    """Those of the articles that the visitor may see, in their order. One query, and see `article_rows`."""
    if not pks:
        return ()
    (rows,) = ask(question_of(list(pks), visitor))
    return article_rows(in_order(pks, rows), visitor)


def question_of(pks: Keys, visitor: Visitor) -> Question:
    """What a list says of those of the articles that the visitor may see."""
    return Question(BY_KEY[is_editor(visitor)], {"articles": pks})


def in_order(pks: Sequence[int], rows: Sequence[Any]) -> list[Listed]:
    """The answer, in the order of these keys."""
    found = {row.pk: row for row in read(rows)}
    return [found[pk] for pk in pks if pk in found]


def read(rows: Sequence[Any]) -> list[Listed]:
    """Rows of `listed`."""
    return [Listed(ClockValue(*row[: len(PARTS)]), *row[len(PARTS) :]) for row in rows]


def listed(articles: ArticleQuerySet, *, for_editor: bool) -> QuerySet[Any, Any]:
    """With what a list says of articles, all of which the visitor may see."""
    return _listed(articles, counts=_told_to_editors() if for_editor else _told_to_readers())


def _listed(rows: QuerySet[Any], *, counts: Any, of: str = "") -> QuerySet[Any, Any]:
    """of: how an article is reached from a row."""
    outlet = f"{of}outlet"
    told: QuerySet[Any, Any] = rows.annotate(
        by=Coalesce(f"{outlet}__merged_into__name", f"{outlet}__name"),
        # Whoever sees an article sees its outlet.
        by_slug=_slug(outlet, OutletAddress.objects.all()),
        counts=counts,
    ).values_list(
        *(f"{of}published_{part}" for part in PARTS),
        *(f"{of}{one}" for one in ("pk", "headline", "language")),
        *("by", "by_slug"),
        *(f"{of}{one}" for one in ("credited_to_id", "removed_at", "withdrawn_at", "same_as_id")),
        "counts",
    )
    return told


def article_rows(articles: Sequence[Listed], visitor: Visitor) -> tuple[ArticleRow, ...]:
    """What a list says of these. No query; one if any has no headline, one if any is credited elsewhere."""
    for_editor = is_editor(visitor)
    begins = _told(_BEGINS, [row.pk for row in articles if not row.headline])
    credited = _told(_CREDITED[for_editor], [row.pk for row in articles if row.credited_to])
    return tuple(
        _row(article, begins.get(article.pk, ("",)), credited.get(article.pk, _NOBODY), for_editor)
        for article in articles
    )


def _told(of: Keyed[Any], keys: Sequence[int]) -> dict[int, Any]:
    """What else is known of the articles with these keys."""
    return {pk: told for pk, *told in of.rows(keys)} if keys else {}


def _addresses(for_editor: bool) -> QuerySet[OutletAddress]:
    rows = OutletAddress.objects.all()
    return rows if for_editor else rows.filter(target__in=visible_outlets().order_by())


def _slug(path: str, addresses: QuerySet[OutletAddress]) -> Subquery:
    """Of an outlet of the article, over a merge, the words of its address among these."""
    outlet = Coalesce(OuterRef(f"{path}__merged_into_id"), OuterRef(f"{path}_id"))
    return Subquery(addresses.filter(target=outlet, current=True).values("slug")[:1])


def _told_to_readers() -> Subquery:
    return Subquery(ArticleWords.objects.filter(article=OuterRef("pk")).values_list(_kept()))


def _kept() -> Case:
    """Kept beside the words of an article; counted until readers see all that stands in it."""
    told = StandingLink.objects.visible().filter(article=OuterRef("article")).order_by().values("article")
    seen = _counted(told, Count("target", distinct=True), Count("statement", distinct=True))
    return Case(models.When(WHOLE, then=_both(F("claims"), F("statements"))), default=seen)


def _told_to_editors() -> Subquery:
    told = Statement.objects.confirmed().filter(article_version__article=OuterRef("pk")).order_by()
    target = Coalesce("links__claim__merged_into_id", "links__claim_id")
    claims = Count(target, distinct=True, filter=Q(links__state=LinkState.CONFIRMED))
    return _counted(told.values("article_version__article"), claims, Count("pk", distinct=True))


def _counted(told: QuerySet[Any, Any], claims: Count, statements: Count) -> Subquery:
    """Grouped by the article: how many claims its statements are about, and how many these are."""
    return Subquery(told.annotate(both=_both(claims, statements)).values("both"))


def _both(claims: Any, statements: Any) -> Func:
    both = ArrayField(IntegerField())
    return Func(claims, statements, template="ARRAY[%(expressions)s]", output_field=both)


def _credited(*, for_editor: bool) -> QuerySet[Any, Any]:
    slug = _slug("credited_to", _addresses(for_editor))
    name = Coalesce("credited_to__merged_into__name", "credited_to__name")
    rows: QuerySet[Any, Any] = Article.objects.order_by().values_list("pk", name, slug)
    return rows


def _begins() -> QuerySet[Any, Any]:
    rows: QuerySet[Any, Any] = Article.objects.order_by().values_list("pk", opening_words())
    return rows


#: By the article: how its text begins; to whom it is credited, and the words of that outlet's address.
_BEGINS: Keyed[Any] = Keyed("pk", _begins)
_CREDITED: dict[bool, Keyed[Any]] = {
    for_editor: Keyed("pk", partial(_credited, for_editor=for_editor)) for for_editor in (False, True)
}
_NOBODY = ("", None)


def _by_key(*, for_editor: bool) -> QuerySet[Any, Any]:
    if not for_editor:
        words = ArticleWords.objects.visible().filter(article__in=Slots("articles")).order_by()
        return _listed(words, counts=_kept(), of="article__")
    rows = articles_for(for_editor=True).filter(pk__in=Slots("articles")).order_by()
    return listed(rows, for_editor=True)


BY_KEY: dict[bool, Prepared[Any]] = {
    for_editor: Prepared(partial(_by_key, for_editor=for_editor)) for for_editor in (False, True)
}


def _row(
    article: Listed, begins: tuple[str | None], credited: tuple[str, str | None], for_editor: bool
) -> ArticleRow:
    claims, statements = article.counts or (0, 0)
    return ArticleRow(
        pk=article.pk,
        address=numbered("claims:article", article.pk),
        title=title_of(article, begins[0] or ""),
        first_words=not article.headline,
        language=article.language,
        outlet=article.outlet or OUTLET_UNKNOWN,
        outlet_address=slugged("claims:outlet", article.outlet_slug),
        credited_to=credited[0],
        credited_address=slugged("claims:outlet", credited[1]),
        published=when(article.published),
        holds=f"{counted(statements, 'statement')} on {counted(claims, 'claim')}" if statements else "",
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
