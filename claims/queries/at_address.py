"""A claim as an address leads to it: with its summary, topics and revisions, and what sorts of things stand
on it, in one question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.models import Claim, ClaimAddress, ClaimTopic
from claims.queries.bears import Bears, what_it_bears
from claims.queries.gathered import gathered
from claims.queries.revisions import Told, newest_of, told
from claims.queries.shapes import Prepared, Slot, TextSlot
from claims.querysets import ClaimQuerySet, current_slug, of_claims
from claims.states import SummaryValues
from claimtrack.roles import Visitor, is_editor
from sources.clocks import ClockValue
from sources.models.clock import PARTS


class ClaimHead(NamedTuple):
    """What a page asks of the claim itself; it answers to the names of the model. shown: readers see it."""

    pk: int
    text: str
    withdrawn_at: datetime | None
    withdrawn_reason: str
    shown: bool
    event: ClockValue


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim as an address leads to it. slug: its current one. seen: readers see it; gone: they did.

    topics: (key, name, slug or None) of each, over merges; revisions: the newest first.
    """

    claim: ClaimHead
    slug: str
    seen: bool
    gone: bool
    values: SummaryValues
    stale: bool
    bears: Bears
    topics: Sequence[tuple[int, str, str | None]]
    revisions: Sequence[Told]


def find_claim(slug: str, visitor: Visitor) -> FoundClaim | None:
    """The claim at an address, over a merge; None where the visitor may not know of one. One query."""
    for row in AT_ADDRESS.rows(slug=slug):
        found = _found(row, slug)
        return found if found.seen or found.gone or is_editor(visitor) else None
    return None


def found_claim(pk: int, slug: str) -> FoundClaim:
    """The claim with what its page begins with; `slug`: where it has no address of its own. One query.

    Raises Claim.DoesNotExist: in a past of which no history tells.
    """
    for row in FOUND.rows(claim=pk):
        return _found(row, slug)
    raise Claim.DoesNotExist


_CLAIM = ClaimHead._fields[:-1]
_EVENT = tuple(f"event_{part}" for part in PARTS)
_SUMMARY = tuple(f"summary__{name}" for name in SummaryValues.__dataclass_fields__)
_TOLD = ("slug", "gone", "told_topics", "told_revisions", "summary__stale")
_CLOCK_AT = len(_CLAIM)
_SUMMARY_AT = _CLOCK_AT + len(_EVENT)
_TOLD_AT = _SUMMARY_AT + len(_SUMMARY)
_BEARS_AT = _TOLD_AT + len(_TOLD)


def _found(row: tuple[Any, ...], slug: str) -> FoundClaim:
    own, gone, topics, revisions, stale = row[_TOLD_AT:_BEARS_AT]
    summary = row[_SUMMARY_AT:_TOLD_AT]
    # A claim that was never published is neither seen nor not: NULL.
    *stored, shown = row[:_CLOCK_AT]
    claim = ClaimHead._make((*stored, bool(shown), ClockValue(*row[_CLOCK_AT:_SUMMARY_AT])))
    return FoundClaim(
        claim=claim,
        slug=own or slug,
        seen=claim.shown,
        gone=bool(gone),
        # Without a summary on a claim on which nothing was ever recorded.
        values=SummaryValues() if summary[0] is None else SummaryValues(*summary),
        stale=bool(stale),
        bears=Bears._make(row[_BEARS_AT:]),
        topics=list(dict.fromkeys(map(tuple, topics))),
        revisions=[told(*one) for one in revisions],
    )


def _claims() -> QuerySet[Any, tuple[Any, ...]]:
    bears = what_it_bears()
    found: ClaimQuerySet = Claim.objects.with_slug().annotate(
        told_topics=gathered(_topics(), "topic_to", "named", "slug"),
        told_revisions=gathered(newest_of(OuterRef("pk")), "number", "at", "moved", "note"),
        shown=ClaimQuerySet.SEEN,
        gone=ClaimQuerySet.GONE,
        **bears,
    )
    rows: QuerySet[Any, tuple[Any, ...]] = found.order_by().values_list(
        *_CLAIM, *_EVENT, *_SUMMARY, *_TOLD, *bears
    )
    return rows


def _topics() -> QuerySet[ClaimTopic]:
    """Over merges, also of what is merged into the claim; one may come several times."""
    placed = ClaimTopic.objects.filter(of_claims("claim_id", [OuterRef(OuterRef("pk"))]))
    topics: QuerySet[ClaimTopic] = placed.annotate(
        topic_to=Coalesce("topic__merged_into_id", "topic_id"),
        named=Coalesce("topic__merged_into__name", "topic__name"),
        slug=current_slug("TopicAddress", "topic_to"),
    ).order_by("named", "topic_to")
    return topics


def _at_address() -> QuerySet[Any, tuple[Any, ...]]:
    at = ClaimAddress.objects.filter(slug=TextSlot("slug")).order_by()
    return _claims().filter(pk=Subquery(at.values(to=Coalesce("target__merged_into_id", "target_id"))))


FOUND: Prepared[tuple[Any, ...]] = Prepared(lambda: _claims().filter(pk=Slot("claim")))
AT_ADDRESS: Prepared[tuple[Any, ...]] = Prepared(_at_address)
