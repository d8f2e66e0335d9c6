"""The page of a speaker: who it is, and the record of what it said and of what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from claims.models import Affiliation, Speaker, SpeakerAddress, SpeakerAlias
from claims.queries.keys import Turn
from claims.queries.offices import office
from claims.queries.records import Records, records_of
from claims.queries.wording import When, address, printed_name, when
from claimtrack.roles import Visitor


@dataclass(frozen=True, slots=True)
class Place:
    """An affiliation seen from one side: the title, the other side's name and page, and its dates."""

    title: str
    name: str
    address: str
    since: When
    until: When


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """All the page shows. aliases: (spelling, language). places, members: where and who belongs."""

    speaker: Speaker
    aliases: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    members: tuple[Place, ...]
    records: Records


def find_speaker(slug: str, visitor: Visitor) -> tuple[Speaker, str] | None:
    """The speaker whose address this is or was, own or of one merged into it, if the visitor may see it.

    Beside it the current slug: where it differs, the door redirects.
    """
    at = SpeakerAddress.objects.filter(slug=slug).values(to=Coalesce("target__merged_into_id", "target_id"))
    found: Any = Speaker.objects.seen_by(visitor).unmerged().with_slug().filter(pk__in=at).first()
    return (found, found.slug) if found else None


def speaker_page(speaker: Speaker, visitor: Visitor, *, turn: Turn) -> SpeakerPage:
    """Read the page of a speaker that came from `find_speaker`. Eight queries, however long the record."""
    places = _affiliations(speaker, visitor, own="person", other="body")
    members = _affiliations(speaker, visitor, own="body", other="person")
    return SpeakerPage(
        speaker=speaker,
        aliases=_aliases(speaker),
        places=tuple(_place(row, row.body) for row in places),
        # Who else belongs to a body is not said to readers before that person is on a page of theirs.
        members=tuple(one for one in (_place(row, row.person) for row in members) if one.address),
        records=records_of(speaker, visitor, turn=turn, offices=[office(row) for row in places]),
    )


def _aliases(speaker: Speaker) -> tuple[tuple[str, str], ...]:
    """Other spellings, and the names of speakers merged into this one; each once, by spelling."""
    own_or_merged = Q(speaker=speaker) | Q(speaker__merged_into=speaker)
    spellings = dict(SpeakerAlias.objects.filter(own_or_merged).values_list("spelling", "language"))
    merged = Speaker.objects.filter(merged_into=speaker).values_list("name", flat=True)
    names = dict.fromkeys(merged, "") | spellings
    return tuple(sorted((name, language) for name, language in names.items() if name != speaker.name))


def _affiliations(speaker: Speaker, visitor: Visitor, *, own: str, other: str) -> list[Affiliation]:
    """Affiliations in which the speaker is `own`, with the `other` side and its `slug`, earliest first."""
    seen = Speaker.objects.seen_by(visitor).unmerged().filter(pk=OuterRef("other_id")).with_slug()
    found = (
        Affiliation.objects.filter(Q(**{own: speaker}) | Q(**{f"{own}__merged_into": speaker}))
        .select_related(f"{other}__merged_into")
        .annotate(other_id=Coalesce(f"{other}__merged_into_id", f"{other}_id"))
        .annotate(slug=Subquery(seen.values("slug")[:1]))
        .order_by("since_earliest", "pk")
    )
    return list(found)


def _place(affiliation: Affiliation, other: Speaker) -> Place:
    return Place(
        title=affiliation.title,
        name=printed_name(other),
        address=address("claims:speaker", slug=affiliation.slug),  # type: ignore[attr-defined]
        since=when(affiliation.since),
        until=when(affiliation.until),
    )
