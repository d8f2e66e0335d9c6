"""Known speakers that a printed name may mean, by its sound and by office. Suggested: nobody is merged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from claims.choices import SpeakerKind
from claims.match.offices import office_in, same_title
from claims.match.sounds import name_sounds
from claims.match.speakers import LEAST, same_speaker
from claims.models import Affiliation, Speaker

#: Speakers that come out; rows that are read where a name shares a word with very many.
MOST = 5
READ = 120
#: What it comes to that somebody holds an office: another may by now.
HOLDS, SHORTEST = 0.4, 3

#: Those with all the words come first; a name of common words alone shares one with very many.
SOUNDS_LIKE = """
    WITH whole AS MATERIALIZED (
        SELECT id, name FROM claims_speaker WHERE name_sounds(search_key) @> %(all)s::text[]
    ), parts AS MATERIALIZED (
        SELECT id, name FROM claims_speaker WHERE name_sounds(search_key) && %(long)s::text[]
    ), whole_alias AS MATERIALIZED (
        SELECT speaker_id, spelling FROM claims_speakeralias WHERE name_sounds(search_key) @> %(all)s::text[]
    ), alias_parts AS MATERIALIZED (
        SELECT speaker_id, spelling FROM claims_speakeralias WHERE name_sounds(search_key) && %(long)s::text[]
    )
    (SELECT * FROM whole LIMIT %(read)s) UNION (SELECT * FROM parts LIMIT %(read)s)
    UNION (SELECT * FROM whole_alias LIMIT %(read)s) UNION (SELECT * FROM alias_parts LIMIT %(read)s)
"""


@dataclass(frozen=True, slots=True)
class LikelySpeaker:
    """A speaker (after merges) whom a name may mean. score: 0 to 1; reason: a few words for editors."""

    speaker: int
    name: str
    score: float
    reason: str


def likely_speakers(printed: str, *, most: int = MOST) -> list[LikelySpeaker]:
    """The speakers a printed name may mean, the likest first. Two queries; three more for an office."""
    found = [*_by_name(printed), *_by_office(printed)]
    best: dict[int, LikelySpeaker] = {}
    for one in sorted(found, key=lambda one: (-one.score, one.speaker)):
        best.setdefault(one.speaker, one)
    return list(best.values())[:most]


def _by_name(printed: str) -> list[LikelySpeaker]:
    """Each speaker by the likest of its spellings."""
    liked = [
        (pk, like) for pk, spelling in sounding_like(printed) if (like := same_speaker(printed, spelling))
    ]
    targets = _targets(pk for pk, _ in liked)
    return [
        LikelySpeaker(targets[pk].pk, targets[pk].name, like.score, like.reason)
        for pk, like in liked
        if like.score >= LEAST
    ]


def looks_for(printed: str) -> tuple[str, dict[str, list[str] | int]]:
    """The statement, with its values, by which spellings are looked up."""
    sounds = name_sounds(printed)
    long = [one for one in sounds if len(one) >= SHORTEST] or sounds
    return SOUNDS_LIKE, {"all": sounds, "long": long, "read": READ}


def sounding_like(printed: str) -> list[tuple[int, str]]:
    """(speaker, spelling) of whoever shares a sounding word with it, merged or not. One query."""
    statement, values = looks_for(printed)
    if not values["all"]:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _targets(keys: Iterable[int]) -> dict[int, Speaker]:
    rows = Speaker.objects.filter(pk__in=set(keys)).select_related("merged_into")
    return {row.pk: row.merged_into or row for row in rows}


def _by_office(printed: str) -> list[LikelySpeaker]:
    """Who holds, or held, the office that is printed in place of a name."""
    office = office_in(printed)
    if office is None:
        return []
    title, body = office
    bodies = {one.speaker: one.name for one in _by_name(body) if one.score >= LEAST}
    rows = Affiliation.objects.filter(body__in=bodies, person__kind=SpeakerKind.PERSON)
    return [
        LikelySpeaker(person.pk, person.name, HOLDS, f"{row.title}, {bodies[row.body_id]}")
        for row in rows.select_related("person__merged_into")
        if same_title(title, row.title) and (person := row.person.merged_into or row.person)
    ]
