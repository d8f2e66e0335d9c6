"""Articles that a search finds: by headline and text, as far as the visitor may read it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchVectorExact
from django.db import connection
from django.db.models import F, Q, QuerySet, Value

from claims.models import ArticleWords, StandingLink, StatementLink
from claims.queries import article_rows
from claims.queries.article_rows import ArticleRow
from claims.queries.narrowing import claims_under, on_topics
from claims.queries.search_article_words import SHOWN, Said, covered, words_in
from claims.queries.search_fitting import Holds, Way, all_words, terms_in, told
from claims.queries.search_given import Given
from claims.queries.search_newest import Order
from claims.queries.search_snippets import CUT, around
from claims.queries.search_words import LookedUp, Pieces, Sought, vector_query
from claims.queries.shapes import Prepared, Slots, TextSlot
from claims.queries.shapes_joined import Keys, Question
from claims.querysets import among as listed
from claims.querysets import visible_articles, words_seen
from claimtrack.roles import Visitor, is_editor
from sources.models import Article, ArticleVersion
from sources.models.article import SEARCH_CONFIG, text_vector
from sources.querysets import among

ORDERS = (
    Order("published", "Last published", "published_earliest"),
    Order("recorded", "Recorded", ""),
)
#: Of whose words it is known how common they are.
INDEX = ArticleWords._meta.db_table
#: Texts with the words, where they are looked up.
TEXTS = 1_000_000
#: Articles whose texts have the words, the newest, where the search is narrowed.
NEWEST_TEXTS = 5_000
# Without the wall around the first part, the planner would cut every text into words to see whether it fits.
_TEXTS = """
    WITH found (key) AS MATERIALIZED ({found})
    SELECT article.id FROM found JOIN sources_article article ON article.current_version_id = found.key
    ORDER BY article.published_earliest DESC NULLS LAST, article.id DESC LIMIT %s
"""
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
    """Articles to which a way leads; `fits`: the visitor sees it, and may read all the words there.

    Readers find the words anywhere in the headline, in what was said, and in a text that is shown whole;
    editors find all in the headline, or all in the text, whatever is shown of it.
    """
    if not is_editor(visitor):
        words = ArticleWords.objects.order_by().alias(published_earliest=F("published_from"))
        if way.newest:
            return words.annotate(fits=told(words_seen(_fit, whole=_fit(F("words")))))
        # Told before they are put in order: to carry the words through a sort takes longer.
        whole = way.leads & _fit(F("words")) if way.read else way.leads
        return words.filter(words_seen(_fit, whole=whole)).annotate(fits=Value(True))
    rows: QuerySet[Any] = Article.objects.order_by()
    if way.newest:
        return rows.annotate(fits=told(way.fit("search_key") | Q(current_version__in=_texts_with())))
    headlines = rows.filter(way.fit("search_key", bounded=True)).values("pk")
    texts = rows.filter(listed("current_version", _texts_with())).values("pk")
    return rows.filter(listed("id", headlines.union(texts))).annotate(fits=Value(True))


def _fit(words: Any) -> Q:
    """All the words stand there."""
    return Q(Holds(words, terms_in("folded")))


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
        for_editor = is_editor(visitor)
        said = _links(given).values(_ARTICLE) if for_editor else _standing(given).values("article")
        rows = rows.filter(pk__in=said)
    if given.dated:
        rows = rows.filter(
            given.at("recorded_at") if given.clock == "recorded" else given.within("published")
        )
    return rows


def articles_seen(pks: Sequence[int]) -> Collection[int]:
    """Which of some articles readers see; see `search_newest.newest`. One query."""
    return [pk for (pk,) in _SEEN.rows(pks=list(pks))]


def told_of(articles: Keys, visitor: Visitor, *, sought: Sought) -> tuple[Question, ...]:
    """What a list of results says of these; see `rows_of_articles`."""
    rows = article_rows.question_of(articles, visitor)
    return (rows, words_in(articles, sought, visitor)) if sought else (rows,)


_NOTHING = Said(0, ())


def rows_of_articles(
    pks: Sequence[int], visitor: Visitor, *, sought: Sought, answer: Sequence[Any]
) -> tuple[FoundArticle, ...]:
    """What a list of results says of these, in their order. answer: to `told_of`. See `article_rows`."""
    listed, *where = answer
    told = covered(row for rows in where for row in rows)
    found = article_rows.article_rows(article_rows.in_order(pks, listed), visitor)
    return tuple(_found(row, sought, told.get(row.pk, _NOTHING)) for row in found)


def _found(row: ArticleRow, sought: Sought, said: Said) -> FoundArticle:
    return FoundArticle(
        row=row,
        title=sought.marked(row.title),
        snippet=_snippet([sought.marked(one) for one in said.texts]),
        address=f"#s{said.statement}" if said.statement else "",
    )


def _snippet(texts: Sequence[Pieces]) -> Pieces:
    """Each text around what was found in it, as much as there is room for; nothing of those without."""
    found = [pieces for pieces in texts if any(hit for _, hit in pieces)]
    shown = [around(pieces, SHOWN // len(found)) for pieces in found]
    return tuple(
        piece for place, one in enumerate(shown) for piece in (((f" {CUT} ", False),) if place else ()) + one
    )


def _with_words(sought: Sought, visitor: Visitor) -> Q:
    """Articles that have all the words where the visitor may read them. One query, for editors."""
    if not is_editor(visitor):
        terms = vector_query(sought.words, config=SEARCH_CONFIG)
        fits = words_seen(lambda seen: Q(Holds(seen, terms)), whole=Q(Holds(F("words"), terms)))
        words = ArticleWords.objects.order_by().filter(fits)
        return Q(pk__in=words.values("article"))
    headline = all_words(sought, "search_key", index="article_by_words")
    by_headline = Article.objects.order_by().filter(headline).values("pk")
    in_text = Article.objects.order_by().filter(among("id", _in_texts(sought))).values("pk")
    return Q(pk__in=by_headline.union(in_text))


def _in_texts(sought: Sought) -> list[int]:
    """Articles with all the words in the current text, the newest."""
    query = vector_query(sought.words, config=SEARCH_CONFIG)
    versions = ArticleVersion.objects.order_by().filter(Q(SearchVectorExact(text_vector(), query)))
    found, values = versions.values_list("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(_TEXTS.format(found=found), [*values, NEWEST_TEXTS])
        return [row[0] for row in cursor.fetchall()]


def _standing(given: Given) -> QuerySet[Any]:
    """What readers see said in articles by the speakers, in the stances and under the topics chosen."""
    links: QuerySet[StandingLink] = StandingLink.objects.visible().order_by()
    if given.speaker:
        links = links.filter(speaker__in=given.speaker)
    if given.stance:
        links = links.filter(stance__in=given.stance)
    return links.filter(listed("target_id", claims_under(given.topic))) if given.topic else links


def _links(given: Given) -> QuerySet[Any]:
    """The same for editors, who see all of it."""
    links: QuerySet[StatementLink] = StatementLink.objects.confirmed().order_by()
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
