"""A speaker at the desk: its spellings, its places with their dates, and whom it may be the same as."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from claims.models import Affiliation, LikelyDuplicate, Speaker, SpeakerAddress, SpeakerAlias, SpeakersApart
from claims.queries.desk_speakers import statements_of
from claims.queries.wording import When, printed_name, when
from claims.querysets import current_slug
from claimtrack.words import counted


@dataclass(frozen=True, slots=True)
class Spelling:
    """Another spelling. own: recorded at this speaker, not at one merged into it."""

    pk: int
    words: str
    language: str
    own: bool


@dataclass(frozen=True, slots=True)
class Held:
    """A place. own: recorded at this speaker; ended: it has an end."""

    pk: int
    title: str
    body: str
    since: When
    until: When
    own: bool

    @property
    def ended(self) -> bool:
        """Whether an end is known."""
        return self.until.known


@dataclass(frozen=True, slots=True)
class Likeness:
    """Another speaker that this one may be, or was told from. score: 0 where an editor told them apart."""

    name: str
    slug: str
    reason: str
    score: int = 0


@dataclass(frozen=True, slots=True)
class SpeakerDesk:
    """All the page shows. merged: (name, slug) of those merged into it; into: what it is merged into."""

    speaker: Speaker
    slug: str
    statements: str
    spellings: tuple[Spelling, ...]
    places: tuple[Held, ...]
    merged: tuple[tuple[str, str], ...]
    into: tuple[str, str] | None
    likely: tuple[Likeness, ...]
    apart: tuple[Likeness, ...]


def find_desk_speaker(slug: str) -> tuple[Speaker, str] | None:
    """The speaker at an address of its own, an old one included, merged or not; and its current slug."""
    rows = SpeakerAddress.objects.filter(slug=slug).annotate(now=current_slug("SpeakerAddress", "target_id"))
    found = rows.select_related("target__merged_into").first()
    return (found.target, found.now) if found else None


def speaker_desk(speaker: Speaker, slug: str) -> SpeakerDesk:
    """Read the page. Six queries, seven of a merged one, however much there is."""
    merged = Speaker.objects.filter(merged_into=speaker).with_slug().order_by("name")
    return SpeakerDesk(
        speaker=speaker,
        slug=slug,
        statements=counted(statements_of([speaker.pk]).get(speaker.pk, 0), "statement"),
        spellings=spellings_of([speaker])[speaker.pk],
        places=places_of([speaker])[speaker.pk],
        merged=tuple((row.name, row.slug or "") for row in merged),
        into=_into(speaker),
        likely=_likely(speaker),
        apart=_apart(speaker),
    )


def spellings_of(speakers: Iterable[Speaker]) -> dict[int, tuple[Spelling, ...]]:
    """The other spellings of each, and of those merged into it, by spelling. One query."""
    keys = [one.pk for one in speakers]
    rows = SpeakerAlias.objects.filter(Q(speaker__in=keys) | Q(speaker__merged_into__in=keys))
    found: dict[int, tuple[Spelling, ...]] = dict.fromkeys(keys, ())
    for row in rows.select_related("speaker").order_by("spelling", "pk"):
        for key in found.keys() & {row.speaker_id, row.speaker.merged_into_id}:
            own = row.speaker_id == key
            found[key] = (*found[key], Spelling(row.pk, row.spelling, row.language, own))
    return found


def places_of(speakers: Iterable[Speaker]) -> dict[int, tuple[Held, ...]]:
    """The places of each, and of those merged into it, the earliest begun first. One query."""
    keys = [one.pk for one in speakers]
    rows = Affiliation.objects.filter(Q(person__in=keys) | Q(person__merged_into__in=keys))
    found: dict[int, tuple[Held, ...]] = dict.fromkeys(keys, ())
    for row in rows.select_related("person", "body__merged_into").order_by("since_earliest", "pk"):
        for key in found.keys() & {row.person_id, row.person.merged_into_id}:
            found[key] = (*found[key], _held(row, own=row.person_id == key))
    return found


def _held(row: Affiliation, *, own: bool) -> Held:
    return Held(row.pk, row.title, printed_name(row.body), when(row.since), when(row.until), own)


def _into(speaker: Speaker) -> tuple[str, str] | None:
    if speaker.merged_into is None:
        return None
    addresses = SpeakerAddress.objects.filter(target=speaker.merged_into, current=True)
    return speaker.merged_into.name, addresses.values_list("slug", flat=True).first() or ""


def _likely(speaker: Speaker) -> tuple[Likeness, ...]:
    stand = Q(first__merged_into__isnull=True, second__merged_into__isnull=True)
    rows = _with_slugs(LikelyDuplicate.objects.filter(stand), speaker).order_by("-score", "pk")
    return tuple(_likeness(row, speaker, round(row.score * 100)) for row in rows)


def _apart(speaker: Speaker) -> tuple[Likeness, ...]:
    rows = _with_slugs(SpeakersApart.objects.all(), speaker).order_by("-pk")
    return tuple(_likeness(row, speaker, 0) for row in rows)


def _with_slugs(rows: Any, speaker: Speaker) -> Any:
    return (
        rows.filter(Q(first=speaker) | Q(second=speaker))
        .select_related("first", "second")
        .annotate(
            first_slug=current_slug("SpeakerAddress", "first_id"),
            second_slug=current_slug("SpeakerAddress", "second_id"),
        )
    )


def _likeness(row: Any, speaker: Speaker, score: int) -> Likeness:
    if row.first_id == speaker.pk:
        return Likeness(row.second.name, row.second_slug or "", row.reason, score)
    return Likeness(row.first.name, row.first_slug or "", row.reason, score)
