"""A claim as its editors see it: words, relations, statements."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.db.models.functions import Coalesce

from claims.choices import LinkState, RelationKind
from claims.models import (
    Claim,
    ClaimAddress,
    ClaimParty,
    ClaimRelation,
    ClaimTopic,
    Statement,
    StatementLink,
)
from claims.queries.cards import with_saying
from claims.queries.wording import When, address, when, who
from claims.querysets import current_slug

#: A relation read from its other end.
FROM_OTHER_END = {
    RelationKind.CONTRADICTS: "contradicts",
    RelationKind.SUPPORTS: "is supported by",
    RelationKind.SAME_AS: "is the same as",
    RelationKind.PART_OF: "has as a part",
    RelationKind.DERIVED_FROM: "is what is derived from it:",
    RelationKind.UPDATES: "is updated by",
}


@dataclass(frozen=True, slots=True)
class RelationRow:
    """One relation as this claim's page words it. locked: the version of the claim it goes out from."""

    pk: int
    words: str
    other: str
    address: str
    reason: str
    proposed: bool
    locked: int


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One linked statement; address: where it is changed, or decided where it is only proposed."""

    pk: int
    stance: str
    word: str
    who: str
    said: When
    article: str
    address: str
    proposed: bool


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A topic or a party of the claim. pk: of the membership; detail: the party’s part, or "topic"."""

    pk: int
    name: str
    detail: str
    address: str


@dataclass(frozen=True, slots=True)
class ClaimDesk:
    """All the page shows; reader: the claim's page for readers, "" where there is none.

    merged_to: the desk page of the claim it is merged into, "" where it stands for itself.
    """

    claim: Claim
    slug: str
    event: When
    relations: tuple[RelationRow, ...]
    statements: tuple[StatementRow, ...]
    parties: tuple[MemberRow, ...]
    topics: tuple[MemberRow, ...]
    reader: str
    merged_to: str

    @property
    def proposals(self) -> int:
        """How many of the statements are only proposed."""
        return sum(row.proposed for row in self.statements)


def find_claim(slug: str) -> tuple[Claim, str] | None:
    """The claim at an address of it, old ones included, and its current slug. One query."""
    rows = ClaimAddress.objects.filter(slug=slug).annotate(now=current_slug("ClaimAddress", "target_id"))
    found = rows.select_related("target__merged_into", "target__withdrawn_by", "target__last_actor").first()
    return (found.target, found.now) if found else None


def claim_desk(claim: Claim, slug: str) -> ClaimDesk:
    """Read what the page shows. Four queries; five for a merged claim."""
    return ClaimDesk(
        claim=claim,
        slug=slug,
        event=when(claim.event),
        relations=tuple(_relation(row, claim) for row in _relations(claim)),
        statements=tuple(map(_statement, _links(claim))),
        parties=tuple(map(_party, _parties(claim))),
        topics=tuple(map(_topic, _topics(claim))),
        reader=address("claims:claim", slug=slug),
        merged_to=_merged_to(claim),
    )


def _parties(claim: Claim) -> Iterable[ClaimParty]:
    rows = claim.parties.select_related("speaker__merged_into")
    return rows.annotate(to=Coalesce("speaker__merged_into_id", "speaker_id")).annotate(
        slug=current_slug("SpeakerAddress", "to")
    )


def _party(row: ClaimParty) -> MemberRow:
    slug: str = row.slug or ""  # type: ignore[attr-defined]
    name = str(row.speaker.merged_into or row.speaker)
    return MemberRow(row.pk, name, row.get_role_display(), address("claims:speaker", slug=slug))


def _topics(claim: Claim) -> Iterable[ClaimTopic]:
    rows = claim.claim_topics.select_related("topic__merged_into").order_by("topic__name", "pk")
    return rows.annotate(to=Coalesce("topic__merged_into_id", "topic_id")).annotate(
        slug=current_slug("TopicAddress", "to")
    )


def _topic(row: ClaimTopic) -> MemberRow:
    slug: str = row.slug or ""  # type: ignore[attr-defined]
    name = str(row.topic.merged_into or row.topic)
    return MemberRow(row.pk, name, "topic", address("claims:topic", slug=slug))


def _merged_to(claim: Claim) -> str:
    if claim.merged_into_id is None:
        return ""
    current = ClaimAddress.objects.filter(target=claim.merged_into_id, current=True)
    slug = current.values_list("slug", flat=True).first() or ""
    return address("claims:desk-claim", slug=slug)


def _relations(claim: Claim) -> list[ClaimRelation]:
    ends = Q(from_claim=claim) | Q(to_claim=claim)
    rows = ClaimRelation.objects.filter(ends, state__in=[LinkState.PROPOSED, LinkState.CONFIRMED])
    return list(
        rows.select_related("from_claim", "to_claim")
        .annotate(from_slug=current_slug("ClaimAddress", "from_claim_id"))
        .annotate(to_slug=current_slug("ClaimAddress", "to_claim_id"))
    )


def _relation(row: ClaimRelation, claim: Claim) -> RelationRow:
    goes_out = row.from_claim_id == claim.pk
    kind = RelationKind(row.kind)
    other = row.to_claim if goes_out else row.from_claim
    slug: str = (row.to_slug if goes_out else row.from_slug) or ""  # type: ignore[attr-defined]
    return RelationRow(
        pk=row.pk,
        words=str(kind.label) if goes_out else FROM_OTHER_END[kind],
        other=other.text,
        address=address("claims:desk-claim", slug=slug),
        reason=row.reason,
        proposed=row.state == LinkState.PROPOSED,
        locked=row.from_claim.version,
    )


def _links(claim: Claim) -> list[StatementLink]:
    statements = with_saying(Statement.objects.all()).select_related(
        "article_version__article__outlet__merged_into"
    )
    links = StatementLink.objects.filter(claim=claim, state__in=[LinkState.PROPOSED, LinkState.CONFIRMED])
    return list(links.prefetch_related(Prefetch("statement", statements)).order_by("-statement__pk")[:100])


def _statement(link: StatementLink) -> StatementRow:
    statement = link.statement
    article = statement.article_version.article
    return StatementRow(
        pk=statement.pk,
        stance=link.stance,
        word=link.get_stance_display(),
        who=who(statement, outlet=article.outlet).name,
        said=when(statement.said),
        article=str(article),
        address=address("claims:desk-statement", pk=statement.pk),
        proposed=link.state == LinkState.PROPOSED,
    )
