"""The list of articles, newest first, as its visitor may see it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import Case, Count, F, OuterRef, QuerySet, Subquery, TextField, Value
from django.db.models import When as If
from django.db.models.functions import Least, Substr

from claims.choices import StatementState
from claims.models import Statement, StatementLink
from claims.queries.keys import Key, Turn, cut
from claims.queries.named import OUTLET, named
from claims.queries.seen_article import Seen
from claims.queries.shapes import Prepared, Slots
from claims.queries.wording import Leads, When, address, outlet_name, when
from claims.querysets import articles_seen_by
from claimtrack.roles import Visitor, is_editor
from sources.choices import BlockKind
from sources.models import Article, Block
from sources.querysets import ArticleQuerySet

PAGE = 30
#: Code points of an article without a headline that stand in for it.
FIRST_WORDS = 120


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One article in the list. first_words: the title is not a headline but how the text begins.

    missing, tags: for editors; desk: the address of its desk page, "" for readers.
    """

    pk: int
    title: str
    first_words: bool
    language: str
    outlet: str
    outlet_address: str
    credited_to: str
    credited_address: str
    published: When
    statements: int
    claims: int
    missing: tuple[str, ...]
    tags: tuple[str, ...]
    desk: str


@dataclass(frozen=True, slots=True)
class ArticleList:
    """A page of the list; newer and older are keys for `before` and `after`, "" where there is no page."""

    rows: tuple[ArticleRow, ...]
    newer: str
    older: str


def list_articles(visitor: Visitor, *, turn: Turn) -> ArticleList:
    """Read one page. Four queries, however long it is (one where it is empty)."""
    found = _read(articles_seen_by(visitor), turn)
    page = cut(len(found), size=PAGE, turn=turn)
    articles = found[: page.size]
    if turn.before:
        articles.reverse()
    rows = article_rows(articles, visitor) if articles else ()
    return ArticleList(
        rows=rows,
        newer=_key(articles[0]) if rows and page.newer else "",
        older=_key(articles[-1]) if rows and page.older else "",
    )


def rows_of_articles(pks: Sequence[int], visitor: Visitor) -> tuple[ArticleRow, ...]:
    """Rows of articles that the visitor may see, in the order of their keys. Four queries, none for none."""
    rank = {pk: place for place, pk in enumerate(pks)}
    loaded = Article.objects.filter(pk__in=rank).annotate(first_words=opening_words()).with_outlet()
    found = sorted(loaded.select_related("credited_to__merged_into"), key=lambda one: rank[one.pk])
    return article_rows(found, visitor) if found else ()


def title_of(article: Article | Seen, first_words: str = "") -> str:
    """The headline, or how the text begins, or at least a number."""
    begins = " ".join(first_words.split())
    return article.headline or (f"{begins} …" if begins else f"Article {article.pk}")


def _read(seen: ArticleQuerySet, turn: Turn) -> list[Article]:
    ordered = seen.newest_first()
    if turn.before:
        ordered = ordered.reverse()
    rows = ordered.filter(turn.condition("published_earliest")).annotate(first_words=opening_words())
    return list(rows.with_outlet().select_related("credited_to__merged_into")[: PAGE + 1])


def opening_words() -> Case:
    """How the body begins, looked up only where there is no headline."""
    body = Block.objects.filter(version=OuterRef("current_version"), kind=BlockKind.BODY).order_by("start")
    length = Least(F("end") - F("start"), Value(FIRST_WORDS))
    begins = body.annotate(begins=Substr("version__text", F("start") + 1, length)).values("begins")[:1]
    return Case(If(headline="", then=Subquery(begins)), default=Value(""), output_field=TextField())


def _key(article: Any) -> str:
    return str(Key(article.published_earliest, article.pk))


def article_rows(articles: Sequence[Article], visitor: Visitor) -> tuple[ArticleRow, ...]:
    """What a list says of articles loaded with outlets and `first_words`. At most three queries."""
    pks = [article.pk for article in articles]
    for_editor = is_editor(visitor)
    said, about = (dict(one.rows(articles=pks)) for one in COUNTS[for_editor])
    leads = _leads(articles, visitor)
    return tuple(
        _row(article, said.get(article.pk, 0), about.get(article.pk, 0), for_editor, leads)
        for article in articles
    )


def _statements(*, all_of_them: bool) -> QuerySet[Any]:
    """How many statements each article has; articles with none are absent."""
    statements = Statement.objects.all() if all_of_them else Statement.objects.visible()
    return _counted(statements.confirmed(), "article_version__article", "pk")


def _claims(*, all_of_them: bool) -> QuerySet[Any]:
    """How many different claims they are about."""
    rows = StatementLink.objects.all() if all_of_them else StatementLink.objects.visible()
    said = rows.confirmed().filter(statement__state=StatementState.CONFIRMED).with_target()
    return _counted(said, "statement__article_version__article", "target_id")


def _counted(rows: QuerySet[Any], article: str, what: str) -> QuerySet[Any]:
    grouped = rows.filter(**{f"{article}__in": Slots("articles")}).order_by().values_list(article)
    told: QuerySet[Any] = grouped.annotate(number=Count(what, distinct=True))
    return told


#: Statements and claims, for readers and for editors.
COUNTS: dict[bool, tuple[Prepared[Any], Prepared[Any]]] = {
    for_editor: (
        Prepared(partial(_statements, all_of_them=for_editor)),
        Prepared(partial(_claims, all_of_them=for_editor)),
    )
    for for_editor in (False, True)
}


def _leads(articles: Sequence[Article], visitor: Visitor) -> Leads:
    """The pages of the outlets that the visitor may see; one query."""
    outlets = [outlet for article in articles for outlet in (article.outlet, article.credited_to) if outlet]
    ids = {outlet.merged_into_id or outlet.pk for outlet in outlets}
    return Leads(outlets={row.pk: row.slug for row in named(OUTLET, ids, visitor)} if ids else {})


def _row(article: Any, statements: int, claims: int, for_editor: bool, leads: Leads) -> ArticleRow:
    return ArticleRow(
        pk=article.pk,
        title=title_of(article, article.first_words or ""),
        first_words=not article.headline,
        language=article.language,
        outlet=outlet_name(article.outlet),
        outlet_address=leads.outlet(article.outlet),
        credited_to=outlet_name(article.credited_to) if article.credited_to else "",
        credited_address=leads.outlet(article.credited_to),
        published=when(article.published),
        statements=statements,
        claims=claims,
        missing=_missing(article) if for_editor else (),
        tags=_tags(article) if for_editor else (),
        desk=address("claims:desk-article", pk=article.pk) if for_editor else "",
    )


def _missing(article: Article) -> tuple[str, ...]:
    lacks = {
        "no outlet": article.outlet is None,
        "no date": not when(article.published).known,
        "no headline": not article.headline,
    }
    return tuple(words for words, lacking in lacks.items() if lacking)


def _tags(article: Article) -> tuple[str, ...]:
    states = {
        "removed": article.removed_at is not None,
        "withdrawn": article.withdrawn_at is not None,
        "another save": article.same_as_id is not None,
    }
    return tuple(words for words, holds in states.items() if holds)
