"""The cards beside an article: each of its statements, finished for the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet
from django.db.models.functions import Coalesce

from claims.choices import Part
from claims.held import Offices
from claims.marks import Mark
from claims.models import Relay, Statement, StatementLink, StatementPassage
from claims.queries.earlier_text import EarlierText, earlier_text
from claims.queries.offices import offices_of
from claims.queries.wording import Hop, When, Who, address, held_then, hops, when, who
from claims.querysets import current_slug
from claimtrack.roles import Visitor
from sources.models import Article, Passage


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


def cards_of(article: Article, visitor: Visitor) -> tuple[Card, ...]:
    """Every statement of the article that the visitor may see, in recording order. Five queries."""
    statements = Statement.objects.seen_by(visitor).confirmed().filter(article_version__article=article)
    loaded = with_saying(statements).prefetch_related(
        _parts(), links_with_claims(visitor), relays_with_actors()
    )
    loaded = loaded.annotate(text_at=F("article_version__recorded_at"))
    found = list(loaded.order_by("pk"))
    offices = offices_of(statement.speaker for statement in found)
    return tuple(_card(statement, article, offices) for statement in found)


def with_saying(statements: QuerySet[Statement]) -> QuerySet[Statement]:
    """With what `wording.who` needs, and `speaker_slug`; never with the text of the version."""
    loaded = statements.select_related("speaker__merged_into", "speaks_for__merged_into")
    return loaded.annotate(origin_id=Coalesce("speaker__merged_into_id", "speaker_id")).annotate(
        speaker_slug=current_slug("SpeakerAddress", "origin_id")
    )


def relays_with_actors(path: str = "relays") -> Prefetch[str]:
    """The relays with what `wording.hops` needs."""
    return Prefetch(path, Relay.objects.select_related("speaker__merged_into", "outlet__merged_into"))


def _parts() -> Prefetch[str]:
    wanted = StatementPassage.objects.filter(part__in=[Part.CONTENT, Part.HEDGE])
    return Prefetch("parts", wanted.select_related("passage").order_by("part", "order"))


def links_with_claims(visitor: Visitor) -> Prefetch[str]:
    """The confirmed links that the visitor sees, with what `links_of` needs."""
    links = StatementLink.objects.seen_by(visitor).confirmed().with_target()
    shown = Exists(StatementLink.objects.visible().filter(pk=OuterRef("pk")))
    loaded = links.select_related("claim__merged_into").annotate(
        slug=current_slug("ClaimAddress", "target_id"), shown=shown
    )
    return Prefetch("links", loaded.order_by("pk"))


def _card(statement: Statement, article: Article, offices: Offices) -> Card:
    parts = list(statement.parts.all())
    content = [part.passage for part in parts if part.part == Part.CONTENT]
    links = links_of(statement)
    held = held_then(statement, published=article.published, offices=offices)
    slug: str = statement.speaker_slug or ""  # type: ignore[attr-defined]
    speaker = who(statement, outlet=article.outlet, slug=slug, held=held)
    return Card(
        pk=statement.pk,
        version=statement.article_version_id,
        links=links,
        who=speaker,
        mode=statement.get_mode_display(),
        said=when(statement.said),
        hedges=tuple(part.passage.exact for part in parts if part.part == Part.HEDGE),
        hops=hops(statement, origin=speaker, outlet=article.outlet),
        words=tuple(passage.exact for passage in content),
        marks=tuple(_marks(content, statement.pk, links[0].stance if links else "")),
        earlier=earlier_text(
            version=statement.article_version_id,
            at=statement.text_at,  # type: ignore[attr-defined]
            current=article.current_version_id,
            anchorings={passage.anchoring for passage in content},
        ),
    )


def links_of(statement: Statement) -> tuple[ClaimLink, ...]:
    """What the statement does to claims, in the order of recording."""
    return tuple(_link(link) for link in statement.links.all())


def _marks(content: Iterable[Passage], statement: int, stance: str) -> Iterable[Mark]:
    return (Mark(passage.start, passage.end, statement, stance) for passage in content)


def _link(link: StatementLink) -> ClaimLink:
    target = link.claim.merged_into or link.claim
    slug: str = link.slug or ""  # type: ignore[attr-defined]
    return ClaimLink(
        stance=link.stance,
        word=link.get_stance_display(),
        reach=link.get_reach_display(),
        claim=target.text,
        address=address("claims:claim", slug=slug),
        shown=link.shown,  # type: ignore[attr-defined]
    )
