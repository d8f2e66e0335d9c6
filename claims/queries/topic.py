"""The page of a topic: what it gathers, how each claim stands, and which of them stand against each other."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from claims.choices import LinkState, RelationKind
from claims.models import Claim, ClaimRelation
from claims.queries.claim_list import claims_seen_by
from claims.queries.narrowing import under_topics
from claims.queries.related import summary_of
from claims.queries.wording import address
from claims.querysets import ClaimQuerySet
from claims.state_words import lead, tally
from claimtrack.roles import Visitor

#: Pairs of claims that are set side by side.
PAIRS = 6


@dataclass(frozen=True, slots=True)
class Beside:
    """A claim as it stands beside one that contradicts it."""

    text: str
    address: str
    lead: str
    tally: tuple[tuple[str, int, str], ...]


@dataclass(frozen=True, slots=True)
class Against:
    """Two claims of a topic that contradict each other; reason: the editors', or ""."""

    one: Beside
    other: Beside
    reason: str


def claims_of_topic(topic: int, visitor: Visitor) -> ClaimQuerySet:
    """The claims under the topic that the visitor sees, over merges."""
    return under_topics(claims_seen_by(visitor), [topic])


def contradictions_in(claims: ClaimQuerySet, *, today: date) -> tuple[tuple[Against, ...], bool]:
    """Pairs among the claims that confirmed relations set against each other, the latest first, and whether
    there are more. Two queries, one where there is none; a pair that is related twice stands once."""
    ids = claims.order_by().values("pk")
    from_here = Q(from_claim__in=ids) | Q(from_claim__merged_into__in=ids)
    to_here = Q(to_claim__in=ids) | Q(to_claim__merged_into__in=ids)
    rows = ClaimRelation.objects.filter(
        from_here, to_here, kind=RelationKind.CONTRADICTS, state=LinkState.CONFIRMED
    )
    pairs: dict[frozenset[int], tuple[int, int, str]] = {}
    # Twice as many: two claims may be related both ways.
    for row in rows.select_related("from_claim", "to_claim").order_by("-pk")[: 2 * PAIRS + 2]:
        one, other = _stands_for(row.from_claim), _stands_for(row.to_claim)
        if one != other:
            pairs.setdefault(frozenset((one, other)), (one, other, row.reason))
    found = list(pairs.values())
    told = _beside({pk for one, other, _ in found[:PAIRS] for pk in (one, other)}, today)
    shown = tuple(Against(told[one], told[other], reason) for one, other, reason in found[:PAIRS])
    return shown, len(found) > PAIRS


def _stands_for(claim: Claim) -> int:
    return claim.merged_into_id or claim.pk


def _beside(pks: Collection[int], today: date) -> dict[int, Beside]:
    if not pks:
        return {}
    rows = Claim.objects.filter(pk__in=pks).with_summary().with_slug()
    return {
        claim.pk: Beside(
            text=claim.text,
            address=address("claims:claim", slug=getattr(claim, "slug", "")),
            lead=lead(summary_of(claim), as_of=today),
            tally=tally(summary_of(claim)),
        )
        for claim in rows
    }
