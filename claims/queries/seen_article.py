"""An article as its visitor may see it, read for its own page: values, and one query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from claims.excerpts import Part
from claims.marks import Flaw
from claims.queries.flaws import flaw_of
from claims.queries.gathered import gathered
from claims.queries.shapes import Prepared, Slot
from claims.queries.wording import OUTLET_UNKNOWN, outlet_kind
from claims.querysets import finds, visible_articles
from claimtrack.roles import Visitor, is_editor
from sources.clocks import ClockValue
from sources.models import Article, Block, Damage, DeclaredFact, OutletAddress, PublisherNotice
from sources.models.clock import PARTS
from sources.querysets import ArticleQuerySet

#: Rows in one column, see `gathered`.
Rows = Sequence[Sequence[Any]]
#: The columns that a page says as they are, in the order of `Seen`.
_STORED = (
    *("pk", "headline", "byline", "language", "display", "address", "recorded_at", "removed_at"),
    *("withdrawn_at", "withdrawn_reason", "batch__withdrawn_at", "batch__withdrawn_reason"),
)
_TIES = ("reprint_of_id", "reprint_of_outlet_id", "translation_of_id", "translation_of_outlet_id")
_DAMAGE = ("start", "end", "what", "reading", "original_hex")


@dataclass(frozen=True, slots=True)
class SeenVersion:
    """The current text of an article with its layout and its damaged places."""

    pk: int
    number: int
    text: str
    parts: Sequence[Part]
    flaws: tuple[Flaw, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What is stored of one article that its visitor may see; names of outlets over merges.

    outlet_slug: "" where the outlet has no page. credited_to: "" for nobody. batch_withdrawn_*: of its batch.
    is_tied, is_copied: it has, or may have, what `ties_of` tells. has_notices, is_declared_twice: there is
    more to ask for.
    """

    published: ClockValue
    version: SeenVersion | None
    outlet: str
    outlet_kind: str
    outlet_slug: str
    credited_to: str
    is_tied: bool
    is_copied: bool
    has_notices: bool
    is_declared_twice: bool
    pk: int
    headline: str
    byline: str
    language: str
    display: str
    address: str
    recorded_at: datetime
    removed_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str
    batch_withdrawn_at: datetime | None
    batch_withdrawn_reason: str


def articles_for(*, for_editor: bool) -> ArticleQuerySet:
    """What editors, or readers, see: for what is written once for each."""
    return Article.objects.all() if for_editor else visible_articles()


def find_article(pk: int, visitor: Visitor) -> Seen | None:
    """The article, if the visitor may see it; with the text of its current version. One query."""
    if pk > BigIntegerField.MAX_BIGINT:
        return None
    found = ARTICLES[is_editor(visitor)].rows(pk=pk)
    return _seen(iter(found[0])) if found else None


def _seen(columns: Iterator[Any]) -> Seen:
    """In the order of `_columns`."""
    stored = list(islice(columns, len(_STORED)))
    published = ClockValue(*islice(columns, len(PARTS)))
    name, kind, slug, credited_to = islice(columns, 4)
    more, tied = list(islice(columns, 3)), list(islice(columns, len(_TIES)))
    names = name or OUTLET_UNKNOWN, outlet_kind(kind), slug or "", credited_to or ""
    return Seen(published, _version(*columns), *names, any(tied), *more, *stored)


def _version(pk: int | None, number: int, text: str, blocks: Rows, damage: Rows) -> SeenVersion | None:
    if pk is None:
        return None
    parts = [Part(*block) for block in blocks]
    return SeenVersion(pk, number, text, parts, tuple(flaw_of(text, *place) for place in damage))


def _articles(*, for_editor: bool) -> QuerySet[Any, Any]:
    seen = articles_for(for_editor=for_editor)
    found: QuerySet[Any, Any] = seen.filter(pk=Slot("pk")).annotate(**_more()).values_list(*_columns())
    return found


def _columns() -> Iterator[Any]:
    yield from _STORED
    yield from (f"published_{part}" for part in PARTS)
    yield Coalesce("outlet__merged_into__name", "outlet__name")
    yield from ("outlet__kind", "outlet_slug")
    yield Coalesce("credited_to__merged_into__name", "credited_to__name")
    yield from ("is_copied", "has_notices", "is_declared_twice")
    yield from _TIES
    yield from ("current_version_id", "current_version__number", "current_version__text")
    yield from ("blocks", "damage")


def _more() -> dict[str, Any]:
    """What is told of other tables."""
    outlet = Coalesce(OuterRef("outlet__merged_into_id"), OuterRef("outlet_id"))
    # Whoever sees an article sees its outlet.
    at = OutletAddress.objects.filter(target=outlet, current=True).values("slug")
    of_text, here = {"version": OuterRef("current_version")}, {"article": OuterRef("pk")}
    copies = [
        finds(Article.objects.filter(**{tie: OuterRef("pk")}), "pk")
        for tie in ("reprint_of", "translation_of")
    ]
    by_field = DeclaredFact.objects.filter(**here).order_by().values("field").annotate(told=Count("pk"))
    return {
        "outlet_slug": Subquery(at[:1]),
        "is_copied": ExpressionWrapper(copies[0] | copies[1], BooleanField()),
        "has_notices": Exists(PublisherNotice.objects.filter(**here)),
        "is_declared_twice": Exists(by_field.filter(told__gt=1)),
        "blocks": gathered(
            Block.objects.filter(**of_text).order_by("start"), "start", "end", "kind", "reason"
        ),
        "damage": gathered(Damage.objects.filter(**of_text).order_by("start", "end"), *_DAMAGE),
    }


#: For readers and for editors.
ARTICLES: dict[bool, Prepared[Any]] = {
    for_editor: Prepared(partial(_articles, for_editor=for_editor)) for for_editor in (False, True)
}
