"""An article as its visitor may see it, read for its own page: values, and one query."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial, reduce
from itertools import accumulate
from operator import or_
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
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
#: The columns that a page says as they are, in the order of `Seen`; and those that only editors are told.
_STORED = ("pk", "headline", "byline", "language", "display", "address", "recorded_at")
_GONE = (
    *("removed_at", "withdrawn_at", "withdrawn_reason"),
    *("batch__withdrawn_at", "batch__withdrawn_reason"),
)
_TIES = ("reprint_of", "reprint_of_outlet", "translation_of", "translation_of_outlet")
_DAMAGE = ("start", "end", "what", "reading", "original_hex")
#: Where in a row end its clock, its outlets, what more there is to ask for, and its version.
_CLOCK, _OUTLETS, _MORE, _VERSION = accumulate((len(PARTS), 4, 4, 5))


class SeenVersion(NamedTuple):
    """The current text of an article with its layout and its damaged places."""

    pk: int
    number: int
    text: str
    parts: Sequence[Part]
    flaws: tuple[Flaw, ...]


class Seen(NamedTuple):
    """What is stored of one article that its visitor may see; names of outlets over merges.

    outlet_slug: "" where the outlet has no page. credited_to: "" for nobody. removed_at, withdrawn_*,
    batch_withdrawn_* (of its batch): for editors; what readers see is none of these.
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
    removed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    withdrawn_reason: str = ""
    batch_withdrawn_at: datetime | None = None
    batch_withdrawn_reason: str = ""


def articles_for(*, for_editor: bool) -> ArticleQuerySet:
    """What editors, or readers, see: for what is written once for each."""
    return Article.objects.all() if for_editor else visible_articles()


def find_article(pk: int, visitor: Visitor) -> Seen | None:
    """The article, if the visitor may see it; with the text of its current version. One query."""
    if pk > BigIntegerField.MAX_BIGINT:
        return None
    found = ARTICLES[is_editor(visitor)].rows(pk=pk)
    return _seen(found[0]) if found else None


def _seen(row: Sequence[Any]) -> Seen:
    """In the order of `_columns`."""
    name, kind, slug, credited_to = row[_CLOCK:_OUTLETS]
    return Seen(
        ClockValue(*row[:_CLOCK]),
        _version(*row[_MORE:_VERSION]),
        *(name or OUTLET_UNKNOWN, outlet_kind(kind), slug or "", credited_to or ""),
        *row[_OUTLETS:_MORE],
        *row[_VERSION:],
    )


def _version(pk: int | None, number: int, text: str, blocks: Rows, damage: Rows) -> SeenVersion | None:
    if pk is None:
        return None
    flaws = tuple([flaw_of(text, *place) for place in damage])
    return SeenVersion(pk, number, text, [Part(*block) for block in blocks], flaws)


def _articles(*, for_editor: bool) -> QuerySet[Any, Any]:
    seen = articles_for(for_editor=for_editor)
    found = seen.filter(pk=Slot("pk")).annotate(**_more())
    values: QuerySet[Any, Any] = found.values_list(*_columns(), *(_GONE if for_editor else ()))
    return values


def _columns() -> Iterator[Any]:
    yield from (f"published_{part}" for part in PARTS)
    yield Coalesce("outlet__merged_into__name", "outlet__name")
    yield from ("outlet__kind", "outlet_slug")
    yield Coalesce("credited_to__merged_into__name", "credited_to__name")
    yield from ("is_tied", "is_copied", "has_notices", "is_declared_twice")
    yield from ("current_version_id", "current_version__number", "current_version__text")
    yield from ("blocks", "damage")
    yield from _STORED


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
    tied = [Q(**{f"{tie}__isnull": False}) for tie in _TIES]
    by_field = DeclaredFact.objects.filter(**here).order_by().values("field").annotate(told=Count("pk"))
    return {
        "outlet_slug": Subquery(at[:1]),
        "is_tied": ExpressionWrapper(reduce(or_, tied), BooleanField()),
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
