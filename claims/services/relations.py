"""Relating claims: one contradicts, supports, updates … another."""

from django.contrib.auth.models import User
from django.db import transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from claims.choices import LinkState, Method, Moved, RelationKind
from claims.models import Claim, ClaimRelation
from claims.services.claims import checked_reason
from claims.services.errors import Overtaken, Refused
from claims.summaries import claims_of_claim, record_revision
from sources.services.acting import Actor, acting, person, tell_history
from sources.services.roots import change, root_key

BOTH_WAYS = {RelationKind.CONTRADICTS, RelationKind.SAME_AS}


def relate_claims(
    *,
    editor: User,
    claim: Claim,
    expected: int,
    other: Claim,
    kind: RelationKind,
    reason: str = "",
    why: str = "",
) -> ClaimRelation:
    """Record how `claim` stands to `other`; doing it again changes the reason only.

    Contradiction and sameness have no direction: the pair is recorded once. `why`: what history says of it,
    where that is more than the reason. Raises Refused, Stale.
    """
    if claim.pk == other.pk:
        raise Refused("A claim cannot be related to itself. Choose another claim.")
    actor = person(editor)
    with acting(actor, reason=why or reason):
        _change_both(actor=actor, claim=claim, expected=expected, other=other)
        relation = _find(claim, other, kind)
        if relation is None:
            relation = ClaimRelation(from_claim=claim, to_claim=other, kind=kind, method=Method.EDITOR)
        relation.reason = " ".join(reason.split())
        relation.state = LinkState.CONFIRMED
        relation.decided_by, relation.decided_at = editor, timezone.now()
        relation.save()
        _revise(actor=actor, claim=claim, other=other)
    return relation


def withdraw_relation(*, editor: User, relation: ClaimRelation, expected: int, reason: str) -> None:
    """Take a relation back, with a reason. `expected` is the version of its `from_claim`."""
    reason = checked_reason(reason)
    actor = person(editor)
    claim, other = relation.from_claim, relation.to_claim
    with acting(actor, reason=reason):
        _change_both(actor=actor, claim=claim, expected=expected, other=other)
        relation.state = LinkState.WITHDRAWN
        relation.save(update_fields=["state"])
        _revise(actor=actor, claim=claim, other=other)


def restate_relation(
    *,
    editor: User,
    claim: Claim,
    expected: int,
    relation: ClaimRelation,
    state: LinkState,
    reason: str,
    why: str,
) -> None:
    """Bring a relation of `claim` back to a state and reason that it had. `why`: what history says of it.

    Raises Overtaken where another relation of that kind has taken its place, and Stale.
    """
    actor = person(editor)
    other = relation.to_claim if relation.from_claim_id == claim.pk else relation.from_claim
    with acting(actor, reason=why):
        _change_both(actor=actor, claim=claim, expected=expected, other=other)
        relation.state, relation.reason = state, reason
        relation.decided_by, relation.decided_at = editor, timezone.now()
        try:
            with transaction.atomic():
                relation.save()
        except IntegrityError as error:
            raise Overtaken("The claims were related so anew since. Undo that first.") from error
        _revise(actor=actor, claim=claim, other=other)


def _find(claim: Claim, other: Claim, kind: RelationKind) -> ClaimRelation | None:
    open_ones = ClaimRelation.objects.filter(
        kind=kind, state__in=[LinkState.PROPOSED, LinkState.CONFIRMED]
    ).select_for_update()
    found = open_ones.filter(from_claim=claim, to_claim=other).first()
    if found is None and kind in BOTH_WAYS:
        found = open_ones.filter(from_claim=other, to_claim=claim).first()
    return found


def _change_both(*, actor: Actor, claim: Claim, expected: int, other: Claim) -> None:
    """Bump both roots, in the order of their ids so that two editors never wait on each other.

    What follows is told as the change of `claim`, whichever was bumped last.
    """
    for root, version in sorted([(claim, expected), (other, None)], key=lambda pair: pair[0].pk):
        change(root, actor=actor, expected=version)
    tell_history(root=root_key(claim), root_version=str(claim.version))


def _revise(*, actor: Actor, claim: Claim, other: Claim) -> None:
    affected = {*claims_of_claim(claim.pk), *claims_of_claim(other.pk)}
    record_revision(actor=actor, claims=affected, moved=Moved.RELATION, subject=root_key(claim))
