"""Revisions read for the front page: the newest that it tells, of claims that readers see or saw."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.choices import ClaimState, Moved
from claims.models import Claim, ClaimRevision
from claims.models.revision import TOLD_IN_FRONT, TURNED_DISPUTED
from claims.queries.shapes import MomentSlot, Prepared, Slot, Slots
from claims.queries.wording import address
from claims.querysets import ClaimQuerySet

#: Revisions looked at in one go, from the newest, and how often at most.
READ, ROUNDS = 200, 4
#: Of those that became disputed: a claim that goes to and fro takes several of them.
TURNS = 16
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
    rows = OLDER_TOLD.rows(at=before[0], pk=before[1]) if before else NEWEST_TOLD.rows()
    return [Revision(*row) for row in rows]


def _told() -> QuerySet[ClaimRevision]:
    return ClaimRevision.objects.filter(moved__in=TOLD_IN_FRONT).order_by("-at", "-pk")


def _older() -> Q:
    return Q(at__lt=MomentSlot("at")) | Q(at=MomentSlot("at"), pk__lt=Slot("pk"))


def newest_rows() -> QuerySet[Any, tuple[Any, ...]]:
    """The first READ revisions of a told kind."""
    return _told().values_list(*_COLUMNS)[:READ]


def older_rows() -> QuerySet[Any, tuple[Any, ...]]:
    """The next, after the one with this moment and key."""
    return _told().filter(_older()).values_list(*_COLUMNS)[:READ]


NEWEST_TOLD, OLDER_TOLD = Prepared(newest_rows), Prepared(older_rows)


def turned_disputed(*, until: datetime, days: int, most: int) -> list[Revision]:
    """With which revision claims that readers see and that are disputed became so, within the last days; the
    newest first.

    One query. A claim that became it twice stands there with the later time.
    """
    found: dict[int, Revision] = {}
    for row in TURNED.rows(since=until - timedelta(days=days)):
        found.setdefault(row[1], Revision(*row))
    return list(found.values())[:most]


def _turned() -> QuerySet[Any, tuple[Any, ...]]:
    rows = ClaimRevision.objects.filter(
        TURNED_DISPUTED,
        claim__in=Claim.objects.visible().order_by(),
        claim__summary__state=ClaimState.DISPUTED,
        at__gte=MomentSlot("since"),
    )
    return rows.order_by("-at", "-pk").values_list(*_COLUMNS, "state_before")[:TURNS]


TURNED = Prepared(_turned)


def claims_told(pks: Collection[int]) -> Mapping[int, ToldClaim]:
    """Those of the claims that readers see or saw. One query."""
    return {
        pk: ToldClaim(text, address("claims:claim", slug=slug), gone)
        for pk, text, slug, gone in TOLD.rows(keys=sorted(pks))
    }


def _seen_or_gone() -> QuerySet[Any, tuple[int, str, str, bool]]:
    itself = {"pk": OuterRef("pk")}
    named = Claim.objects.filter(pk__in=Slots("keys")).with_slug()
    rows = named.annotate(
        seen=Exists(Claim.objects.visible().filter(**itself)),
        gone=Exists(Claim.objects.filter(ClaimQuerySet.GONE, **itself)),
    )
    told: QuerySet[Any, tuple[int, str, str, bool]] = rows.filter(Q(seen=True) | Q(gone=True)).values_list(
        "pk", "text", "slug", "gone"
    )
    return told


TOLD = Prepared(_seen_or_gone)


def readers_may_see(rows: Iterable[Revision], claims: Mapping[int, ToldClaim]) -> list[Revision]:
    """Of a claim that is gone nothing is told but that it went."""
    return [
        row for row in rows if row.claim in claims and (not claims[row.claim].gone or _is_its_withdrawal(row))
    ]


def _is_its_withdrawal(row: Revision) -> bool:
    return row.moved == Moved.WITHDRAWAL and row.subject == f"claim:{row.claim}"
