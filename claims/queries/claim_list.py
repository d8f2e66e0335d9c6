"""Lists of claims, a page at a time, as their visitor may see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.utils import timezone

from claims.models import Claim
from claims.queries.found import marked
from claims.queries.keys import Key, Turn, cut
from claims.queries.pulse import Beat, pulses
from claims.queries.related import summary_of
from claims.queries.wording import address
from claims.querysets import ClaimQuerySet
from claims.state_words import lead, tally, weight
from claimtrack.roles import Visitor, is_editor

PAGE = 20
#: How a list may be sorted, the latest first: spelling in an address → the column.
SORTS = {"moved": "summary__last_moved", "said": "summary__first_said"}
SORT_WORDS = {"moved": "Newest movement", "said": "First said"}


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim. text: in pieces, (words, whether found); weight: outlets and origins; tags: for editors."""

    pk: int
    text: tuple[tuple[str, bool], ...]
    address: str
    lead: str
    tally: tuple[tuple[str, int, str], ...]
    weight: str
    moved: datetime | None
    beats: tuple[Beat, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimList:
    """A page of the list; newer and older are keys for `before` and `after`, "" where there is no page."""

    rows: tuple[ClaimRow, ...]
    newer: str
    older: str


def claims_seen_by(visitor: Visitor) -> ClaimQuerySet:
    """What a list of claims may hold: those the visitor sees, a merged one not besides its target."""
    seen: ClaimQuerySet = Claim.objects.seen_by(visitor).filter(merged_into__isnull=True)
    return seen


def list_claims(
    claims: ClaimQuerySet, visitor: Visitor, *, turn: Turn, today: date, sort: str = "moved", words: str = ""
) -> ClaimList:
    """Read one page of `claims`; `words` are marked where they stand. Two queries, one where it is empty."""
    column = SORTS[sort]
    found = read_claims(claims, turn, column, PAGE + 1)
    page = cut(len(found), size=PAGE, turn=turn)
    shown = found[: page.size]
    if turn.before:
        shown.reverse()
    return ClaimList(
        rows=claim_rows(shown, visitor, today, words) if shown else (),
        newer=key_of(shown[0], sort) if shown and page.newer else "",
        older=key_of(shown[-1], sort) if shown and page.older else "",
    )


def read_claims(claims: ClaimQuerySet, turn: Turn, column: str, most: int) -> list[Any]:
    """At most so many claims from where the turn says, by the column, the latest first; those before a key
    are read backwards. One query."""
    ordered = claims.order_by(F(column).desc(nulls_last=True), "-pk")
    if turn.before:
        ordered = ordered.reverse()
    return list(ordered.filter(turn.condition(column)).with_summary().with_slug()[:most])


def key_of(claim: Claim, sort: str) -> str:
    """What names the page that begins after (or ends before) the claim."""
    values = summary_of(claim)
    return str(Key(values.last_moved if sort == "moved" else values.first_said, claim.pk))


def claim_rows(
    claims: Sequence[Claim], visitor: Visitor, today: date, words: str = ""
) -> tuple[ClaimRow, ...]:
    """What a list says of claims that were loaded with their summaries and slugs. One query."""
    beats = pulses([claim.pk for claim in claims], visitor)
    for_editor = is_editor(visitor)
    return tuple(
        _row(claim, beats.get(claim.pk, ()), today, words, _tags(claim) if for_editor else ())
        for claim in claims
    )


def _row(claim: Claim, beats: tuple[Beat, ...], today: date, words: str, tags: tuple[str, ...]) -> ClaimRow:
    values = summary_of(claim)
    return ClaimRow(
        pk=claim.pk,
        text=marked(claim.text, words),
        address=address("claims:claim", slug=getattr(claim, "slug", "")),
        lead=lead(values, as_of=today),
        tally=tally(values),
        weight=weight(values),
        moved=values.last_moved,
        beats=beats,
        tags=tags,
    )


def _tags(claim: Claim) -> tuple[str, ...]:
    if claim.withdrawn_at:
        return ("withdrawn",)
    published = claim.visible_since and claim.visible_since <= timezone.now()
    return () if published else ("not shown to readers",)
