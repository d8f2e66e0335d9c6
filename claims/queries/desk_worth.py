"""What the desk does first: articles by what of them waits, and why each is worth an editor's time."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from claims.models import Reading
from claims.queries.titles import opening_words, title_of
from claims.queries.wording import When, outlet_name, when
from claims.services.weighing import Waiting, waiting_in
from claimtrack.words import counted
from sources.models import Article

PAGE = 25
#: So many stand before the articles by date.
FIRST = 5


@dataclass(frozen=True, slots=True)
class WorthRow:
    """One article. why: what waits in it, in words, the weightiest first."""

    pk: int
    title: str
    language: str
    outlet: str
    published: When
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorthList:
    """Articles by worth. more: the key of the next page, "" where there is none."""

    rows: tuple[WorthRow, ...]
    more: str


def read_worth(*, after: str = "", size: int = PAGE) -> WorthList:
    """Articles in which proposals wait, the weightiest first; `after` is a key, a mangled one the beginning.

    Four queries, one if empty; one more where a suggested claim has figures.
    """
    readings = list(_waiting(after)[: size + 1])
    shown = readings[:size]
    articles = _articles(shown)
    waiting = waiting_in([row.article_version_id for row in shown]) if shown else {}
    rows = tuple(
        _row(articles[row.article_version_id], waiting.get(row.article_version_id, Waiting()))
        for row in shown
        if row.article_version_id in articles
    )
    last = shown[-1] if len(readings) > size else None
    return WorthList(rows, f"{last.worth},{last.pk}" if last else "")


def _waiting(after: str) -> QuerySet[Reading]:
    current = F("article_version__article__current_version")
    rows = Reading.objects.filter(worth__gt=0, article_version=current)
    rows = rows.filter(
        article_version__article__removed_at__isnull=True,
        article_version__article__withdrawn_at__isnull=True,
    )
    worth, _, pk = after.partition(",")
    if _is_number(worth) and _is_number(pk):
        rows = rows.filter(Q(worth__lt=worth) | Q(worth=worth, pk__lt=pk))
    return rows.order_by("-worth", "-pk").only("worth", "article_version")


def _is_number(given: str) -> bool:
    return given.isascii() and given.isdecimal() and len(given) < 10


def _articles(readings: list[Reading]) -> dict[int, Article]:
    """By their current texts."""
    if not readings:
        return {}
    versions = [row.article_version_id for row in readings]
    rows = Article.objects.filter(current_version__in=versions).with_outlet()
    return {row.current_version_id: row for row in rows.annotate(first_words=opening_words())}


def _row(article: Article, waiting: Waiting) -> WorthRow:
    return WorthRow(
        pk=article.pk,
        title=title_of(article, article.first_words or ""),  # type: ignore[attr-defined]
        language=article.language,
        outlet=outlet_name(article.outlet),
        published=when(article.published),
        why=_why(waiting),
    )


def _why(waiting: Waiting) -> tuple[str, ...]:
    """ "2 deny a claim that readers see", "a figure is another than those recorded", "12 proposals"."""
    words = []
    if waiting.denials:
        deny = "denies" if waiting.denials == 1 else "deny"
        words.append(f"{waiting.denials} {deny} a claim that readers see")
    if waiting.figures:
        words.append(f"{counted(waiting.figures, 'figure')} not recorded yet of a known claim")
    return (*words, f"{counted(waiting.proposals, 'proposal')} to decide")
