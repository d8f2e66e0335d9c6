"""The statements of an article as they are read: values, and one query however many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, Exists, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value, When
from django.db.models.functions import Coalesce

from claims.choices import Part
from claims.models import Relay, Speaker, StandingLink, Statement, StatementLink, StatementPassage
from claims.queries.gathered import gathered
from claims.queries.linked import with_claim
from claims.queries.offices import places_of
from claims.queries.shapes import Prepared, Slot
from claims.querysets import current_slug
from claimtrack.roles import Visitor, is_editor
from sources.models import ArticleVersion, Outlet
from sources.models.clock import PARTS

#: A passage of a statement: which part of it, its words, where they stand (code points), and how anchored.
PartRow = tuple[str, str, int, int, str]
#: What is told of them.
_SHOWN_PARTS = [Part.CONTENT, Part.HEDGE]


class LinkRow(NamedTuple):
    """A link; claim and slug: of the claim it counts for, over a merge. shown: readers see it too."""

    stance: str
    claim: str
    slug: str | None
    shown: bool


class StatementRow(NamedTuple):
    """A statement. own: its columns, as `_columns` names them; links: as `LinkRow` has them."""

    own: Sequence[Any]
    links: Sequence[Sequence[Any]]
    parts: Sequence[PartRow]


#: What a statement's own columns are, after its clock, in the order of `_columns`.
OWN = (
    *("pk", "version", "text_at", "voice", "speaker", "name", "slug", "printed", "role", "speaks_for"),
    *("mode", "dropped", "places", "relays"),
)
#: How many columns of a row are its clock's and how many its statement's. For readers then come the link,
#: what is told of it, and the passage.
CLOCK, _OWN = len(PARTS), len(PARTS) + len(OWN)
_LINK, _PART = _OWN + 1, _OWN + 4


def statement_rows(article: int, current: int, visitor: Visitor) -> list[StatementRow]:
    """Every confirmed statement of the article that the visitor may see, in recording order. One query.

    current: the version that the article shows.
    """
    if is_editor(visitor):
        rows = TO_EDITORS.rows(article=article, current=current)
        return [StatementRow(row[:_OWN], row[_OWN], row[_OWN + 1]) for row in rows]
    return _told(TO_READERS.rows(article=article, current=current))


def _told(rows: Sequence[Any]) -> list[StatementRow]:
    """Each statement once, of a row for each of its links with each of its passages: nearly all have one."""
    told: list[StatementRow] = []
    links: list[Sequence[Any]] = []
    parts: list[PartRow] = []
    statement = first = last = None
    for row in rows:
        pk, link = row[CLOCK], row[_OWN]
        if pk != statement:
            links, parts = [], []
            told.append(StatementRow(row[:_OWN], links, parts))
            statement, first = pk, link
        if link != last:
            links.append((*row[_LINK:_PART], True))
            last = link
        if link == first:
            parts.append(row[_PART:])
    return told


def _to_readers() -> QuerySet[Any, Any]:
    """A row for each link that stands with each passage of its statement, of which every one has some."""
    links = StandingLink.objects.visible().filter(article=Slot("article"))
    told = links.filter(statement__parts__part__in=_SHOWN_PARTS).annotate(
        slug=current_slug("SpeakerAddress", "speaker_id"),
        claim_slug=current_slug("ClaimAddress", "target_id"),
        places=places_of("speaker_id"),
        relays=_relays("statement_id"),
        text_at=_text_at("statement__article_version"),
    )
    at, words = "statement__parts__", ("exact", "start", "end", "anchoring")
    values: QuerySet[Any, Any] = told.order_by(
        "statement_id", "link_id", f"{at}part", f"{at}order"
    ).values_list(
        *_columns("statement__", speaker="speaker_id", name="speaker__name"),
        *("link_id", "stance", "target__text", "claim_slug"),
        *(f"{at}part", *(f"{at}passage__{word}" for word in words)),
    )
    return values


def _to_editors() -> QuerySet[Any, Any]:
    """A row for each statement with all its links, shown or not."""
    told = Statement.objects.confirmed().filter(article_version__article=Slot("article"))
    parts = StatementPassage.objects.filter(part__in=_SHOWN_PARTS, statement=OuterRef("pk"))
    words = ("part", "passage__exact", "passage__start", "passage__end", "passage__anchoring")
    told = told.annotate(
        told_links=links_told(for_editor=True),
        told_parts=gathered(parts.order_by("part", "order"), *words),
        told_relays=_relays("pk"),
        text_at=_text_at("article_version"),
        origin=Coalesce("speaker__merged_into_id", "speaker_id"),
    ).annotate(slug=current_slug("SpeakerAddress", "origin"), places=places_of("origin"))
    name = Coalesce("speaker__merged_into__name", "speaker__name")
    values: QuerySet[Any, Any] = told.order_by("pk").values_list(
        *_columns("", speaker="origin", name=name, relays="told_relays"), *("told_links", "told_parts")
    )
    return values


def _columns(at: str, *, speaker: str, name: str | Coalesce, relays: str = "relays") -> Iterator[Any]:
    """What is told of the statement at that path. speaker, name, slug: of its speaker, over merges.

    text_at: when its text reached us, where that is not the current one. relays: (who, channel), from the
    speaker on. places: an office is recorded of who speaks.
    """
    yield from (f"{at}said_{part}" for part in PARTS)
    yield from (f"{at}pk", f"{at}article_version_id", "text_at", f"{at}voice", speaker, name, "slug")
    yield from (f"{at}speaker_as_printed", f"{at}role_as_printed")
    yield Coalesce(f"{at}speaks_for__merged_into__name", f"{at}speaks_for__name")
    yield from (f"{at}mode", f"{at}origin_dropped", "places", relays)


def _text_at(version: str) -> Case:
    """When the version at that path reached us; not looked up of the current one, which nearly all have."""
    at = ArticleVersion.objects.order_by().filter(pk=OuterRef(f"{version}_id")).values("recorded_at")
    return Case(When(~Q(**{version: Slot("current")}), then=Subquery(at)))


def _relays(statement: str) -> ArraySubquery:
    """Those of the statement with the key at that path: (who, channel), from the speaker on.

    Most statements have none: whoever it was is looked up of a relay, not joined to the relays of each.
    """
    name = Coalesce("merged_into__name", "name")
    speaker = Speaker.objects.order_by().filter(pk=OuterRef("speaker_id")).values(told=name)
    outlet = Outlet.objects.order_by().filter(pk=OuterRef("outlet_id")).values(told=name)
    pair = Func(
        Coalesce(Subquery(speaker), Subquery(outlet), "actor_as_printed"),
        "channel",
        template="ARRAY[%(expressions)s]",
        output_field=ArrayField(TextField()),
    )
    rows = Relay.objects.filter(statement=OuterRef(statement)).order_by("-position")
    return ArraySubquery(rows.annotate(told=pair).values("told"))


def links_told(*, for_editor: bool) -> Any:
    """For a query of statements: the confirmed links of each that the visitor sees, as `LinkRow` has them."""
    links = StatementLink.objects.all() if for_editor else StatementLink.objects.visible()
    shown = Exists(StatementLink.objects.visible().filter(pk=OuterRef("pk")))
    told = with_claim(links.confirmed().filter(statement=OuterRef("pk")))
    told = told.annotate(shown=shown if for_editor else Value(True)).order_by("pk")
    return gathered(told, "stance", "claim_told", "slug", "shown")


TO_READERS: Prepared[Any] = Prepared(_to_readers)
TO_EDITORS: Prepared[Any] = Prepared(_to_editors)
