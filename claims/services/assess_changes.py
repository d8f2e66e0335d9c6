"""Taking a check or a response back, and bringing it back: what stands beside a claim is never deleted."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.utils import timezone

from claims.choices import Moved
from claims.models import Assessment, Claim, Response
from claims.services.claims import checked_reason
from claims.services.errors import Refused
from claims.summaries import claims_of_claim, record_revision
from sources.services.acting import acting, person
from sources.services.roots import change, root_key

Beside = Assessment | Response


def withdraw_beside(*, editor: User, claim: Claim, expected: int, row: Beside, reason: str) -> Beside:
    """Hide a check or a response of the claim from readers, with a reason. Raises Refused and Stale."""
    if row.withdrawn_at is not None:
        raise Refused("It is withdrawn already.")
    return _set(editor, claim, expected, row, checked_reason(reason), timezone.now())


def restore_beside(*, editor: User, claim: Claim, expected: int, row: Beside, reason: str = "") -> Beside:
    """Show it again. Raises Refused and Stale."""
    if row.withdrawn_at is None:
        raise Refused("It stands already.")
    return _set(editor, claim, expected, row, reason, None)


def _set(editor: User, claim: Claim, expected: int, row: Beside, reason: str, at: datetime | None) -> Beside:
    if row.claim_id != claim.pk:
        raise Refused("It stands on another claim. Open that one.")
    actor = person(editor)
    with acting(actor, reason=reason):
        change(claim, actor=actor, expected=expected)
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
        record_revision(
            actor=actor, claims=claims_of_claim(claim.pk), moved=Moved.CHECK, subject=root_key(claim)
        )
    return row
