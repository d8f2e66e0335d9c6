"""Speakers by typed words: parts of a name or of another spelling, and names that sound like it."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Q, QuerySet, TextField
from django.db.models.functions import Coalesce

from claims.choices import SpeakerKind
from claims.match.sounds import name_sounds
from claims.models import Speaker, SpeakerAlias
from claims.queries.known import Found, find_speakers
from sources.folding import fold


def speakers_named(words: str) -> QuerySet[Speaker] | None:
    """The unmerged speakers that typed words may mean, over merges: a subquery; None where nothing is typed.

    All words stand in one spelling, in part ("velm" in "Velmar"), or all sound like words of it, in whatever
    way they are transliterated.
    """
    terms = fold(words).split()
    if not words.strip():
        return None
    if not terms:
        return Speaker.objects.none()
    parts = reduce(and_, (Q(search_key__contains=term) for term in terms))
    own = Speaker.objects.order_by().values_list(Coalesce("merged_into_id", "pk"))
    led = Coalesce("speaker__merged_into_id", "speaker_id")
    aliases = SpeakerAlias.objects.order_by().values_list(led)
    found = [own.filter(parts), aliases.filter(parts)]
    if sounds := name_sounds(words):
        heard = Func(F("search_key"), function="name_sounds", output_field=ArrayField(TextField()))
        alike: Any = {"heard__contains": sounds}
        found += [rows.alias(heard=heard).filter(**alike) for rows in (own, aliases)]
    first, *others = found
    return Speaker.objects.filter(pk__in=first.union(*others))


def find_bodies(name: str) -> Found:
    """Bodies and offices by name or alias, as `find_speakers` finds speakers. One query more."""
    found = find_speakers(name)
    keys = [known.key.partition(":")[2] for known in (*found.exact, *found.similar)]
    kinds = (SpeakerKind.BODY, SpeakerKind.OFFICE)
    bodies = {
        f"speaker:{pk}"
        for pk in Speaker.objects.filter(pk__in=keys, kind__in=kinds).values_list("pk", flat=True)
    }
    exact, similar = (
        tuple(one for one in some if one.key in bodies) for some in (found.exact, found.similar)
    )
    return Found(exact, similar)
