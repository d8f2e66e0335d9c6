"""The places that speakers have or had, read for pages that say which of them was held then."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Q
from django.db.models.functions import Coalesce

from claims.held import Office, Offices
from claims.models import Affiliation, Speaker
from claims.queries.wording import printed_name


def offices_of(speakers: Iterable[Speaker | None]) -> Offices:
    """The places of these speakers (of those that stand for them, with all that are merged into those).

    One query; none where there is no speaker.
    """
    wanted = {one.merged_into_id or one.pk for one in speakers if one}
    return _read(wanted) if wanted else {}


def office(row: Affiliation) -> Office:
    """One affiliation; needs `body.merged_into` loaded."""
    words = ", ".join(part for part in (row.title, printed_name(row.body)) if part)
    return Office(words, row.since, row.until)


def _read(wanted: Collection[int]) -> Offices:
    # As a subquery of its own: an OR over a join reads the whole table.
    people = Speaker.objects.order_by().filter(Q(pk__in=wanted) | Q(merged_into__in=wanted))
    rows = (
        Affiliation.objects.filter(person__in=people.values("pk"))
        .annotate(who=Coalesce("person__merged_into_id", "person_id"))
        .select_related("body__merged_into")
        .order_by("since_earliest", "pk")
    )
    found: dict[int, tuple[Office, ...]] = {}
    for row in rows:
        found[row.who] = (*found.get(row.who, ()), office(row))
    return found
