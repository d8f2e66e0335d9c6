"""What editors decide about origins: that two statements go back to the same utterance or figure, or not."""

from django.contrib.auth.models import User
from django.db.models import Q

from claims.choices import LinkState, Moved, OriginTie
from claims.models import Claim, OriginDecision, Statement
from claims.services.claims import checked_reason
from claims.services.errors import Refused
from claims.summaries import claims_of_claim, record_revision
from sources.services.acting import acting, person
from sources.services.roots import change, root_key


def decide_origin(
    *,
    editor: User,
    claim: Claim,
    expected: int,
    first: Statement,
    second: Statement,
    tie: OriginTie,
    reason: str,
    why: str = "",
) -> OriginDecision:
    """Join or split two statements of a claim; a later word on the pair replaces the earlier one.

    reason: of the decision; why: what history says of this change, unless that is the same.

    Raises Refused for one and the same statement or without a reason, Stale.
    """
    reason = checked_reason(reason)
    if first.pk == second.pk:
        raise Refused("Choose two statements.")
    for one in (first, second):
        if not one.links.filter(_on(claim)).exists():
            raise Refused("Both statements must stand on this claim.")
    low, high = sorted((first, second), key=lambda statement: statement.pk)
    actor = person(editor)
    with acting(actor, reason=why or reason):
        change(claim, actor=actor, expected=expected)
        decision, _ = OriginDecision.objects.update_or_create(
            claim=claim,
            first=low,
            second=high,
            defaults={"tie": tie, "reason": reason, "decided_by": editor},
        )
        record_revision(
            actor=actor, claims=claims_of_claim(claim.pk), moved=Moved.ORIGIN, subject=root_key(claim)
        )
    return decision


def drop_origin(*, editor: User, claim: Claim, expected: int, decision: OriginDecision, reason: str) -> None:
    """Take a decision back: the rules alone say again whether the two are one. Raises Refused, Stale."""
    reason = checked_reason(reason)
    if decision.claim_id != claim.pk:
        raise Refused("This was decided on another claim. Open that one.")
    actor = person(editor)
    with acting(actor, reason=reason):
        change(claim, actor=actor, expected=expected)
        decision.delete()
        record_revision(
            actor=actor, claims=claims_of_claim(claim.pk), moved=Moved.ORIGIN, subject=root_key(claim)
        )


def _on(claim: Claim) -> Q:
    """Links with the claim, or with one that is merged into it."""
    return Q(state=LinkState.CONFIRMED) & (Q(claim=claim) | Q(claim__merged_into=claim))
