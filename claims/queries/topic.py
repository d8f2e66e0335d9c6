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
#: Relations of the claims of a page that are looked at.
LOOKED_AT = 200


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


def contradictions_in(
    claims: ClaimQuerySet, of: Collection[int], *, today: date
) -> tuple[tuple[Against, ...], bool]:
    """Confirmed contradictions between `of`, claims of one page, and any of `claims`: the latest first, and
    whether there are more. At most four queries, however many claims there are; two claims that are related
    several times, over merges, stand once."""
    pairs = _pairs(of)
    others = {pk for pair in pairs for pk in pair}
    seen = set(claims.order_by().filter(pk__in=others).values_list("pk", flat=True)) if others else set()
    found = [(pair, reason) for pair, reason in pairs.items() if seen.issuperset(pair)]
    told = _beside({pk for pair, _ in found[:PAIRS] for pk in pair}, today)
    shown = tuple(Against(told[one], told[other], reason) for (one, other), reason in found[:PAIRS])
    return shown, len(found) > PAIRS


def _pairs(of: Collection[int]) -> dict[tuple[int, int], str]:
    """Both ends, over merges, in the order of their keys, and the reason of the latest. Two queries."""
    merged = Claim.objects.filter(merged_into__in=of).values_list("pk", flat=True)
    keys = [*of, *merged]
    rows = ClaimRelation.objects.filter(
        Q(from_claim__in=keys) | Q(to_claim__in=keys),
        kind=RelationKind.CONTRADICTS,
        state=LinkState.CONFIRMED,
    )
    pairs: dict[tuple[int, int], str] = {}
    for row in rows.select_related("from_claim", "to_claim").order_by("-pk")[:LOOKED_AT]:
        one, other = sorted((_stands_for(row.from_claim), _stands_for(row.to_claim)))
        if one != other:
            pairs.setdefault((one, other), row.reason)
    return pairs


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
