"""The list of articles, newest first, as its visitor may see it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import product
from typing import Any, NamedTuple

from django.db.models import BigIntegerField, Q, QuerySet

from claims.queries.article_rows import ArticleRow, Listed, article_rows, listed, read
from claims.queries.keys import Key, Turn, cut
from claims.queries.seen_article import articles_for
from claims.queries.shapes import MomentSlot, Prepared, Slot
from claimtrack.roles import Visitor, is_editor

PAGE = 30
#: Before and after all rows.
_FIRST = Key(datetime.max.replace(tzinfo=UTC), BigIntegerField.MAX_BIGINT)
_LAST = Key(datetime.min.replace(tzinfo=UTC), 0)


@dataclass(frozen=True, slots=True)
class ArticleList:
    """A page of the list; newer and older are keys for `before` and `after`, "" where there is no page."""

    rows: tuple[ArticleRow, ...]
    newer: str
    older: str


def list_articles(visitor: Visitor, *, turn: Turn) -> ArticleList:
    """Read one page. One query, two at the end of those with a moment; and see `article_rows`."""
    found = _read(turn, for_editor=is_editor(visitor))
    page = cut(len(found), size=PAGE, turn=turn)
    articles = found[: page.size]
    if turn.before:
        articles.reverse()
    return ArticleList(
        rows=article_rows(articles, visitor),
        newer=_key(articles[0]) if articles and page.newer else "",
        older=_key(articles[-1]) if articles and page.older else "",
    )


def _key(article: Listed) -> str:
    return str(Key(article.published.earliest, article.pk))


class Stretch(NamedTuple):
    """Articles on one side of a key: with a moment, or without one."""

    for_editor: bool
    dated: bool
    backwards: bool


def _read(turn: Turn, *, for_editor: bool) -> list[Listed]:
    """A page and one article more; before a key, the nearest first. Two queries at most.

    Articles without a moment come last, and are asked for by themselves: one condition bounds an index.
    """
    found: list[Any] = []
    for dated, key in _stretches(turn):
        if len(found) <= PAGE:
            shape = STRETCHES[Stretch(for_editor, dated, backwards=turn.before is not None)]
            found += shape.rows(pk=key.pk, **({"moment": key.moment} if dated and key.moment else {}))
    return read(found[: PAGE + 1])


def _stretches(turn: Turn) -> Iterator[tuple[bool, Key]]:
    """What a page may be made of, in the order in which it is read: whether with moments, and from where."""
    key = turn.after or turn.before or _FIRST
    if key.moment:
        yield True, key
        if not turn.before:
            yield False, _FIRST
        return
    yield False, key
    if turn.before:
        yield True, _LAST


def _stretch(stretch: Stretch) -> QuerySet[Any, Any]:
    side = "gt" if stretch.backwards else "lt"
    beyond = Q(**{f"pk__{side}": Slot("pk")})
    if stretch.dated:
        moment = MomentSlot("moment")
        # In this form it bounds the index of the list.
        beyond = Q(**{f"published_earliest__{side}e": moment}) & (
            Q(**{f"published_earliest__{side}": moment}) | beyond
        )
    rows = articles_for(for_editor=stretch.for_editor).filter(
        beyond, published_earliest__isnull=not stretch.dated
    )
    ordered = rows.newest_first()
    in_order = ordered.reverse() if stretch.backwards else ordered
    return listed(in_order, for_editor=stretch.for_editor)[: PAGE + 1]


STRETCHES: dict[Stretch, Prepared[Any]] = {
    stretch: Prepared(partial(_stretch, stretch))
    for stretch in map(Stretch._make, product((False, True), repeat=3))
}
