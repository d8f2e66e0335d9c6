"""A topic as one timeline of its claims: a lane for each, and one ordered list of what was said."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from claims.letters import fitting
from claims.models import StatementLink
from claims.queries.claim_list import key_of, read_claims
from claims.queries.entries import Entry, entries_of, leads_of, links_on, newest_links
from claims.queries.keys import Turn, cut
from claims.queries.listed import ListedClaim
from claims.queries.sample import SORTS
from claims.queries.timeline_drawn import LaneName, TimelineDrawing, axis_of, draw_told, told_of
from claims.queries.wording import address
from claims.querysets import ClaimQuerySet
from claims.standing import target_of
from claims.timeline_drawing import WIDTH, Frame
from claimtrack.roles import Visitor, is_editor

#: Claims and statements of a page; a claim with more statements than that has a page of its own.
LANES, STATEMENTS = 30, 500
#: The name of a lane stands above it, in letters of this size at most (see timeline_drawing.css).
ABOVE, LETTERS = Frame(left=8.0, head=22.0), 15.0
#: How much of a claim is told with each mark, in units of the drawing.
NAMED = 300.0


@dataclass(frozen=True, slots=True)
class LaneClaim:
    """A claim of the page; said: how many statements on it stand in the list. lead: its state in words."""

    pk: int
    text: str
    address: str
    lead: str
    said: int


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A statement, and the claim on which it stands there."""

    entry: Entry
    claim: LaneClaim


@dataclass(frozen=True, slots=True)
class TopicTimeline:
    """A page of it. dated: in order; undated: their place in it is not known. left_out: how many statements
    of the only claim of the page are older than those that are shown. newer, older: as in `ClaimList`."""

    claims: tuple[LaneClaim, ...]
    dated: tuple[TopicEntry, ...]
    undated: tuple[TopicEntry, ...]
    drawing: TimelineDrawing | None
    left_out: int
    newer: str
    older: str


def topic_timeline(
    claims: ClaimQuerySet,
    visitor: Visitor,
    *,
    turn: Turn,
    today: date,
    query: Mapping[str, str],
    page_address: str,
    sort: str = "moved",
) -> TopicTimeline:
    """Read one page of `claims`, those that moved last first: at most LANES of them, and as many as have
    together at most STATEMENTS statements. query: of the address, for the axis; page_address: what leads to
    this page, begun with "?". At most 10 queries, whatever stands on them.
    """
    found = read_claims(claims, turn, SORTS[sort], LANES + 1)
    page = cut(len(found), size=_fitting(found), turn=turn)
    shown = found[: page.size]
    if turn.before:
        shown.reverse()
    links = _links([claim.pk for claim in shown], _statements(shown)) if shown else []
    entries = entries_of(0, links, leads_of(links, visitor, visible=not is_editor(visitor))) if links else ()
    lanes = _lanes(shown, [target_of(link) for link in links], today)
    told = tuple(
        TopicEntry(entry, lanes[target_of(link)]) for link, entry in zip(links, entries, strict=True)
    )
    return TopicTimeline(
        claims=tuple(lanes.values()),
        dated=tuple(one for one in told if _is_dated(one.entry)),
        undated=tuple(one for one in told if not _is_dated(one.entry)),
        drawing=_drawing(told, lanes, query, page_address),
        left_out=max(_statements(shown) - STATEMENTS, 0),
        newer=key_of(shown[0], sort) if shown and page.newer else "",
        older=key_of(shown[-1], sort) if shown and page.older else "",
    )


def _statements(claims: Sequence[ListedClaim]) -> int:
    return sum(claim.statements for claim in claims)


def _fitting(found: Sequence[ListedClaim]) -> int:
    """How many of the claims make a page: one at least."""
    size = min(len(found), LANES)
    while size > 1 and _statements(found[:size]) > STATEMENTS:
        size -= 1
    return max(size, 1)


def _links(claims: Collection[int], statements: int) -> list[StatementLink]:
    if statements > STATEMENTS:
        return newest_links(claims, STATEMENTS)
    return links_on(claims)


def _lanes(claims: Sequence[ListedClaim], said: Sequence[int], today: date) -> dict[int, LaneClaim]:
    return {
        claim.pk: LaneClaim(
            pk=claim.pk,
            text=claim.text,
            address=address("claims:claim", slug=claim.slug),
            lead=claim.said(as_of=today).lead,
            said=said.count(claim.pk),
        )
        for claim in claims
    }


def _is_dated(entry: Entry) -> bool:
    clock = entry.said.clock
    return clock.earliest is not None or clock.latest is not None


def _drawing(
    told: Sequence[TopicEntry], lanes: Mapping[int, LaneClaim], query: Mapping[str, str], page_address: str
) -> TimelineDrawing | None:
    if not told:
        return None
    axis = axis_of(query)
    names = {
        str(one.pk): LaneName(fitting(one.text, WIDTH, LETTERS), one.address, one.text)
        for one in lanes.values()
    }
    on = {pk: f"on “{fitting(one.text, NAMED, LETTERS)}”" for pk, one in lanes.items()}
    marks = [told_of(one.entry, axis, str(one.claim.pk), on[one.claim.pk]) for one in told]
    return draw_told(marks, names, axis, page_address, ABOVE)
