"""The cards beside an article: each of its statements, finished for the page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.db.models.functions import Coalesce

from claims.choices import Mode, Part, Reach, Stance
from claims.held import Offices, office_at
from claims.marks import Mark
from claims.models import Relay, Statement
from claims.queries.card_rows import LinkRow, StatementRow, statement_rows
from claims.queries.earlier_text import EarlierText, earlier_text
from claims.queries.offices import offices_held
from claims.queries.seen_article import Seen
from claims.queries.wording import Hop, Spoken, When, Who, address, way, when, whose
from claims.querysets import current_slug
from claimtrack.roles import Visitor


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """What the statement does to one claim. shown: readers see it too."""

    stance: str
    word: str
    reach: str
    claim: str
    address: str
    shown: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One statement. words: its content passages; marks: where they stand in version `version`.

    earlier: what is said of that version where it is not the current one.
    """

    pk: int
    version: int
    links: tuple[ClaimLink, ...]
    who: Who
    mode: str
    said: When
    hedges: tuple[str, ...]
    hops: tuple[Hop, ...]
    words: tuple[str, ...]
    marks: tuple[Mark, ...]
    earlier: EarlierText | None = None

    @property
    def stance(self) -> str:
        """By which it is drawn: that of its first link, "" without one."""
        return self.links[0].stance if self.links else ""


def cards_of(article: Seen, visitor: Visitor) -> tuple[Card, ...]:
    """Every statement of the article that the visitor may see, in recording order. Two queries."""
    found = statement_rows(article.pk, visitor)
    offices = offices_held({row.speaker for row in found if row.speaker})
    return tuple(_card(row, article, offices) for row in found)


def with_saying(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """With what `wording.who` needs, and `speaker_slug`; never with the text of the version."""
    loaded = statements.select_related("speaker__merged_into", "speaks_for__merged_into")
    return loaded.annotate(origin_id=Coalesce("speaker__merged_into_id", "speaker_id")).annotate(
        speaker_slug=current_slug("SpeakerAddress", "origin_id")
    )


def relays_with_actors(path: str = "relays") -> Prefetch[str]:
    """The relays with what `wording.hops` needs."""
    return Prefetch(path, Relay.objects.select_related("speaker__merged_into", "outlet__merged_into"))


def _card(row: StatementRow, article: Seen, offices: Offices) -> Card:
    content = [part for part in row.parts if part.part == Part.CONTENT]
    stance = row.links[0].stance if row.links else ""
    speaker = _who(row, article, offices)
    between = [Hop(name, "relay", channel) for name, channel in row.relays]
    return Card(
        pk=row.pk,
        version=row.version,
        links=tuple(link_of(link) for link in row.links),
        who=speaker,
        mode=str(Mode(row.mode).label),
        said=when(row.said),
        hedges=tuple(part.exact for part in row.parts if part.part == Part.HEDGE),
        hops=way(speaker, between, Hop(article.outlet, "published"), dropped=row.origin_dropped),
        words=tuple(part.exact for part in content),
        marks=tuple(Mark(part.start, part.end, row.pk, stance) for part in content),
        earlier=earlier_text(
            version=row.version,
            at=row.text_at,
            current=article.version.pk if article.version else None,
            anchorings={part.anchoring for part in content},
        ),
    )


def _who(row: StatementRow, article: Seen, offices: Offices) -> Who:
    places = offices.get(row.speaker, ()) if row.speaker else ()
    held = office_at(places, row.said, article.published) if places else ""
    spoken = Spoken(row.voice, row.printed or "", row.role, row.name or "", row.speaks_for or "")
    return whose(spoken, outlet=article.outlet, slug=row.slug or "", held=held)


def link_of(link: LinkRow, *, entry: int = 0) -> ClaimLink:
    """What it does to its claim, with the claim's address. entry: of the statement's entry there."""
    page = address("claims:claim", slug=link.slug or "")
    return ClaimLink(
        stance=link.stance,
        word=str(Stance(link.stance).label),
        reach=str(Reach(link.reach).label),
        claim=link.claim,
        address=f"{page}#s{entry}" if page and entry else page,
        shown=link.shown,
    )
