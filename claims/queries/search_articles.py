"""Articles that a search finds: by headline and text, as far as the visitor may read it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVectorExact
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Value
from django.db.models.functions import Greatest

from claims.models import StandingLink, Statement, StatementLink, StatementWords
from claims.models.statement import RECORDED
from claims.queries import article_rows
from claims.queries.article_rows import ArticleRow
from claims.queries.narrowing import on_topics
from claims.queries.search_article_words import SHOWN, said_in, texts_around
from claims.queries.search_fitting import Way, all_words, told
from claims.queries.search_given import Given
from claims.queries.search_newest import Order
from claims.queries.search_snippets import CUT, around
from claims.queries.search_words import LookedUp, Pieces, Sought, vector_query
from claims.queries.shapes import Prepared, Slots, TextSlot
from claims.querysets import among as listed
from claims.querysets import bears_visible, finds, visible_articles
from claimtrack.roles import Visitor, is_editor
from sources.choices import Display
from sources.models import Article, ArticleVersion
from sources.models.article import SEARCH_CONFIG, text_vector
from sources.querysets import among

ORDERS = (
    Order("published", "Last published", "published_earliest"),
    Order("recorded", "Recorded", ""),
)
#: Statements with the words that lead to articles, the newest.
NEWEST = 1_000
#: Texts with the words, where they are looked up.
TEXTS = 1_000_000
#: Articles whose texts have the words, the newest, where the search is narrowed.
NEWEST_TEXTS = 5_000
# Without the wall around the first part, the planner would cut every text into words to see whether it fits.
_TEXTS = """
    WITH found (key) AS MATERIALIZED ({found})
    SELECT article.id FROM found JOIN sources_article article ON article.current_version_id = found.key
    WHERE %s = '' OR article.display = %s
    ORDER BY article.published_earliest DESC NULLS LAST, article.id DESC LIMIT %s
"""
#: How many times as long an article takes to read as a statement: all of its statements are read.
SHARE = 16
#: Articles that are looked at for the numbers beside filters: much was said in each.
SAMPLED = 20
_ARTICLE = "statement__article_version__article"


_SEEN: Prepared[Any] = Prepared(
    lambda: visible_articles().filter(pk__in=Slots("pks")).order_by().values_list("pk")
)


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """One article. title, snippet: in pieces, (words, whether found); address: where the snippet stands."""

    row: ArticleRow
    title: Pieces
    snippet: Pieces
    address: str

    @property
    def pk(self) -> int:
        """The article's key."""
        return self.row.pk


def articles_met(way: Way, visitor: Visitor) -> Any:
    """Articles to which a way leads; `fits`: the visitor sees it, and all the words stand in one place of it
    that the visitor may read.

    Only of an article that is shown whole is the text searched for readers; of others they find the headline,
    and what was said.
    """
    rows: QuerySet[Any] = Article.objects.order_by()
    seen = Q() if is_editor(visitor) else bears_visible("article")
    if not way.newest:
        found = rows.filter(listed("id", _looked_up(way, visitor)))
        return found.annotate(fits=told(seen) if seen else Value(True))
    # In this order, each is asked where those before it leave it open: what is told quickest first.
    printed = (way.fit("search_key") | _shown_text(visitor) & Q(current_version__in=_texts_with())) & seen
    if is_editor(visitor):
        return rows.annotate(fits=told(printed))
    # What was said in an article was recorded together: its keys lie side by side in the index.
    recorded = StandingLink.objects.filter(article=OuterRef(OuterRef("pk"))).values("statement")
    words = StatementWords.objects.filter(way.fit("search_key"), listed("statement", recorded))
    bears = StandingLink.objects.visible().filter(statement=OuterRef("statement"))
    said = finds(words.filter(finds(bears, "target")), "statement")
    return rows.annotate(fits=told(printed | said))


def _looked_up(way: Way, visitor: Visitor) -> QuerySet[Any]:
    """Keys of articles to which words that are looked up lead, one or the other way."""
    rows: QuerySet[Any] = Article.objects.order_by()
    headlines = rows.filter(way.fit("search_key", bounded=True)).values("pk")
    texts = rows.filter(_shown_text(visitor), listed("current_version", _texts_with())).values("pk")
    if is_editor(visitor):
        return headlines.union(texts)
    words = StatementWords.objects.filter(way.fit("search_key", bounded=True))
    newest = words.order_by(Greatest("pk", "pk").desc()).values("pk")[:NEWEST]
    said = StandingLink.objects.filter(listed("statement", newest)).values("article")
    return headlines.union(texts, said)


def _shown_text(visitor: Visitor) -> Q:
    return Q() if is_editor(visitor) else Q(display=Display.WHOLE)


def _texts_with() -> QuerySet[Any]:
    """Keys of versions in which all words stand."""
    query = SearchQuery(LookedUp(TextSlot("folded")), config=SEARCH_CONFIG, search_type="raw")
    found = ArticleVersion.objects.order_by().filter(SearchVectorExact(text_vector(), query))
    # The wall of a limit: else the server would cut one text after the other into words to see if it fits.
    return found.values("pk")[:TEXTS]


def articles_found(given: Given, visitor: Visitor) -> QuerySet[Any]:
    """Articles in which all the words stand where the visitor may read them, and that fit what else is given.

    Which of them the visitor sees is asked of those on a page: see `articles_seen`.
    """
    rows: QuerySet[Any] = Article.objects.order_by()
    if given.sought:
        rows = rows.filter(_with_words(given.sought, visitor))
    if given.outlet:
        rows = rows.filter(Q(outlet__in=given.outlet) | Q(outlet__merged_into__in=given.outlet))
    if given.speaker or given.stance or given.topic:
        rows = rows.filter(pk__in=_links(given, visitor).values(_ARTICLE))
    if given.dated:
        rows = rows.filter(
            given.at("recorded_at") if given.clock == "recorded" else given.within("published")
        )
    return rows


def articles_seen(pks: Sequence[int]) -> Collection[int]:
    """Which of some articles readers see; see `search_newest.newest`. One query."""
    return [pk for (pk,) in _SEEN.rows(pks=list(pks))]


def rows_of_articles(pks: Sequence[int], visitor: Visitor, *, sought: Sought) -> tuple[FoundArticle, ...]:
    """What a list of results says of these, in their order. At most four queries."""
    rows = article_rows.rows_of_articles(pks, visitor)
    found = [row.pk for row in rows]
    texts = texts_around(found, sought, whole=is_editor(visitor)) if sought else {}
    said = said_in([pk for pk in found if pk not in texts], sought, visitor) if sought else {}
    return tuple(_found(row, sought, texts.get(row.pk, ""), said.get(row.pk, (0, ""))) for row in rows)


def _found(row: ArticleRow, sought: Sought, text: str, said: tuple[int, str]) -> FoundArticle:
    statement, words = said
    snippet = sought.marked(f"{CUT} {' '.join(text.split())} {CUT}" if text else words)
    return FoundArticle(
        row=row,
        title=sought.marked(row.title),
        snippet=around(snippet, SHOWN) if any(hit for _, hit in snippet) else (),
        address=f"#s{statement}" if statement else "",
    )


def _with_words(sought: Sought, visitor: Visitor) -> Q:
    """Articles that have all the words in one place that the visitor may read. Three queries at most."""
    headline = all_words(sought, "search_key", index="article_by_words")
    by_headline = Article.objects.order_by().filter(headline).values("pk")
    in_text = _in_texts(sought, whole=not is_editor(visitor))
    found = in_text if is_editor(visitor) else [*in_text, *_said_in(sought)]
    elsewhere = Article.objects.order_by().filter(among("id", found)).values("pk")
    return Q(pk__in=by_headline.union(elsewhere))


def _in_texts(sought: Sought, *, whole: bool) -> list[int]:
    """Articles with all the words in the current text, the newest; whole: of those shown whole alone."""
    query = vector_query(sought, config=SEARCH_CONFIG)
    versions = ArticleVersion.objects.order_by().filter(Q(SearchVectorExact(text_vector(), query)))
    found, values = versions.values_list("pk").query.sql_with_params()
    shown = Display.WHOLE if whole else ""
    with connection.cursor() as cursor:
        cursor.execute(_TEXTS.format(found=found), [*values, shown, shown, NEWEST_TEXTS])
        return [row[0] for row in cursor.fetchall()]


def _said_in(sought: Sought) -> list[int]:
    """Articles in which readers see a statement with all the words: of the newest, so many at most.

    Two queries. Read apart, so that words that are everywhere never bring all there is.
    """
    fits = all_words(sought, "words__search_key", index="statement_by_words")
    rows = Statement.objects.filter(fits, RECORDED, words__isnull=False).order_by("-pk")
    seen = Statement.objects.visible().filter(among("id", rows.values_list("pk", flat=True)[:NEWEST]))
    return list(seen.order_by().values_list("article_version__article", flat=True).distinct())


def _links(given: Given, visitor: Visitor) -> QuerySet[Any]:
    """What was said in articles by the speakers, in the stances and under the topics that were chosen."""
    links: QuerySet[StatementLink] = StatementLink.objects.seen_by(visitor).confirmed().order_by()
    if given.speaker:
        speaker = "statement__speaker"
        links = links.filter(
            Q(**{f"{speaker}__in": given.speaker}) | Q(**{f"{speaker}__merged_into__in": given.speaker})
        )
    if given.stance:
        links = links.filter(stance__in=given.stance)
    if given.topic:
        links = on_topics(links, given.topic)
    return links
