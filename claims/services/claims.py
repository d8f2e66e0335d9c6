"""Claims: made in our words, shown to readers, reworded, withdrawn and brought back."""

from django.contrib.auth.models import User
from django.utils import timezone

from claims.choices import Moved
from claims.models import Claim, ClaimAddress
from claims.queries.shapes import Shape, Slot
from claims.services.errors import Refused
from claims.services.second_pair import asks_anew, asks_first, wait_for_another
from claims.services.withdrawing import STANDING, withdrawal
from claims.summaries import claims_of_claim, record_revision
from sources.clocks import ClockValue
from sources.folding import fold
from sources.models.clock import clock_columns
from sources.services.acting import Actor, acting, person
from sources.services.addresses import give_address
from sources.services.roots import change, create, root_key

LONGEST_CLAIM = 400


def create_claim(*, actor: Actor, text: str) -> Claim:
    """A claim that readers see from now on; where the site asks for a second pair of eyes, it waits for one.

    Raises Refused for empty or endless words.
    """
    text = _checked(text)
    with acting(actor):
        shown = None if asks_first() else timezone.now()
        claim = create(Claim, actor=actor, text=text, search_key=fold(text), visible_since=shown)
        give_address(ClaimAddress, target=claim, words=text)
        if shown is None:
            wait_for_another(claim=claim, user_id=actor.user_id)
    return claim


def reword_claim(
    *, editor: User, claim: Claim, expected: int, text: str, event: ClockValue | None = None, reason: str = ""
) -> Claim:
    """Change a claim's words, and when it is said to have happened; its old address leads to the new."""
    text = _checked(text)
    actor = person(editor)
    columns = clock_columns("event", event) if event is not None else {}
    with acting(actor, reason=reason):
        change(claim, actor=actor, expected=expected, text=text, search_key=fold(text), **columns)
        asks_anew(claim=claim, user_id=actor.user_id)
        give_address(ClaimAddress, target=claim, words=text)
        record_revision(
            actor=actor, claims=claims_of_claim(claim.pk), moved=Moved.TEXT, subject=root_key(claim)
        )
    return claim


def withdraw_claim(*, editor: User, claim: Claim, expected: int, reason: str) -> Claim:
    """Hide a claim with a reason; its address says so, and it can be brought back."""
    reason = checked_reason(reason)
    actor = person(editor)
    with acting(actor, reason=reason):
        change(claim, actor=actor, expected=expected, **withdrawal(actor=actor, reason=reason))
        record_revision(
            actor=actor, claims=claims_of_claim(claim.pk), moved=Moved.WITHDRAWAL, subject=root_key(claim)
        )
    return claim


def restore_claim(*, editor: User, claim: Claim, expected: int, reason: str = "") -> Claim:
    """Bring a withdrawn claim back."""
    actor = person(editor)
    with acting(actor, reason=reason):
        change(claim, actor=actor, expected=expected, **STANDING)
        record_revision(
            actor=actor, claims=claims_of_claim(claim.pk), moved=Moved.RESTORED, subject=root_key(claim)
        )
    return claim


CLAIM: Shape[Claim] = Shape(
    lambda: Claim.objects.select_related("merged_into").filter(pk=Slot("pk")).order_by("pk")[:1]
)


def resolve_claim(*, actor: Actor, claim_id: int | None, new_claim: str) -> Claim:
    """The claim a form means, over a merge; a new one is made. Raises Refused where there is none such."""
    if claim_id is None:
        return create_claim(actor=actor, text=new_claim)
    claim = next(iter(CLAIM.rows(pk=claim_id)), None)
    if claim is None:
        raise Refused("That claim does not exist any more. Choose another.")
    return claim.merged_into or claim


def checked_reason(reason: str) -> str:
    """A reason in one line, at most 400 characters. Raises Refused where there is none."""
    reason = " ".join(reason.split())
    if not reason:
        raise Refused("Say why, in a few words: readers see the reason.")
    if len(reason) > 400:
        raise Refused("Keep the reason under 400 characters.")
    return reason


def _checked(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        raise Refused("Write the claim in a sentence of our own words.")
    if len(text) > LONGEST_CLAIM:
        raise Refused(f"Keep the claim under {LONGEST_CLAIM} characters.")
    return text
