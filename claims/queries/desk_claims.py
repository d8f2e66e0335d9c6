"""The claims in the desk's queue, those made last first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from claims.models import Claim
from claims.queries.desk_work import Narrowed, Work, work_of
from claims.queries.keys import Key, Turn, cut
from claims.queries.wording import address
from sources.folding import fold

PAGE = 25


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim. slug: for its addresses at the desk; hidden: readers do not see it yet."""

    slug: str
    text: str
    address: str
    made: datetime
    hidden: bool
    work: Work


@dataclass(frozen=True, slots=True)
class ClaimQueue:
    """A page of the claims; newer and older are keys for `before` and `after`, "" where there is no page."""

    rows: tuple[ClaimRow, ...]
    newer: str
    older: str


def read_claims(*, words: str, turn: Turn, narrowed: Narrowed) -> ClaimQueue:
    """Read one page of the claims that have all the words or parts of words. One query."""
    wanted = Q(withdrawn_at__isnull=True, merged_into__isnull=True)
    for word in fold(words).split():
        wanted &= Q(search_key__contains=word)
    ordered = Claim.objects.filter(wanted, narrowed.condition).order_by("-created_at", "-pk")
    if turn.before:
        ordered = ordered.reverse()
    rows = ordered.filter(turn.condition("created_at")).select_related("desk_item__assignee").with_slug()
    found = list(rows[: PAGE + 1])
    page = cut(len(found), size=PAGE, turn=turn)
    shown = found[: page.size]
    if turn.before:
        shown.reverse()
    return ClaimQueue(
        rows=_rows(shown, narrowed.me),
        newer=_key(shown[0]) if shown and page.newer else "",
        older=_key(shown[-1]) if shown and page.older else "",
    )


def _key(claim: Claim) -> str:
    return str(Key(claim.created_at, claim.pk))


def _rows(claims: Sequence[Claim], me: int) -> tuple[ClaimRow, ...]:
    return tuple(
        ClaimRow(
            slug=slug,
            text=claim.text,
            address=address("claims:desk-claim", slug=slug),
            made=claim.created_at,
            hidden=claim.visible_since is None,
            work=work_of(claim, me),
        )
        for claim, slug in ((one, getattr(one, "slug", None) or "") for one in claims)
    )
