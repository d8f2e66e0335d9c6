"""Places in bodies and offices, seen from either side, with their dates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from claims.models import Affiliation, Speaker
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


def affiliations_of(
    people: Sequence[int], visitor: Visitor, *, own: str, other: str
) -> Sequence[Affiliation]:
    """Affiliations in which the people are `own` ("person" or "body"): the last MOST, earliest first.

    With the `other` side loaded, and its `slug` where the visitor may see its page. One query.
    """
    seen = Speaker.objects.seen_by(visitor).unmerged().filter(pk=OuterRef("other_id")).with_slug()
    found = (
        Affiliation.objects.filter(Q(**{f"{own}__in": people}))
        .select_related(f"{other}__merged_into")
        .annotate(other_id=Coalesce(f"{other}__merged_into_id", f"{other}_id"))
        .annotate(slug=Subquery(seen.values("slug")[:1]))
        .order_by("-since_earliest", "-pk")
    )
    return list(found[:MOST])[::-1]


def place_of(affiliation: Affiliation, other: Speaker) -> Place:
    """Word one of `affiliations_of`, with its other side."""
    return Place(
        title=affiliation.title,
        name=printed_name(other),
        address=address("claims:speaker", slug=affiliation.slug),  # type: ignore[attr-defined]
        since=when(affiliation.since),
        until=when(affiliation.until),
    )
