"""Claims beside a claim: counter-claims with their own state, and all other relations."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from claims.choices import LinkState, RelationKind
from claims.models import Claim, ClaimRelation
from claims.queries.shapes import Prepared, Slot
from claims.queries.wording import address
from claims.querysets import of_claims
from claims.state_words import StateWords, state_words, tally
from claims.states import SummaryValues
from claimtrack.roles import Visitor

#: What the other claim is to this one: where the relation leads from this one, and where it leads to it.
_WORDS = {
    RelationKind.CONTRADICTS: ("Contradicted by", "Contradicted by"),
    RelationKind.SUPPORTS: ("Supports", "Supported by"),
    RelationKind.SAME_AS: ("Believed to be the same as", "Believed to be the same as"),
    RelationKind.PART_OF: ("Part of", "Has as a part"),
    RelationKind.DERIVED_FROM: ("Derived from", "Derived from it"),
    RelationKind.UPDATES: ("Updates", "Updated by"),
}


@dataclass(frozen=True, slots=True)
class Related:
    """Another claim, and what it is to this one. shown: readers see it.

    kind: the relation's stored spelling; leads_there: it leads from this claim to the other.
    """

    words: str
    counter: bool
    text: str
    address: str
    state: StateWords
    tally: tuple[tuple[str, int, str], ...]
    reason: str
    shown: bool
    kind: str
    leads_there: bool


#: Says what lists and pages say of claims, by their ids.
Summaries = Callable[[Collection[int]], Mapping[int, SummaryValues]]


def related_to(
    claim: int, visitor: Visitor, *, today: date, summaries: Summaries | None = None
) -> tuple[Related, ...]:
    """Claims the visitor may see, by confirmed relations, counter-claims first. At most three queries.

    summaries: where they are not to be those that are stored.
    """
    found = list(_relations(claim))
    others = {other for _, other in found}
    if not others:
        return ()
    seen = Claim.objects.seen_by(visitor).with_slug().with_summary().filter(pk__in=others)
    claims = {one.pk: one for one in seen}
    visible = set(Claim.objects.visible().filter(pk__in=claims).values_list("pk", flat=True))
    told = summaries(claims) if summaries else {pk: summary_of(one) for pk, one in claims.items()}
    rows = [
        _related(relation, claims[other], told[other], claim=claim, shown=other in visible, today=today)
        for relation, other in found
        if other in claims
    ]
    return tuple(sorted(rows, key=lambda row: not row.counter))


def _relations(claim: int) -> Sequence[tuple[ClaimRelation, int]]:
    """Confirmed relations with the claim at the other end, over merges; one query."""
    found = []
    for row in RELATIONS.rows(claim=claim):
        ends = {_stands_for(row.from_claim), _stands_for(row.to_claim)} - {claim}
        found += [(row, other) for other in ends]
    return found


def _confirmed() -> QuerySet[ClaimRelation]:
    # Joined, not one or the other of two conditions: for that the server would read all relations.
    keys = ClaimRelation.objects.order_by().values("pk")
    first, second = (keys.filter(of_claims(end, [Slot("claim")])) for end in ("from_claim_id", "to_claim_id"))
    rows = ClaimRelation.objects.filter(pk__in=first.union(second, all=True), state=LinkState.CONFIRMED)
    return rows.select_related("from_claim", "to_claim").order_by("pk")


RELATIONS: Prepared[ClaimRelation] = Prepared(_confirmed)


def _stands_for(claim: Claim) -> int:
    return claim.merged_into_id or claim.pk


def _related(
    relation: ClaimRelation, other: Claim, values: SummaryValues, *, claim: int, shown: bool, today: date
) -> Related:
    leads_from_here = _stands_for(relation.from_claim) == claim
    kind = RelationKind(relation.kind)
    return Related(
        words=_WORDS[kind][0 if leads_from_here else 1],
        counter=kind == RelationKind.CONTRADICTS,
        text=other.text,
        address=address("claims:claim", slug=getattr(other, "slug", "")),
        state=state_words(values, as_of=today),
        tally=tally(values),
        reason=relation.reason,
        shown=shown,
        kind=relation.kind,
        leads_there=leads_from_here,
    )


def summary_of(claim: Claim) -> SummaryValues:
    """The stored summary; an empty one for a claim on which nothing was ever recorded."""
    return SummaryValues.of(claim.summary) if hasattr(claim, "summary") else SummaryValues()
