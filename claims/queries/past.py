"""Which moment of a claim is asked for, and what had been written then."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import QuerySet

from claims.choices import Moved
from claims.models import Claim, ClaimAddress, ClaimRevision
from claims.queries.at_address import ClaimHead, find_claim
from claims.queries.wording import address
from claimtrack.roles import READER
from sources.past import Moment

_BATCH = "importbatch:"


@dataclass(frozen=True, slots=True)
class ClaimThen:
    """The claim that an address named from the first, itself and not what it was merged into since.

    slug: its current one. into: the current one of the claim that it is merged into now, else "". newest: the
    latest revision of what stands for it now. withdrawn: when and why that was, None where it stands.
    """

    pk: int
    slug: str
    into: str
    newest: int
    withdrawn: tuple[datetime, str] | None


def claim_then(slug: str) -> ClaimThen | None:
    """The claim at an address, where readers may know of it (or of what it is merged into). Four queries."""
    found = find_claim(slug, READER)
    own = ClaimAddress.objects.filter(slug=slug).values_list("target_id", flat=True).first()
    if found is None or own is None:
        return None
    newest, withdrawn = found.values.revision, withdrawal_of(found.claim)
    if own == found.claim.pk:
        return ClaimThen(own, found.slug, "", newest, withdrawn)
    return ClaimThen(own, _current(own) or slug, found.slug, newest, withdrawn)


def withdrawal_of(claim: ClaimHead) -> tuple[datetime, str] | None:
    """When and why it was withdrawn; None where it stands."""
    return (claim.withdrawn_at, claim.withdrawn_reason) if claim.withdrawn_at else None


def _current(claim: int) -> str:
    slugs = ClaimAddress.objects.filter(target=claim, current=True).values_list("slug", flat=True)
    return slugs.first() or ""


def revisions_of(claim: int) -> QuerySet[ClaimRevision]:
    """Its own revisions, the newest first."""
    return ClaimRevision.objects.filter(claim=claim).order_by("-number")


def revision_on(claim: int, day: date) -> ClaimRevision | None:
    """The one that stood at the end of the day (UTC). One query."""
    return revisions_of(claim).filter(at__lt=_end_of(day)).first()


def merged_on(claim: int, day: date) -> str:
    """The address of what the claim was merged into at the end of the day, "" where it stood by itself.

    Two queries; one where it was not merged.
    """
    events = Claim._meta.get_field("events").related_model._default_manager
    last = events.filter(pgh_obj_id=claim, pgh_created_at__lt=_end_of(day)).order_by("-pgh_id")
    into = last.values_list("merged_into_id", flat=True).first()
    return address("claims:claim", slug=_current(into)) if into else ""


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=UTC)


def moment_of(revision: ClaimRevision, later: Iterable[ClaimRevision]) -> Moment:
    """What had been written when the revision was the newest; `later`: the claim's next ones. One query.

    A transaction that began before it, and waited for it, had written some of its rows by then: none of what
    later revisions came with belongs here.
    """
    began = {row.began for row in later if row.began < revision.at and row.began != revision.began}
    return Moment(
        step=revision.step,
        at=revision.at,
        until=None if revision.step else revision.at,
        except_=tuple(sorted(began)),
        batches=_batches_withdrawn(revision),
    )


def _batches_withdrawn(revision: ClaimRevision) -> tuple[int, ...]:
    """Batches leave no history; the revisions with which they were hidden and brought back tell it."""
    told = revisions_of(revision.claim_id).filter(
        number__lte=revision.number,
        subject__startswith=_BATCH,
        moved__in=[Moved.WITHDRAWAL, Moved.RESTORED],
    )
    last = {row.subject: row.moved for row in reversed(told)}
    return tuple(
        int(subject.removeprefix(_BATCH)) for subject, moved in last.items() if moved == Moved.WITHDRAWAL
    )
