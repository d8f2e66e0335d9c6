"""A second pair of eyes: where the site asks for it, readers see no claim that nobody else approved.

The switch stands in the site's settings; the database refuses what goes past it.
"""

from django.utils import timezone

from claims.choices import ApprovalState
from claims.models import Claim, ClaimApproval, SiteSettings


def asks_first() -> bool:
    """Whether a claim becomes visible only after another editor's approval. One query."""
    return SiteSettings.objects.filter(second_pair=True).exists()


def wait_for_another(*, claim: Claim, user_id: int) -> ClaimApproval:
    """Put a claim into the queue of what waits for somebody else. Must run inside `acting`."""
    return ClaimApproval.objects.create(claim=claim, asked_by_id=user_id)


def asks_anew(*, claim: Claim, user_id: int) -> None:
    """Whoever changed the words of a claim that waits is the one who asks: nobody approves their own words.

    No query for a claim that readers see. Must run inside `acting`, after the root was changed.
    """
    if claim.visible_since is None:
        waiting = ClaimApproval.objects.filter(claim=claim, state=ApprovalState.WAITING)
        waiting.exclude(asked_by=user_id).update(asked_by=user_id, asked_at=timezone.now())
