"""The editors' queue in its first form: articles, newest first, with what is recorded in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models import Count, Q

from claims.choices import StatementState
from claims.models import Statement
from claims.queries.desk_work import Narrowed, Work, work_of
from claims.queries.keys import Key, Turn, cut
from claims.queries.titles import opening_words, title_of
from claims.queries.wording import When, outlet_name, when
from sources.folding import fold
from sources.models import Article, ArticleVersion
from sources.models.article import SEARCH_CONFIG, text_vector

PAGE = 25


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One article. recorded, proposed: statements confirmed, and waiting for a person; tags: its state."""

    pk: int
    title: str
    language: str
    outlet: str
    published: When
    recorded: int
    proposed: int
    tags: tuple[str, ...]
    work: Work


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the queue; newer and older are keys for `before` and `after`, "" where there is no page."""

    rows: tuple[QueueRow, ...]
    newer: str
    older: str


def read_queue(*, words: str, turn: Turn, narrowed: Narrowed = Narrowed()) -> Queue:  # noqa: B008 - frozen
    """Read one page of the articles that have all the words, in headline and byline or in the text.

    narrowed: only those in a state, or somebody's. Two queries, one if empty.
    """
    here = Article.objects.filter(_with_words(words), narrowed.condition, removed_at__isnull=True)
    ordered = here.select_related("desk_item__assignee").newest_first()
    if turn.before:
        ordered = ordered.reverse()
    rows = ordered.filter(turn.condition("published_earliest")).annotate(first_words=opening_words())
    found = list(rows.with_outlet()[: PAGE + 1])
    page = cut(len(found), size=PAGE, turn=turn)
    articles = found[: page.size]
    if turn.before:
        articles.reverse()
    return Queue(
        rows=_rows(articles, narrowed.me) if articles else (),
        newer=_key(articles[0]) if articles and page.newer else "",
        older=_key(articles[-1]) if articles and page.older else "",
    )


def _with_words(words: str) -> Q:
    """Headline and byline have all of the words or parts of words, or the text all of the words."""
    folded = fold(words).split()
    if not folded:
        return Q()
    wanted = Q()
    for word in folded:
        wanted &= Q(search_key__contains=word)
    texts = ArticleVersion.objects.annotate(found=text_vector())
    return wanted | Q(current_version__in=texts.filter(found=SearchQuery(words, config=SEARCH_CONFIG)))


def _key(article: Article) -> str:
    return str(Key(article.published.earliest, article.pk))


def _rows(articles: Sequence[Article], me: int) -> tuple[QueueRow, ...]:
    counted = (
        Statement.objects.filter(article_version__article__in=articles)
        .order_by()
        .values_list("article_version__article")
        .annotate(
            recorded=Count("pk", filter=Q(state=StatementState.CONFIRMED)),
            proposed=Count("pk", filter=Q(state=StatementState.PROPOSED)),
        )
    )
    numbers = {article: (recorded, proposed) for article, recorded, proposed in counted}
    return tuple(_row(article, me, *numbers.get(article.pk, (0, 0))) for article in articles)


def _row(article: Article, me: int, recorded: int, proposed: int) -> QueueRow:
    states = {"withdrawn": article.withdrawn_at, "another save": article.same_as_id}
    return QueueRow(
        pk=article.pk,
        title=title_of(article, article.first_words or ""),  # type: ignore[attr-defined]
        language=article.language,
        outlet=outlet_name(article.outlet),
        published=when(article.published),
        recorded=recorded,
        proposed=proposed,
        tags=tuple(words for words, holds in states.items() if holds),
        work=work_of(article, me),
    )
