"""Approving what another editor wants to show, or sending it back."""

from django.contrib.auth.models import User
from django.utils import timezone

from claims.choices import ApprovalState, Moved
from claims.models import Claim, ClaimApproval
from claims.services.errors import Refused
from claims.services.second_pair import asks_first, wait_for_another
from claims.summaries import claims_of_claim, record_revision
from sources.services.acting import Actor, acting, person
from sources.services.roots import change, root_key

#: Code points, as the column has it.
LONGEST_REASON = 400


def ask_to_show(*, editor: User, claim: Claim, expected: int) -> bool:
    """Show a claim to readers, or ask for another editor's approval where the site wants one.

    Returns whether readers see it now. Raises Refused for one that they see, that waits already, or that is
    merged; Stale.
    """
    if claim.visible_since is not None:
        raise Refused("Readers see this claim already.")
    if claim.merged_into_id is not None:
        raise Refused("This claim is merged. Unmerge it first.")
    if _waiting(claim) is not None:
        raise Refused("This claim waits for another editor already.")
    actor = person(editor)
    with acting(actor):
        if asks_first():
            change(claim, actor=actor, expected=expected)
            wait_for_another(claim=claim, user_id=editor.pk)
            return False
        _show(actor, claim, expected)
    return True


def approve_claim(*, editor: User, claim: Claim, expected: int) -> Claim:
    """Show a claim, as of version `expected`, that another editor asked for.

    Raises Refused where nobody asked, or the one who approves asked it; Stale.
    """
    actor = person(editor)
    with acting(actor):
        _decide(editor, claim, ApprovalState.APPROVED)
        _show(actor, claim, expected)
    return claim


def send_back(*, editor: User, claim: Claim, expected: int, reason: str) -> Claim:
    """Do not show it, and say why to the one who asked. Raises as `approve_claim`, and without a reason."""
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("Say why it is sent back, in a few words.")
    if len(reason) > LONGEST_REASON:
        raise Refused(f"Keep the reason under {LONGEST_REASON} characters.")
    actor = person(editor)
    with acting(actor, reason=reason):
        _decide(editor, claim, ApprovalState.SENT_BACK, reason=reason)
        change(claim, actor=actor, expected=expected)
    return claim


def _waiting(claim: Claim) -> ClaimApproval | None:
    rows = ClaimApproval.objects.filter(claim=claim, state=ApprovalState.WAITING)
    return rows.select_for_update().first()


def _decide(editor: User, claim: Claim, state: ApprovalState, *, reason: str = "") -> None:
    """The row stays locked until all of it is committed; a stale claim takes this back too."""
    waiting = _waiting(claim)
    if waiting is None:
        raise Refused("Nobody waits for an approval of this claim any more.")
    if waiting.asked_by_id == editor.pk:
        raise Refused("You asked for this, or wrote its words last. Another editor approves it.")
    waiting.state, waiting.reason = state, reason
    waiting.decided_by, waiting.decided_at = editor, timezone.now()
    waiting.save()


def _show(actor: Actor, claim: Claim, expected: int) -> None:
    change(claim, actor=actor, expected=expected, visible_since=timezone.now())
    record_revision(actor=actor, claims=claims_of_claim(claim.pk), moved=Moved.TEXT, subject=root_key(claim))
