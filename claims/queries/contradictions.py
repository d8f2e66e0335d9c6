"""Who contradicted a speaker, and whom the speaker contradicted: claim by claim, dated, with where it stands.

Two contradict each other where one asserts a claim that the other denies, disputes or corrects, or where
they assert two claims of which an editor confirmed that each contradicts the other. Whoever denies
contradicts whoever asserts; of two claims, what was said later contradicts what was said before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from claims.choices import LANE_OF, Lane, LinkState, RelationKind, Stance
from claims.models import Claim, ClaimRelation
from claims.queries.keys import Key, Turn, cut
from claims.queries.opposed import Opposed, opposed_on
from claims.queries.spoken import links_of_people, newest
from claims.queries.wording import When, address, when
from claims.querysets import current_slug
from claimtrack.roles import Visitor
from sources.clocks import ClockValue

#: Statements of the speaker that are looked through for a page.
WINDOW = 100


class Stand(NamedTuple):
    """The side that the speaker takes on a claim."""

    claim: int
    asserts: bool


@dataclass(frozen=True, slots=True)
class Contradiction:
    """What the speaker said of a claim, the latest of it, and who says otherwise. statements: how many of
    those looked through say it. more: how many others say otherwise and are not listed, on the claims' pages.
    """

    claim: str
    address: str
    stance: str
    word: str
    said: When
    place: str
    statements: int
    others: tuple[Opposed, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Contradictions:
    """One page. by, of: who contradicted the speaker, and whom the speaker contradicted; the latest first.

    looked: statements that were looked through. newer, older: keys, "" where there are no others.
    """

    by: tuple[Contradiction, ...]
    of: tuple[Contradiction, ...]
    looked: int
    newer: str
    older: str


def contradictions_of(people: Sequence[int], visitor: Visitor, *, turn: Turn) -> Contradictions:
    """Look through one page of what the speaker said. At most seven queries, two where nothing was said.

    people: the speaker and those merged into it.
    """
    found = newest(people, visitor, turn=turn, most=WINDOW + 1)
    page = cut(len(found), size=WINDOW, turn=turn)
    places = found[: page.size]
    if turn.before:
        places.reverse()
    own = _own(people, visitor, [pk for _, pk in places])
    by, of = _both_ways(own, people, visitor)
    return Contradictions(
        by=tuple(by),
        of=tuple(of),
        looked=len(places),
        newer=str(Key(*places[0])) if places and page.newer else "",
        older=str(Key(*places[-1])) if places and page.older else "",
    )


def _own(people: Sequence[int], visitor: Visitor, statements: Sequence[int]) -> Mapping[Stand, list[Any]]:
    """What the speaker said, by side, in the order of the page."""
    rank = {pk: place for place, pk in enumerate(statements)}
    links = links_of_people(people, visitor).filter(statement__in=rank)
    loaded = links.select_related("claim__merged_into", "statement").annotate(
        slug=current_slug("ClaimAddress", "target_id")
    )
    sides: defaultdict[Stand, list[Any]] = defaultdict(list)
    for link in sorted(loaded, key=lambda link: rank[link.statement_id]):
        if link.stance != Stance.DECLINES:
            asserts = LANE_OF[Stance(link.stance)] == Lane.ASSERTS
            sides[Stand(link.target_id, asserts)].append(link)
    return sides


def _both_ways(
    own: Mapping[Stand, list[Any]], people: Collection[int], visitor: Visitor
) -> tuple[list[Contradiction], list[Contradiction]]:
    counters = _counters({stand.claim for stand in own if stand.asserts})
    claims = {stand.claim for stand in own} | {one for ones in counters.values() for one in ones}
    others = opposed_on(claims, visitor, without=people) if claims else {}
    by, of = [], []
    for stand, links in own.items():
        here = others.get((stand.claim, not stand.asserts), [])
        against = [one for claim in counters.get(stand.claim, ()) for one in others.get((claim, True), [])]
        if stand.asserts:
            earlier = [one for one in against if _is_before(one.clock, links[0].statement.said)]
            by.append(_told(links, [*here, *(one for one in against if one not in earlier)]))
            of.append(_told(links, earlier))
        else:
            of.append(_told(links, here))
    return [one for one in by if one.others], [one for one in of if one.others]


def _is_before(one: ClockValue, other: ClockValue) -> bool:
    """Whether one was said for certain before the other."""
    return one.latest is not None and other.earliest is not None and one.latest <= other.earliest


def _told(links: Sequence[Any], others: Iterable[Opposed]) -> Contradiction:
    latest, shown = links[0], tuple(others)
    claim = address("claims:claim", slug=latest.slug)
    return Contradiction(
        claim=(latest.claim.merged_into or latest.claim).text,
        address=claim,
        stance=latest.stance,
        word=latest.get_stance_display(),
        said=when(latest.statement.said),
        place=f"{claim}#s{latest.statement_id}" if claim else "",
        statements=len({link.statement_id for link in links}),
        others=shown,
        more=sum({one.key: one.more for one in shown}.values()),
    )


def _counters(claims: Collection[int]) -> Mapping[int, set[int]]:
    """By claim, those of which an editor confirmed that they contradict it; both over merges. Two queries."""
    if not claims:
        return {}
    members = dict(members_of(claims))
    ends = ("from_claim", "from_claim__merged_into", "to_claim", "to_claim__merged_into")
    confirmed = ClaimRelation.objects.filter(kind=RelationKind.CONTRADICTS, state=LinkState.CONFIRMED)
    rows = confirmed.order_by().values_list(*ends)
    found: defaultdict[int, set[int]] = defaultdict(set)
    leading, led = rows.filter(from_claim__in=members), rows.filter(to_claim__in=members)
    for one, one_into, other, other_into in leading.union(led):
        pair = (one_into or one, other_into or other)
        for here, there in (pair, pair[::-1]):
            if here in claims and there != here:
                found[here].add(there)
    return found


def members_of(claims: Collection[int]) -> Iterable[tuple[int, int]]:
    """The claims and those merged into them: (claim, what it counts for). One query."""
    own = Claim.objects.order_by().filter(pk__in=claims).values_list("pk", "pk")
    merged = Claim.objects.order_by().filter(merged_into__in=claims).values_list("pk", "merged_into")
    return own.union(merged, all=True)
