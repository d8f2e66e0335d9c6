"""Who speaks and who publishes in the invented archive, and the topics its claims stand under."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from claims.choices import SpeakerKind
from claims.large.tables import Tables
from claims.large.words import (
    BODIES,
    FIRST_NAMES,
    OFFICES,
    PAPERS,
    RECORDS,
    Skewed,
    place_names,
)
from sources.choices import OutletKind
from sources.folding import fold

#: Claims a speaker, and claims an outlet; there are a few of each however small the archive is.
CLAIMS_A_SPEAKER, FEWEST_SPEAKERS = 25, 24
CLAIMS_AN_OUTLET, FEWEST_OUTLETS, MOST_OUTLETS = 400, 6, 600
#: One speaker in so many is merged into the one before.
ONE_IS_MERGED = 211
_KINDS = [SpeakerKind.PERSON] * 14 + [SpeakerKind.BODY] * 3 + [SpeakerKind.OFFICE] + [SpeakerKind.RECORD] * 2


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker or an outlet by key and name, and the key and name that it counts for, over a merge."""

    pk: int
    name: str
    counts_for: int
    counts_as: str


@dataclass(frozen=True, slots=True)
class Cast:
    """Who there is to draw from. records: speakers that are no people."""

    speakers: Skewed[Voice]
    records: Skewed[Voice]
    outlets: Skewed[Voice]
    places: Skewed[str]
    families: Skewed[str]


def make_cast(rng: random.Random, tables: Tables, *, claims: int) -> Cast:
    """Write speakers and outlets with their addresses, as many as fit so many claims."""
    names = place_names(rng, 6000)
    places, families = names[:2500], names[2500:]
    outlets = _outlets(
        rng, tables, places, min(max(claims // CLAIMS_AN_OUTLET, FEWEST_OUTLETS), MOST_OUTLETS)
    )
    speakers, records = _speakers(
        rng, tables, families, places, max(claims // CLAIMS_A_SPEAKER, FEWEST_SPEAKERS)
    )
    return Cast(
        speakers=Skewed(rng, speakers, steep=12),
        records=Skewed(rng, records, steep=12),
        outlets=Skewed(rng, outlets, steep=8),
        places=Skewed(rng, places, steep=12),
        families=Skewed(rng, families, steep=12),
    )


def _outlets(rng: random.Random, tables: Tables, places: Sequence[str], number: int) -> list[Voice]:
    made: list[Voice] = []
    kinds = [*OutletKind]
    for pk in range(1, number + 1):
        name = f"{places[(pk * 7) % len(places)]} {PAPERS[pk % len(PAPERS)]}"
        name += f" {pk // 400}" if pk >= 400 else ""
        kind = OutletKind.NEWSPAPER if pk % 3 else rng.choice(kinds)
        tables.outlet.add(pk, name, fold(name), kind, f"paper{pk}.example")
        tables.outlet_address.add(pk, pk, f"paper-{pk}")
        made.append(Voice(pk, name, pk, name))
    return made


def _speakers(
    rng: random.Random, tables: Tables, families: Sequence[str], places: Sequence[str], number: int
) -> tuple[list[Voice], list[Voice]]:
    speakers: list[Voice] = []
    records: list[Voice] = []
    before: Voice | None = None
    for pk in range(1, number + 1):
        kind = _KINDS[pk % len(_KINDS)]
        name = _name(rng, kind, families, places)
        merged = before if pk % ONE_IS_MERGED == 0 and kind == SpeakerKind.PERSON else None
        voice = Voice(pk, name, merged.pk if merged else pk, merged.name if merged else name)
        _write_speaker(tables, voice, kind)
        (records if kind == SpeakerKind.RECORD else speakers).append(voice)
        before = voice if kind == SpeakerKind.PERSON and not merged else None
    return speakers, records


def _name(rng: random.Random, kind: str, families: Sequence[str], places: Sequence[str]) -> str:
    if kind == SpeakerKind.PERSON:
        return f"{rng.choice(FIRST_NAMES)} {rng.choice(families)}"
    if kind == SpeakerKind.BODY:
        return f"{rng.choice(places)} {rng.choice(BODIES)}"
    if kind == SpeakerKind.OFFICE:
        return f"{rng.choice(OFFICES)} of {rng.choice(places)}"
    return f"{rng.choice(RECORDS)} of {rng.choice(places)}"


def _write_speaker(tables: Tables, voice: Voice, kind: str) -> None:
    merged = voice.counts_for if voice.counts_for != voice.pk else "\\N"
    tables.speaker.add(voice.pk, voice.name, kind, fold(voice.name), merged)
    tables.speaker_address.add(voice.pk, voice.pk, f"speaker-{voice.pk}")
    tables.compared.add(voice.pk)
    if voice.pk % 5 == 0:
        spelling = voice.name.upper()
        tables.alias.add(voice.pk, spelling, fold(spelling))


def write_topic(tables: Tables, pk: int, place: str, thing: str) -> None:
    """One topic with its address."""
    name = f"{thing.capitalize()} of {place}"
    tables.topic.add(pk, name, fold(name))
    tables.topic_address.add(pk, pk, f"topic-{pk}")


def topic_sizes(rng: random.Random, claims: int) -> list[int]:
    """How many claims each topic has: the largest a twentieth of all, the others mostly about 370.

    The last number is of claims without a topic, one in 25.
    """
    largest, loose = claims // 20, claims // 25
    sizes, left = [largest], claims - largest - loose
    while left > 0:
        drawn = min(int(rng.lognormvariate(5.91, 0.35)), left)
        sizes.append(max(drawn, 1))
        left -= sizes[-1]
    return [*sizes, loose]


#: Columns of the tables that are written here.
COLUMNS = {
    "outlet": ("sources.Outlet", "id name search_key kind domain"),
    "outlet_address": ("sources.OutletAddress", "id target_id slug"),
    "speaker": ("claims.Speaker", "id name kind search_key merged_into_id"),
    "speaker_address": ("claims.SpeakerAddress", "id target_id slug"),
    "compared": ("claims.ComparedSpeaker", "speaker_id"),
    "alias": ("claims.SpeakerAlias", "speaker_id spelling search_key"),
    "topic": ("claims.Topic", "id name search_key"),
    "topic_address": ("claims.TopicAddress", "id target_id slug"),
}
