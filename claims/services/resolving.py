"""Known speakers and outlets by the very names that an engine read: suggested only where one alone fits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from claims.choices import SpeakerKind, Voice
from claims.models import Speaker, SpeakerAlias
from sources.folding import fold
from sources.models import Outlet


@dataclass(frozen=True, slots=True)
class Names:
    """Who is known under names, by folded name; a name of two is nobody's. kinds: by speaker."""

    speakers: Mapping[str, int]
    kinds: Mapping[int, str]
    outlets: Mapping[str, int]

    def speaker(self, name: str, voice: Voice) -> int | None:
        """The one speaker of that name who can speak in that voice."""
        found = self.speakers.get(fold(name)) if voice in (Voice.NAMED, Voice.RECORD) else None
        if found is None or (self.kinds[found] == SpeakerKind.RECORD) != (voice == Voice.RECORD):
            return None
        return found


def known_under(names: Iterable[str]) -> Names:
    """Look all of them up, names and aliases, over merges. Three queries, none where no name is given."""
    keys = {key for name in names if (key := fold(name))}
    if not keys:
        return Names({}, {}, {})
    speakers: defaultdict[str, set[int]] = defaultdict(set)
    kinds: dict[int, str] = {}
    rows = Speaker.objects.filter(search_key__in=keys).select_related("merged_into")
    aliases = SpeakerAlias.objects.filter(search_key__in=keys).select_related("speaker__merged_into")
    for key, speaker in (
        *((row.search_key, row) for row in rows),
        *((alias.search_key, alias.speaker) for alias in aliases),
    ):
        target = speaker.merged_into or speaker
        speakers[key].add(target.pk)
        kinds[target.pk] = target.kind
    return Names(_alone(speakers), kinds, _alone(_outlets(keys)))


def _outlets(keys: Iterable[str]) -> Mapping[str, set[int]]:
    """Their key has a line for the name and one for each alias."""
    wanted = Q()
    for key in keys:
        wanted |= Q(search_key=key) | Q(search_key__startswith=f"{key}\n")
        wanted |= Q(search_key__contains=f"\n{key}")
    found: defaultdict[str, set[int]] = defaultdict(set)
    for row in Outlet.objects.filter(wanted):
        for line in row.search_key.split("\n"):
            found[line].add(row.merged_into_id or row.pk)
    return found


def _alone(found: Mapping[str, set[int]]) -> Mapping[str, int]:
    return {key: min(ones) for key, ones in found.items() if len(ones) == 1}
