"""Places in bodies and offices, seen from either side, with their dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from claims.held import Office
from claims.models import Affiliation, Speaker
from claims.queries.named import SPEAKER, named
from claims.queries.offices import office
from claims.queries.wording import When, address, printed_name, when
from claimtrack.roles import Visitor

#: Of a body with more members the last to come are shown.
MOST = 200


@dataclass(frozen=True, slots=True)
class Place:
    """An affiliation seen from one side: the title, the other side's name and page, and its dates."""

    title: str
    name: str
    address: str
    since: When
    until: When


@dataclass(frozen=True, slots=True)
class Held:
    """Affiliations from both sides, earliest first. offices: `places` as pages tell which was held when."""

    places: tuple[Place, ...]
    members: tuple[Place, ...]
    offices: tuple[Office, ...]


def held_by(people: Sequence[int], visitor: Visitor) -> Held:
    """Where the people belong, and who belongs to them; of each the last MOST. Two queries, one for nothing.

    A member leads to its page, and is told at all, only where the visitor may see that page: who else
    belongs to a body is not said to readers before that person is on a page of theirs.
    """
    rows = _rows(people)
    places = [row for row in rows if row.person_id in people][-MOST:]
    members = [row for row in rows if row.body_id in people][-MOST:]
    others = {_target(row.body) for row in places} | {_target(row.person) for row in members}
    slugs = {one.pk: one.slug for one in named(SPEAKER, others, visitor)} if others else {}
    return Held(
        places=tuple(_place(row, row.body, slugs) for row in places),
        members=tuple(_place(row, row.person, slugs) for row in members if _target(row.person) in slugs),
        offices=tuple(office(row) for row in places),
    )


def _rows(people: Sequence[int]) -> list[Affiliation]:
    """Earliest first; of one without a known beginning nobody knows the place, and it is last."""
    of_them = Q(person__in=people) | Q(body__in=people)
    found = Affiliation.objects.filter(of_them).select_related("person__merged_into", "body__merged_into")
    return list(found.order_by("-since_earliest", "-pk")[: 2 * MOST])[::-1]


def _target(speaker: Speaker) -> int:
    return speaker.merged_into_id or speaker.pk


def _place(row: Affiliation, other: Speaker, slugs: Mapping[int, str]) -> Place:
    return Place(
        title=row.title,
        name=printed_name(other),
        address=address("claims:speaker", slug=slugs.get(_target(other), "")),
        since=when(row.since),
        until=when(row.until),
    )
