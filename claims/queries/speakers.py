"""The page of a speaker: who it is, what it said, who contradicted it, and what was said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Subquery
from django.db.models.functions import Coalesce

from claims.choices import SpeakerKind
from claims.models import Speaker, SpeakerAddress, SpeakerAlias
from claims.queries.capped import Capped
from claims.queries.contradictions import Contradictions, contradictions_of
from claims.queries.keys import Turn, number_of
from claims.queries.places_held import Place, held_by
from claims.queries.records import Records, records_of
from claims.queries.said_of import Concerns, concerns_of, count_concerns
from claims.queries.shapes import Prepared, TextSlot
from claims.queries.spoken import SPEAKS_FOR, count_record, stands_for
from claims.querysets import SpeakerQuerySet
from claimtrack.roles import Visitor, is_editor

#: The parts of the page: spelling in an address → words. The first is shown where none is asked for.
RECORD, CONTRADICTIONS, OF, FOR = "record", "contradictions", "of", "for"


@dataclass(frozen=True, slots=True)
class Ask:
    """Which part of the page is asked for, and which page of it. after, before: keys, as in the address."""

    part: str
    after: str
    before: str

    @property
    def turn(self) -> Turn:
        """The page, where rows have a moment."""
        return Turn.read(after=self.after, before=self.before)


@dataclass(frozen=True, slots=True)
class SpeakerPage:
    """All the page shows. statements, claims: what is on record; aliases: (spelling, language).

    places, members: where and who belongs. tabs: (part, words, how much there is or None). Of records,
    contradictions and concerns only the one of the part that is shown; records of FOR are others'.
    """

    speaker: Speaker
    part: str
    statements: Capped
    claims: Capped
    aliases: tuple[tuple[str, str], ...]
    places: tuple[Place, ...]
    members: tuple[Place, ...]
    tabs: tuple[tuple[str, str, Capped | None], ...]
    records: Records | None = None
    contradictions: Contradictions | None = None
    concerns: Concerns | None = None


def find_speaker(slug: str, visitor: Visitor) -> tuple[Speaker, str] | None:
    """The speaker whose address this is or was, own or of one merged into it, if the visitor may see it.

    Beside it the current slug: where it differs, the door redirects.
    """
    for found in AT_ADDRESS[is_editor(visitor)].rows(slug=slug):
        return found, found.slug
    return None


def _at_address(speakers: SpeakerQuerySet) -> QuerySet[Any]:
    at = SpeakerAddress.objects.filter(slug=TextSlot("slug")).order_by()
    target = Subquery(at.values(to=Coalesce("target__merged_into_id", "target_id")))
    found: QuerySet[Any] = speakers.unmerged().with_slug().filter(pk=target)
    return found


#: For readers, and for editors.
AT_ADDRESS: dict[bool, Prepared[Any]] = {
    False: Prepared(lambda: _at_address(Speaker.objects.visible())),
    True: Prepared(lambda: _at_address(Speaker.objects.all())),
}


def speaker_page(speaker: Speaker, visitor: Visitor, *, ask: Ask, today: date) -> SpeakerPage:
    """Read the page of a speaker that came from `find_speaker`. At most fifteen queries, however long the
    record, and none of them reads more of it than a page."""
    people = stands_for(speaker)
    held = held_by(people, visitor)
    statements, claims = count_record(people, visitor)
    tabs = tuple(_tabs(speaker, people, visitor, statements))
    part = ask.part if ask.part in {key for key, *_ in tabs} else RECORD
    return SpeakerPage(
        speaker=speaker,
        part=part,
        statements=statements,
        claims=claims,
        aliases=_aliases(speaker, people),
        places=held.places,
        members=held.members,
        tabs=tabs,
        records=_records(part, people, visitor, ask, held.offices),
        contradictions=contradictions_of(people, visitor, turn=ask.turn) if part == CONTRADICTIONS else None,
        concerns=_concerns(people, visitor, ask, today) if part == OF else None,
    )


def _tabs(speaker: Speaker, people: Sequence[int], visitor: Visitor, statements: Capped) -> Any:
    """What there is nothing of has no tab, but for the record itself. Two queries at most."""
    yield RECORD, "On record", statements
    if statements:
        yield CONTRADICTIONS, "Contradictions", None
    if concerns := count_concerns(people, visitor):
        yield OF, f"Said of {'them' if speaker.kind == SpeakerKind.PERSON else 'it'}", concerns
    spoken = count_record(people, visitor, by=SPEAKS_FOR)[0] if _may_be_spoken_for(speaker) else None
    if spoken:
        yield FOR, "Said for it without a name", spoken


def _may_be_spoken_for(speaker: Speaker) -> bool:
    return speaker.kind in (SpeakerKind.BODY, SpeakerKind.OFFICE)


def _records(part: str, people: Sequence[int], visitor: Visitor, ask: Ask, offices: Any) -> Records | None:
    if part == RECORD:
        return records_of(people, visitor, turn=ask.turn, offices=offices)
    return records_of(people, visitor, turn=ask.turn, by=SPEAKS_FOR) if part == FOR else None


def _concerns(people: Sequence[int], visitor: Visitor, ask: Ask, today: date) -> Concerns:
    after = number_of(ask.after)
    return concerns_of(
        people, visitor, after=after, before=0 if after else number_of(ask.before), today=today
    )


def _aliases(speaker: Speaker, people: Sequence[int]) -> tuple[tuple[str, str], ...]:
    """Other spellings, and the names of speakers merged into this one; each once, by spelling."""
    aliases = SpeakerAlias.objects.filter(speaker__in=people).values_list("spelling", "language")
    merged = Speaker.objects.filter(merged_into=speaker).values_list("name", flat=True)
    names = dict.fromkeys(merged, "") | dict(aliases)
    return tuple(sorted((name, language) for name, language in names.items() if name != speaker.name))
