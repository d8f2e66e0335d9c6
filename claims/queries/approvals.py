"""What waits for another editor's approval, and what was sent back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.choices import ApprovalState
from claims.models import Claim, ClaimApproval
from claims.queries.wording import address
from claims.querysets import current_slug

#: Rows of each list; a newsroom that lets more wait is told that there are more.
MOST = 100


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """A claim that waits, or was sent back. who, at: asked (or sent back) by whom and when."""

    claim: str
    address: str
    who: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """What waits for me, what I asked for, and what was sent back to me; the oldest first."""

    for_me: tuple[ApprovalRow, ...]
    mine: tuple[ApprovalRow, ...]
    sent_back: tuple[ApprovalRow, ...]


def waiting_for(user_id: int) -> QuerySet[ClaimApproval]:
    """What others asked, so that this editor may approve it."""
    rows = ClaimApproval.objects.filter(state=ApprovalState.WAITING, claim__withdrawn_at__isnull=True)
    return rows.exclude(asked_by=user_id)


def sent_back_to(user_id: int) -> QuerySet[ClaimApproval]:
    """What was sent back to this editor, and neither asked again nor shown since."""
    later = ClaimApproval.objects.filter(claim=OuterRef("claim"), pk__gt=OuterRef("pk"))
    rows = ClaimApproval.objects.filter(state=ApprovalState.SENT_BACK, asked_by=user_id)
    return rows.filter(~Exists(later), claim__visible_since__isnull=True, claim__withdrawn_at__isnull=True)


def read_approvals(user_id: int) -> ApprovalPage:
    """Read the three lists. Three queries."""
    mine = ClaimApproval.objects.filter(state=ApprovalState.WAITING, asked_by=user_id)
    return ApprovalPage(
        for_me=_rows(waiting_for(user_id)), mine=_rows(mine), sent_back=_rows(sent_back_to(user_id))
    )


def _rows(found: QuerySet[ClaimApproval]) -> tuple[ApprovalRow, ...]:
    rows = found.select_related("claim", "asked_by", "decided_by").order_by("asked_at", "pk")
    return tuple(map(_row, rows.annotate(slug=current_slug("ClaimAddress", "claim_id"))[:MOST]))


def _row(row: ClaimApproval) -> ApprovalRow:
    slug: str = row.slug or ""  # type: ignore[attr-defined]
    who = row.decided_by or row.asked_by
    return ApprovalRow(
        claim=row.claim.text,
        address=address("claims:desk-claim", slug=slug),
        who=who.get_username(),
        at=row.decided_at or row.asked_at,
        reason=row.reason,
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How a claim that readers never saw stands. state: "" where nobody asked, else an ApprovalState.

    mine: the editor who looks asked it; who: asked, or sent it back.
    """

    state: str
    mine: bool
    who: str
    at: datetime | None
    reason: str


def standing_of(claim: Claim, user_id: int) -> Standing | None:
    """None, without a query, for what readers see or saw; else what came of the last asking. One query."""
    if claim.visible_since is not None or claim.merged_into_id is not None:
        return None
    asked = Q(state__in=[ApprovalState.WAITING, ApprovalState.SENT_BACK])
    rows = ClaimApproval.objects.filter(asked, claim=claim).select_related("asked_by", "decided_by")
    last = rows.order_by("-pk").first()
    if last is None:
        return Standing("", mine=False, who="", at=None, reason="")
    who = last.decided_by or last.asked_by
    return Standing(
        state=last.state,
        mine=last.asked_by_id == user_id,
        who=who.get_username(),
        at=last.decided_at or last.asked_at,
        reason=last.reason,
    )
