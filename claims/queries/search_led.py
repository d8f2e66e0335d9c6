"""Speakers to whom the words of a search lead: by part of a spelling, by its sound, by an office; in SQL that
is the same for all words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from claims.match.sounds import name_sounds
from claims.models import Speaker
from claims.queries.search_fitting import escaped
from claims.queries.search_words import Sought
from claims.queries.shapes import Given, Prepared, Slot, Slots, TextSlots, Written

#: Common table expressions; `led` are the keys of unmerged speakers to whom every word leads, one or the
#: other way. Each pattern is looked up by itself: an index answers that. What is given, the server learns
#: when it answers, and plans once for all words.
LED = """
    spelt (word, key) AS MATERIALIZED (
        WITH asked (word, pattern) AS (SELECT * FROM unnest((SELECT %s), (SELECT %s)))
        SELECT word, COALESCE(merged_into_id, id) FROM asked JOIN claims_speaker ON search_key LIKE pattern
        UNION SELECT word, COALESCE(merged_into_id, speaker.id)
            FROM asked JOIN claims_speakeralias alias ON alias.search_key LIKE pattern
            JOIN claims_speaker speaker ON speaker.id = alias.speaker_id
    ), named (word, key) AS (
        WITH asked (word, sound) AS (SELECT * FROM unnest((SELECT %s), (SELECT %s)))
        SELECT word, COALESCE(merged_into_id, id)
            FROM asked JOIN claims_speaker ON name_sounds(search_key) @> ARRAY[sound]
        UNION ALL SELECT word, COALESCE(merged_into_id, speaker.id)
            FROM asked JOIN claims_speakeralias alias ON name_sounds(alias.search_key) @> ARRAY[sound]
            JOIN claims_speaker speaker ON speaker.id = alias.speaker_id
    ), placed (word, person) AS (
        SELECT word, person_id FROM unnest((SELECT %s), (SELECT %s)) AS asked (word, pattern)
            JOIN claims_affiliation ON lower(title) LIKE pattern
        UNION ALL SELECT word, person_id FROM spelt
            JOIN claims_speaker body ON COALESCE(body.merged_into_id, body.id) = key
            JOIN claims_affiliation ON body_id = body.id
    ), led (key) AS MATERIALIZED (
        SELECT key FROM (
            SELECT * FROM spelt UNION ALL SELECT * FROM named UNION ALL
            SELECT word, COALESCE(merged_into_id, id) FROM placed JOIN claims_speaker ON id = person
        ) each GROUP BY key HAVING count(DISTINCT word) = (SELECT %s)
    )
"""
#: For the places in it.
SLOTS: tuple[Slot, ...] = (
    *(Slots("spelt"), TextSlots("spellings"), Slots("heard"), TextSlots("sounds")),
    *(Slots("titled"), TextSlots("titles"), Slot("words")),
)


def values_of(sought: Sought) -> Mapping[str, Given]:
    """Those for the slots, of words of which there is one at least."""
    words = list(enumerate(sought.words))
    spelt = [(place, _within(one)) for place, word in words for one in word.spellings]
    # A word has one sound, or none.
    heard = [(place, one) for place, word in words for one in name_sounds(word.key)[:1]]
    titled = [(place, _within(one)) for place, word in words for one in word.printed]
    return {
        "spelt": [place for place, _ in spelt],
        "spellings": [one for _, one in spelt],
        "heard": [place for place, _ in heard],
        "sounds": [one for _, one in heard],
        "titled": [place for place, _ in titled],
        "titles": [one for _, one in titled],
        "words": len(words),
    }


def led_to(sought: Sought) -> list[int]:
    """The keys of speakers to whom all of the words lead, of which there is one at least. One query."""
    return [pk for (pk,) in _LED.rows(**values_of(sought))]


def _within(words: str) -> str:
    return f"%{escaped(words)}%"


class _Led(Prepared[tuple[int]]):
    @cached_property
    def _written(self) -> Written:
        _, using, _, _ = super()._written
        return list, using, f"WITH {LED} SELECT key FROM led", SLOTS  # noqa: S608


_LED = _Led(lambda: Speaker.objects.order_by().values_list("pk"))
