"""The statements of an article as they are read: values, and one query however many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce

from claims.choices import Part
from claims.models import Relay, StandingLink, Statement, StatementLink, StatementPassage
from claims.queries.gathered import gathered
from claims.queries.linked import with_claim
from claims.queries.offices import places_of
from claims.queries.shapes import Prepared, Slot
from claims.querysets import current_slug
from claimtrack.roles import Visitor, is_editor
from sources.clocks import ClockValue
from sources.models.clock import PARTS

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

    links: as `LinkRow` has them. relays: (who, channel), from the speaker on. has_places: an office is
    recorded of who speaks.
    """

    said: ClockValue
    links: list[Sequence[Any]]
    parts: Sequence[PartRow]
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
    has_places: bool


#: Where the clock of a row ends, where its statement's key is, and where what is the statement's own ends.
_CLOCK = len(PARTS)
_PK, _OWN = _CLOCK + 2, _CLOCK + len(StatementRow._fields) - 2


def statement_rows(article: int, visitor: Visitor) -> list[StatementRow]:
    """Every confirmed statement of the article that the visitor may see, in recording order. One query."""
    if is_editor(visitor):
        return [_row(row, row[_OWN]) for row in TO_EDITORS.rows(article=article)]
    told: list[StatementRow] = []
    for row in TO_READERS.rows(article=article):
        link = (*row[_OWN:], True)
        if told and told[-1].pk == row[_PK]:
            told[-1].links.append(link)
        else:
            told.append(_row(row, [link]))
    return told


def _row(columns: Sequence[Any], links: list[Sequence[Any]]) -> StatementRow:
    return StatementRow(ClockValue(*columns[:_CLOCK]), links, *columns[_CLOCK:_OWN])


def _to_readers() -> QuerySet[Any, Any]:
    """A row for each link that stands, each with its statement: nearly all have one."""
    links = StandingLink.objects.visible().filter(article=Slot("article"))
    told = links.annotate(
        slug=current_slug("SpeakerAddress", "speaker_id"),
        claim_slug=current_slug("ClaimAddress", "target_id"),
        places=places_of("speaker_id"),
        **_told("statement_id"),
    )
    values: QuerySet[Any, Any] = told.order_by("statement_id", "link_id").values_list(
        *_columns("statement__", speaker="speaker_id", name="speaker__name"),
        *("stance", "target__text", "claim_slug"),
    )
    return values


def _to_editors() -> QuerySet[Any, Any]:
    """A row for each statement with all its links, shown or not."""
    told = Statement.objects.confirmed().filter(article_version__article=Slot("article"))
    told = told.annotate(
        told_links=links_told(for_editor=True),
        origin=Coalesce("speaker__merged_into_id", "speaker_id"),
        **_told("pk"),
    ).annotate(slug=current_slug("SpeakerAddress", "origin"), places=places_of("origin"))
    name = Coalesce("speaker__merged_into__name", "speaker__name")
    values: QuerySet[Any, Any] = told.order_by("pk").values_list(
        *_columns("", speaker="origin", name=name), "told_links"
    )
    return values


def _columns(at: str, *, speaker: str, name: str | Coalesce) -> Iterator[Any]:
    """What is told of the statement at that path, in the order of `StatementRow`; its links come last."""
    yield from (f"{at}said_{part}" for part in PARTS)
    yield from ("told_parts", "told_relays", f"{at}pk", f"{at}article_version_id")
    yield from (f"{at}article_version__recorded_at", f"{at}voice", speaker, name, "slug")
    yield from (f"{at}speaker_as_printed", f"{at}role_as_printed")
    yield Coalesce(f"{at}speaks_for__merged_into__name", f"{at}speaks_for__name")
    yield from (f"{at}mode", f"{at}origin_dropped", "places")


def _told(statement: str) -> dict[str, Any]:
    """What else is told of the statement with the key at that path."""
    parts = StatementPassage.objects.filter(part__in=[Part.CONTENT, Part.HEDGE])
    parts = parts.filter(statement=OuterRef(statement)).order_by("part", "order")
    words = ("part", "passage__exact", "passage__start", "passage__end", "passage__anchoring")
    names = ("speaker__merged_into__name", "speaker__name", "outlet__merged_into__name", "outlet__name")
    relays = Relay.objects.filter(statement=OuterRef(statement)).order_by("-position")
    return {
        "told_parts": gathered(parts, *words),
        "told_relays": gathered(relays, Coalesce(*names, F("actor_as_printed")), "channel"),
    }


def links_told(*, for_editor: bool) -> Any:
    """For a query of statements: the confirmed links of each that the visitor sees, as `LinkRow` has them."""
    links = StatementLink.objects.all() if for_editor else StatementLink.objects.visible()
    shown = Exists(StatementLink.objects.visible().filter(pk=OuterRef("pk")))
    told = with_claim(links.confirmed().filter(statement=OuterRef("pk")))
    told = told.annotate(shown=shown if for_editor else Value(True)).order_by("pk")
    return gathered(told, "stance", "claim_told", "slug", "shown")


TO_READERS: Prepared[Any] = Prepared(_to_readers)
TO_EDITORS: Prepared[Any] = Prepared(_to_editors)
