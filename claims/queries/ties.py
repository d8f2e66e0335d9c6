"""What ties an article to others that say the same: what it copies or translates, and who copied it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from claims.queries.seen_article import Seen
from claims.queries.wording import address, outlet_name
from claims.querysets import articles_seen_by
from claimtrack.roles import Visitor
from sources.models import Article, Outlet
from sources.querysets import ArticleQuerySet

#: Copies that are told of one article, the newest.
MOST = 50
#: To be loaded with an article for `tie_to`.
RELATED = tuple(
    f"{tie}__{path}"
    for tie, path in (
        ("reprint_of", "outlet__merged_into"),
        ("reprint_of_outlet", "merged_into"),
        ("translation_of", "outlet__merged_into"),
        ("translation_of_outlet", "merged_into"),
    )
)


@dataclass(frozen=True, slots=True)
class Tie:
    """Another article: its headline ("": not known to us, or not to be seen), its outlet, its page."""

    title: str
    outlet: str
    address: str


@dataclass(frozen=True, slots=True)
class Ties:
    """reprint, translation: what it is one of. reprints, translations: who made one. more: there are more."""

    reprint: Tie | None
    translation: Tie | None
    reprints: tuple[Tie, ...]
    translations: tuple[Tie, ...]
    more: bool


def with_ties(articles: ArticleQuerySet, visitor: Visitor) -> ArticleQuerySet:
    """With all that `tie_to` needs loaded, and whether the visitor sees what they are copies of."""
    seen = articles_seen_by(visitor)
    found: ArticleQuerySet = articles.select_related(*RELATED).annotate(
        original_seen=Exists(seen.filter(pk=OuterRef("reprint_of_id"))),
        translated_seen=Exists(seen.filter(pk=OuterRef("translation_of_id"))),
    )
    return found


def ties_of(article: Seen, visitor: Visitor) -> Ties:
    """The ties of an article, as far as the visitor sees the others. Two queries, none where it has none.

    An original that the visitor may not see is told by its outlet alone; a copy is not told then.
    """
    reprint, translation = _originals(article.pk, visitor) if article.is_tied else (None, None)
    found = _copies(article.pk, visitor) if article.is_copied else []
    told = found[:MOST]
    return Ties(
        reprint=reprint,
        translation=translation,
        reprints=tuple(tie_to_seen(one) for one in told if one.reprint_of_id == article.pk),
        translations=tuple(tie_to_seen(one) for one in told if one.reprint_of_id != article.pk),
        more=len(found) > MOST,
    )


def _originals(article: int, visitor: Visitor) -> tuple[Tie | None, Tie | None]:
    """What it reprints, and what it translates. One query."""
    one: Any = with_ties(Article.objects.filter(pk=article), visitor).get()
    return (
        tie_to(one.reprint_of, one.reprint_of_outlet, seen=one.original_seen),
        tie_to(one.translation_of, one.translation_of_outlet, seen=one.translated_seen),
    )


def _copies(article: int, visitor: Visitor) -> list[Article]:
    """The newest that the visitor sees, one more than are told. One query."""
    copies = articles_seen_by(visitor).filter(Q(reprint_of=article) | Q(translation_of=article))
    return list(copies.select_related("outlet__merged_into").order_by("-pk")[: MOST + 1])


def tie_to(original: Article | None, outlet: Outlet | None, *, seen: bool) -> Tie | None:
    """A tie to an article, or to nothing but the outlet it came from."""
    if original is None:
        return Tie("", outlet_name(outlet), "") if outlet else None
    return tie_to_seen(original) if seen else Tie("", outlet_name(original.outlet), "")


def tie_to_seen(article: Article) -> Tie:
    """A tie to an article that the visitor sees."""
    return Tie(article.headline, outlet_name(article.outlet), address("claims:article", pk=article.pk))
