"""The places that speakers have or had, read for pages that say which of them was held then."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from claims.held import Office, Offices
from claims.models import Affiliation, Speaker
from claims.queries.shapes import Prepared, Slots
from claims.queries.wording import printed_name


def offices_of(speakers: Iterable[Speaker | None]) -> Offices:
    """The places of these speakers (of those that stand for them, with all that are merged into those).

    One query; none where there is no speaker.
    """
    return offices_held({one.merged_into_id or one.pk for one in speakers if one})


def offices_held(people: Collection[int]) -> Offices:
    """The same of the keys of speakers that stand for themselves."""
    return _read(people) if people else {}


def office(row: Affiliation) -> Office:
    """One affiliation; needs `body.merged_into` loaded."""
    words = ", ".join(part for part in (row.title, printed_name(row.body)) if part)
    return Office(words, row.since, row.until)


def places_of(path: str) -> Q:
    """For a query: whether any is recorded of the speaker whose key is at the path, or of one merged into it.
    Most have none, and are not asked about again."""
    here, of = OuterRef(path), Affiliation.objects.order_by()
    return Q(Exists(of.filter(person=here))) | Q(Exists(of.filter(person__merged_into=here)))


def _read(wanted: Collection[int]) -> Offices:
    found: dict[int, tuple[Office, ...]] = {}
    for row in PLACES.rows(people=sorted(wanted)):
        found[row.who] = (*found.get(row.who, ()), office(row))
    return found


def _places() -> QuerySet[Any]:
    # As subqueries of their own: an OR over a join reads the whole table.
    wanted = Slots("people")
    people = Speaker.objects.order_by().filter(pk__in=wanted).values("pk")
    merged = Speaker.objects.order_by().filter(merged_into__in=wanted).values("pk")
    return (
        Affiliation.objects.filter(person__in=people.union(merged, all=True))
        .annotate(who=Coalesce("person__merged_into_id", "person_id"))
        .select_related("body__merged_into")
        .order_by("since_earliest", "pk")
    )


PLACES: Prepared[Any] = Prepared(_places)
