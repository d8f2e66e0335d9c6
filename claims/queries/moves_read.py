"""Revisions read for the front page: the newest that it tells, of claims that readers see or saw."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q

from claims.choices import ClaimState, Moved
from claims.models import Claim, ClaimRevision
from claims.models.revision import TOLD_IN_FRONT, TURNED_DISPUTED
from claims.queries.wording import address
from claims.querysets import ClaimQuerySet

#: Revisions looked at in one go, from the newest, and how often at most.
READ, ROUNDS = 200, 4
_COLUMNS = ("pk", "claim_id", "number", "at", "began", "moved", "subject", "note", "actor_id", "new_origin")


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision as it was written; see ClaimRevision. before: how it stood until then, as far as known."""

    pk: int
    claim: int
    number: int
    at: datetime
    began: datetime
    moved: str
    subject: str
    note: str
    actor: int
    new_origin: bool
    before: str | None = None

    @property
    def root(self) -> str:
        """What sort of thing moved: "statement", "article" …"""
        return self.subject.partition(":")[0]

    @property
    def root_pk(self) -> int:
        """Its key; 0 where the subject names nothing."""
        key = self.subject.partition(":")[2]
        return int(key) if key.isdecimal() else 0


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim that moved. gone: readers saw it, and it is withdrawn."""

    text: str
    address: str
    gone: bool


def newest_told(before: tuple[datetime, int] | None) -> list[Revision]:
    """The next READ revisions of a told kind, the newest first, whoever may see them. One query."""
    rows = ClaimRevision.objects.filter(moved__in=TOLD_IN_FRONT).order_by("-at", "-pk")
    if before:
        rows = rows.filter(Q(at__lt=before[0]) | Q(at=before[0], pk__lt=before[1]))
    return [Revision(*row) for row in rows.values_list(*_COLUMNS)[:READ]]


def turned_disputed(claims: ClaimQuerySet, *, until: datetime, days: int, most: int) -> list[Revision]:
    """With which revision the claims that are disputed became so, within the last days; the newest first.

    One query. A claim that became it twice stands there with the later time.
    """
    rows = ClaimRevision.objects.filter(
        TURNED_DISPUTED,
        claim__in=claims,
        claim__summary__state=ClaimState.DISPUTED,
        at__gte=until - timedelta(days=days),
    )
    found: dict[int, Revision] = {}
    # Twice as many: a claim that goes to and fro takes several of them.
    for row in rows.order_by("-at", "-pk").values_list(*_COLUMNS, "state_before")[: 2 * most]:
        found.setdefault(row[1], Revision(*row))
    return list(found.values())[:most]


def claims_told(pks: Collection[int]) -> Mapping[int, ToldClaim]:
    """Those of the claims that readers see or saw. One query."""
    itself = {"pk": OuterRef("pk")}
    rows = (
        Claim.objects.filter(pk__in=pks)
        .with_slug()
        .annotate(
            seen=Exists(Claim.objects.visible().filter(**itself)),
            gone=Exists(Claim.objects.gone().filter(**itself)),
        )
        .filter(Q(seen=True) | Q(gone=True))
    )
    return {
        pk: ToldClaim(text, address("claims:claim", slug=slug), gone)
        for pk, text, slug, gone in rows.values_list("pk", "text", "slug", "gone")
    }


def readers_may_see(rows: Iterable[Revision], claims: Mapping[int, ToldClaim]) -> list[Revision]:
    """Of a claim that is gone nothing is told but that it went."""
    return [
        row for row in rows if row.claim in claims and (not claims[row.claim].gone or _is_its_withdrawal(row))
    ]


def _is_its_withdrawal(row: Revision) -> bool:
    return row.moved == Moved.WITHDRAWAL and row.subject == f"claim:{row.claim}"
