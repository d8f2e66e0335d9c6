"""What ties an article to others that say the same: what it copies or translates, and who copied it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from claims.queries.seen_article import Seen, articles_for
from claims.queries.shapes import Prepared, Slot
from claims.queries.wording import OUTLET_UNKNOWN, address, outlet_name
from claimtrack.roles import Visitor, is_editor
from sources.models import Article, Outlet

#: Copies that are told of one article, the newest; and how many are read.
MOST = 50
_READ = MOST + 1
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


NO_TIES = Ties(None, None, (), (), more=False)


def ties_of(article: Seen, visitor: Visitor) -> Ties:
    """The ties of an article, as far as the visitor sees the others. Two queries, none where it has none.

    An original that the visitor may not see is told by its outlet alone; a copy is not told then.
    """
    for_editor = is_editor(visitor)
    if not article.is_tied and not article.is_copied:
        return NO_TIES
    one = ORIGINALS[for_editor].rows(article=article.pk)[0] if article.is_tied else None
    found = [Copy(*row) for row in COPIES[for_editor].rows(article=article.pk)] if article.is_copied else []
    told = found[:MOST]
    return Ties(
        reprint=_original(one, "reprint_of", "original_seen"),
        translation=_original(one, "translation_of", "translated_seen"),
        reprints=tuple(_tie(copy) for copy in told if copy.reprint_of == article.pk),
        translations=tuple(_tie(copy) for copy in told if copy.reprint_of != article.pk),
        more=len(found) > MOST,
    )


def _original(article: Any, tie: str, seen: str) -> Tie | None:
    """What the article is one of, by the names of its columns; None without an article."""
    if article is None:
        return None
    return tie_to(getattr(article, tie), getattr(article, f"{tie}_outlet"), seen=getattr(article, seen))


class Copy(NamedTuple):
    """A copy that the visitor sees; outlet: its name, over a merge."""

    pk: int
    headline: str
    outlet: str | None
    reprint_of: int | None


def _tie(copy: Copy) -> Tie:
    return Tie(copy.headline, copy.outlet or OUTLET_UNKNOWN, address("claims:article", pk=copy.pk))


def _originals(*, for_editor: bool) -> QuerySet[Any]:
    """The article with what it is a copy of, and whether the visitor sees that."""
    seen = articles_for(for_editor=for_editor)
    rows = Article.objects.filter(pk=Slot("article")).select_related(*RELATED)
    found: QuerySet[Any] = rows.annotate(
        original_seen=Exists(seen.filter(pk=OuterRef("reprint_of_id"))),
        translated_seen=Exists(seen.filter(pk=OuterRef("translation_of_id"))),
    )
    return found


def _copies(*, for_editor: bool) -> QuerySet[Any, Any]:
    """The newest, one more than are told."""
    of_it = Q(reprint_of=Slot("article")) | Q(translation_of=Slot("article"))
    name = Coalesce("outlet__merged_into__name", "outlet__name")
    rows: QuerySet[Any] = articles_for(for_editor=for_editor).filter(of_it).order_by("-pk")
    copies: QuerySet[Any, Any] = rows.values_list("pk", "headline", name, "reprint_of_id")[:_READ]
    return copies


#: For readers and for editors.
ORIGINALS: dict[bool, Prepared[Any]] = {
    for_editor: Prepared(partial(_originals, for_editor=for_editor)) for for_editor in (False, True)
}
COPIES: dict[bool, Prepared[Any]] = {
    for_editor: Prepared(partial(_copies, for_editor=for_editor)) for for_editor in (False, True)
}


def tie_to(original: Article | None, outlet: Outlet | None, *, seen: bool) -> Tie | None:
    """A tie to an article, or to nothing but the outlet it came from."""
    if original is None:
        return Tie("", outlet_name(outlet), "") if outlet else None
    return tie_to_seen(original) if seen else Tie("", outlet_name(original.outlet), "")


def tie_to_seen(article: Article) -> Tie:
    """A tie to an article that the visitor sees."""
    return Tie(article.headline, outlet_name(article.outlet), address("claims:article", pk=article.pk))
