"""The page of a claim, and its head."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from claims.choices import ClaimState
from claims.models import Claim
from claims.queries.at_address import FoundClaim
from claims.queries.checks import Check
from claims.queries.named import TOPIC, named
from claims.queries.related import Summaries
from claims.queries.revisions import Record, record_told
from claims.queries.shapes import Prepared, Slot
from claims.queries.timeline import Timeline, timeline
from claims.queries.wording import When, address, when
from claims.state_words import MEANINGS, StateWords, score, state_words, tally
from claimtrack.roles import Visitor, is_editor
from claimtrack.words import day, isolated
from sources.past import in_the_present, reads_the_past

#: How many checks the head of the page tells; all of them stand in their own part.
CHECKS_TOLD = 3


class ClaimPage(NamedTuple):
    """All that the page shows.

    means: what the state means; checked: in one line; topics: (name, address); revision: 0: none yet.
    """

    text: str
    slug: str
    event: When
    state: StateWords
    means: str
    checked: str
    score: Sequence[tuple[str, str, str]]
    tally: Sequence[tuple[str, int, str]]
    today: str
    topics: tuple[tuple[str, str], ...]
    hidden: bool
    withdrawn: tuple[datetime, str] | None
    merged: tuple[str, ...]
    desk: str
    revision: int
    moved: datetime | None
    moved_words: str
    record: Record
    timeline: Timeline


def claim_page(
    found: FoundClaim, visitor: Visitor, *, today: date, summaries: Summaries | None = None
) -> ClaimPage:
    """Read the page of a claim that the visitor may see. At most 19 queries, whatever stands on it.

    summaries: of this claim and of related ones, where not those that are stored.
    """
    claim, values = found.claim, summaries([found.claim.pk])[found.claim.pk] if summaries else found.values
    shown = timeline(claim, visitor, today=today, summaries=summaries, bears=found.bears)
    record = record_told(found.revisions, claim.pk, found.slug, today=today)
    last = record.newest
    return ClaimPage(
        text=claim.text,
        slug=found.slug,
        event=when(claim.event),
        state=state_words(values, as_of=today),
        means=MEANINGS[ClaimState(values.state)],
        checked=checked_in_words(shown.checks),
        score=score(values),
        tally=tally(values),
        today=day(today),
        topics=_topics(found, visitor, bears=claim.shown and bool(shown.entries)),
        hidden=not found.seen,
        withdrawn=(claim.withdrawn_at, claim.withdrawn_reason) if claim.withdrawn_at else None,
        merged=tuple(MERGED.rows(claim=claim.pk)) if found.bears.merged else (),
        desk=address("claims:desk-claim", slug=found.slug) if is_editor(visitor) else "",
        revision=values.revision,
        moved=last.at if last else None,
        moved_words=last.words if last else "",
        record=record,
        timeline=shown,
    )


def _topics(found: FoundClaim, visitor: Visitor, *, bears: bool) -> tuple[tuple[str, str], ...]:
    """(name, address) of each, over merges; no address where its page is not for the visitor. One query where
    it must be asked which of them the visitor sees.

    bears: something stands on the claim, and readers see it, so that they see its topics.
    """
    rows = found.topics
    if bears and not reads_the_past():
        return tuple((name, address("claims:topic", slug=slug or "")) for _, name, slug in rows)
    with in_the_present():
        at = {row.pk: row.slug for row in named(TOPIC, [pk for pk, *_ in rows], visitor)} if rows else {}
    return tuple((name, address("claims:topic", slug=at.get(pk, ""))) for pk, name, _ in rows)


MERGED = Prepared(
    lambda: Claim.objects.filter(merged_into=Slot("claim")).order_by("pk").values_list("text", flat=True)
)


def checked_in_words(checks: Sequence[Check]) -> str:
    """ "What was checked: found evidence (This desk, 9 Dec 2025); …": the latest first, the newest few."""
    if not checks:
        return "No check of this claim is recorded."
    told = [
        f"{one.verdict} ({isolated(one.by)}, {one.made.words if one.made.known else 'date not known'})"
        for one in list(reversed(checks))[:CHECKS_TOLD]
    ]
    more = [f"and {len(checks) - CHECKS_TOLD} earlier"] if len(checks) > CHECKS_TOLD else []
    return f"What was checked: {'; '.join(told + more)}."
