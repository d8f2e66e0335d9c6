"""Which other speakers one may be the same as: by its spellings, by how they sound, and by office.

Nothing is compared with everything: whoever is looked at is found by the indexes of sounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from claims.choices import SpeakerKind
from claims.match.offices import office_in, same_title
from claims.match.speakers import same_speaker
from claims.models import Affiliation, Speaker, SpeakerAlias, SpeakersApart
from claims.queries.likely_speakers import HOLDS, likely_speakers, sounding_like
from sources.folding import fold

#: Others that come out; spellings and places that are looked at, of a speaker that has very many.
MOST = 8
SPELLINGS, PLACES = 12, 6
#: What a likeness comes to between speakers of kinds that are seldom taken for one another.
OTHER_KIND = 0.9
_ONE_SORT = frozenset({SpeakerKind.BODY, SpeakerKind.OFFICE})


@dataclass(frozen=True, slots=True)
class Alike:
    """That another speaker may be the same. score: 0 to 1; reason: a few words for editors."""

    other: int
    score: float
    reason: str


def likely_duplicates(speaker: Speaker) -> list[Alike]:
    """Whom an unmerged speaker may be the same as, the likest first; never whom an editor told apart.

    Some queries for each of its spellings and places: for the background, not for a page.
    """
    best: dict[int, Alike] = {}
    for one in [*_by_spelling(speaker), *_by_place(speaker)]:
        if one.other not in best or best[one.other].score < one.score:
            best[one.other] = one
    others = _others(speaker, best)
    weighed = [
        _weighed(speaker, others[one.other], one)
        for one in best.values()
        if one.other in others and not _holds_of(speaker, others[one.other])
    ]
    return sorted(weighed, key=lambda one: (-one.score, one.other))[:MOST]


def told_apart(speaker: int) -> set[int]:
    """Those that an editor called another than this one, over merges of either. Two queries."""
    group = Q(pk=speaker) | Q(merged_into=speaker)
    own = list(Speaker.objects.filter(group).values_list("pk", flat=True))
    rows = SpeakersApart.objects.filter(Q(first__in=own) | Q(second__in=own))
    columns = ("first_id", "first__merged_into_id", "second_id", "second__merged_into_id")
    ends = rows.values_list(*columns)
    both = {one for first, led, second, also in ends for one in (led or first, also or second)}
    return both - {speaker}


def _by_spelling(speaker: Speaker) -> Iterable[Alike]:
    for spelling in _spellings(speaker):
        for one in likely_speakers(spelling, most=MOST * 2):
            said = one.reason if spelling == speaker.name else f"“{spelling}”: {one.reason}"
            yield Alike(one.speaker, one.score, said)


def _spellings(speaker: Speaker) -> list[str]:
    """Its name, other spellings, and those of speakers merged into it; each once."""
    own = Q(speaker=speaker) | Q(speaker__merged_into=speaker)
    aliases = SpeakerAlias.objects.filter(own).order_by("pk").values_list("spelling", flat=True)
    merged = Speaker.objects.filter(merged_into=speaker).order_by("pk").values_list("name", flat=True)
    return list(dict.fromkeys([speaker.name, *merged, *aliases]))[:SPELLINGS]


def _by_place(speaker: Speaker) -> Iterable[Alike]:
    """Speakers that are named by an office which this person holds or held."""
    if speaker.kind != SpeakerKind.PERSON:
        return
    own = Q(person=speaker) | Q(person__merged_into=speaker)
    for place in Affiliation.objects.filter(own).exclude(title="").select_related("body")[:PLACES]:
        for pk, spelling in sounding_like(place.body.name):
            office = office_in(spelling)
            if office and same_title(office[0], place.title) and same_speaker(office[1], place.body.name):
                yield Alike(pk, HOLDS, f"{place.title}, {place.body}")


def _others(speaker: Speaker, best: Mapping[int, Alike]) -> Mapping[int, Speaker]:
    """The rows that may be merged with it at all: a record is only like a record."""
    apart = told_apart(speaker.pk)
    rows = Speaker.objects.unmerged().filter(pk__in=best.keys() - apart - {speaker.pk})
    is_record = speaker.kind == SpeakerKind.RECORD
    return {row.pk: row for row in rows if (row.kind == SpeakerKind.RECORD) == is_record}


def _weighed(speaker: Speaker, other: Speaker, one: Alike) -> Alike:
    """Less likely where the kinds differ; a spelling that is the same is not called the same name."""
    same_kind = speaker.kind == other.kind or {speaker.kind, other.kind} <= _ONE_SORT
    by_alias = one.score == 1.0 and fold(speaker.name) != fold(other.name)
    score = round(one.score * (1.0 if same_kind else OTHER_KIND), 3)
    return Alike(one.other, score, "a spelling of one is a name of the other" if by_alias else one.reason)


def _holds_of(one: Speaker, other: Speaker) -> bool:
    """Whether one is an office of the other: the minister is not the ministry, however alike the names."""
    held, also = office_in(one.name), office_in(other.name)
    if bool(held) == bool(also):
        return False
    body, whole = (held[1], other.name) if held else (also[1], one.name)  # type: ignore[index]
    return same_speaker(body, whole) is not None
