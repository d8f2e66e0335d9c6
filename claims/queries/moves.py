"""What moved: revisions of claims that readers see, newest first, as feeds tell them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from claims.models import ClaimRevision
from claims.queries.wording import address, moved_words
from claims.querysets import ClaimQuerySet, current_slug


@dataclass(frozen=True, slots=True)
class Move:
    """One revision: when, what moved, and on which claim.

    key: of the claim, which never changes; number: the revision's. address: the claim's current one.
    """

    at: datetime
    words: str
    text: str
    address: str
    note: str
    key: int
    number: int


def moves_of(claims: ClaimQuerySet, most: int) -> Iterator[Move]:
    """The newest revisions of the claims, at most so many. One query; who sees the claims is the caller's."""
    rows = ClaimRevision.objects.filter(claim__in=claims)
    with_claim = rows.select_related("claim").annotate(slug=current_slug("ClaimAddress", "claim_id"))
    for row in with_claim.order_by("-at", "-pk")[:most]:
        yield Move(
            at=row.at,
            words=moved_words(row.moved, row.number),
            text=row.claim.text,
            address=address("claims:claim", slug=getattr(row, "slug", "")),
            note=row.note,
            key=row.claim_id,
            number=row.number,
        )
