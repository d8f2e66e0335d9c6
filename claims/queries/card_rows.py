"""The statements of an article as they are read: values, and one query however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce

from claims.choices import Part
from claims.models import Relay, Statement, StatementLink, StatementPassage
from claims.queries.gathered import gathered
from claims.queries.linked import with_claim
from claims.queries.shapes import Prepared, Slot
from claims.querysets import current_slug
from claimtrack.roles import Visitor, is_editor
from sources.clocks import ClockValue
from sources.models.clock import PARTS

_CLOCK = len(PARTS)
#: A passage of a statement: which part of it, its words, where they stand (code points), and how anchored.
PartRow = tuple[str, str, int, int, str]


class LinkRow(NamedTuple):
    """A link; claim and slug: of the claim it counts for, over a merge. shown: readers see it too."""

    stance: str
    claim: str
    slug: str | None
    shown: bool


class StatementRow(NamedTuple):
    """A statement; names and `slug` are of speakers over merges. text_at: when its text reached us.

    links: as `LinkRow` has them. relays: (who, channel), from the speaker on.
    """

    said: ClockValue
    parts: Sequence[PartRow]
    links: Sequence[Sequence[Any]]
    relays: Sequence[tuple[str, str]]
    pk: int
    version: int
    text_at: datetime
    voice: str
    speaker: int | None
    name: str | None
    slug: str | None
    printed: str | None
    role: str
    speaks_for: str | None
    mode: str
    origin_dropped: bool


def statement_rows(article: int, visitor: Visitor) -> list[StatementRow]:
    """Every confirmed statement of the article that the visitor may see, in recording order. One query."""
    found = STATEMENTS[is_editor(visitor)].rows(article=article)
    return [StatementRow(ClockValue(*row[:_CLOCK]), *row[_CLOCK:]) for row in found]


def _statements(*, for_editor: bool) -> QuerySet[Any, Any]:
    rows = Statement.objects.all() if for_editor else Statement.objects.visible()
    told = rows.confirmed().filter(article_version__article=Slot("article"))
    told = told.annotate(
        told_parts=_parts(),
        told_links=links_told(for_editor=for_editor),
        told_relays=_relays(),
        origin=Coalesce("speaker__merged_into_id", "speaker_id"),
    ).annotate(slug=current_slug("SpeakerAddress", "origin"))
    values: QuerySet[Any, Any] = told.order_by("pk").values_list(
        *(f"said_{part}" for part in PARTS),
        "told_parts",
        "told_links",
        "told_relays",
        "pk",
        "article_version_id",
        "article_version__recorded_at",
        "voice",
        "origin",
        Coalesce("speaker__merged_into__name", "speaker__name"),
        "slug",
        "speaker_as_printed",
        "role_as_printed",
        Coalesce("speaks_for__merged_into__name", "speaks_for__name"),
        "mode",
        "origin_dropped",
    )
    return values


def _parts() -> Any:
    wanted = StatementPassage.objects.filter(statement=OuterRef("pk"), part__in=[Part.CONTENT, Part.HEDGE])
    words = ("part", "passage__exact", "passage__start", "passage__end", "passage__anchoring")
    return gathered(wanted.order_by("part", "order"), *words)


def links_told(*, for_editor: bool) -> Any:
    """For a query of statements: the confirmed links of each that the visitor sees, as `LinkRow` has them."""
    links = StatementLink.objects.all() if for_editor else StatementLink.objects.visible()
    shown = Exists(StatementLink.objects.visible().filter(pk=OuterRef("pk")))
    told = with_claim(links.confirmed().filter(statement=OuterRef("pk")))
    told = told.annotate(shown=shown if for_editor else Value(True)).order_by("pk")
    return gathered(told, "stance", "claim_told", "slug", "shown")


def _relays() -> Any:
    names = ("speaker__merged_into__name", "speaker__name", "outlet__merged_into__name", "outlet__name")
    relays = Relay.objects.filter(statement=OuterRef("pk")).order_by("-position")
    return gathered(relays, Coalesce(*names, F("actor_as_printed")), "channel")


#: For readers and for editors.
STATEMENTS: dict[bool, Prepared[Any]] = {
    for_editor: Prepared(partial(_statements, for_editor=for_editor)) for for_editor in (False, True)
}
