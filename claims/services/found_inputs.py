"""What an engine found, put into the words of the services: spans cut, choices named, limits kept. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite

from claims.choices import Comparator, FigureNature, Mode, SpeakerBasis, Stance, Voice
from claims.extract.found import Found, FoundFigure, Remark, Span
from claims.services.figures import FigureInput
from claims.services.findings import HopFound, ProposalInput
from claims.services.inputs import Words
from claims.services.passages import content_key
from claims.services.resolving import Names
from sources.clocks import UNKNOWN, ClockValue
from sources.folding import fold

#: Code points that the columns hold.
NAME, CHANNEL, REASON, KEY = 300, 80, 200, 1000
WORDING, UNIT, COUNTED, PERIOD = 200, 60, 120, 60
_TOLD_OF_THEM = re.compile(r", (?:who|whose|which)\b.*")
#: Larger numbers have no column.
LARGEST = 1e17


@dataclass(frozen=True, slots=True)
class Scene:
    """Where statements were found. outlet_id: the article's own, after merges; it relays nothing."""

    text: str
    language: str
    outlet_id: int | None
    names: Names


def names_in(found: Iterable[Found]) -> Iterator[str]:
    """Every name that may be a known one's."""
    for one in found:
        yield from (name for name in (one.speaker_name, one.speaks_for) if name)
        yield from (relay.actor for relay in one.relays if relay.actor)


def proposal_of(one: Found, scene: Scene) -> ProposalInput | None:
    """A proposal; None where its words are in so many pieces that no key holds them."""
    content = _cut(scene.text, one.content)
    if not content or len(content_key(content)) > KEY:
        return None
    voice = Voice(one.voice)
    speaker = scene.names.speaker(one.speaker_name or "", voice)
    return ProposalInput(
        content=content,
        voice=voice,
        mode=Mode(one.mode),
        speaker_as_printed=_printed(scene.text, one.speaker)[:NAME],
        role_as_printed=one.role[:NAME],
        said=_clock(one, "said"),
        event=_clock(one, "event"),
        language=scene.language,
        score=one.score,
        speaker_id=speaker,
        speaks_for_id=scene.names.speaker(one.speaks_for, Voice.NAMED),
        name=(one.speaker_name or "")[:NAME],
        basis=SpeakerBasis(one.basis),
        stance=Stance(one.stance),
        origin_dropped=one.origin_dropped,
        reasons=tuple(reason[:REASON] for reason in one.reasons),
        cue=_cut(scene.text, one.cue),
        speaker=_cut(scene.text, one.speaker),
        hedges=_cut(scene.text, one.hedges),
        dates=_cut(scene.text, [(date.start, date.end) for date in one.dates]),
        relays=tuple(_hops(one, scene, speaker)),
        figures=tuple(_figures(one.figures, scene.text)),
    )


def remark_columns(remark: Remark, text: str) -> dict[str, object]:
    """A remark as a Reading keeps it: code points of the text, and what it says."""
    return {
        "start": remark.start,
        "end": remark.end,
        "kind": remark.kind,
        "what": remark.what,
        "party": remark.party[:NAME],
        "exact": text[remark.start : remark.end],
    }


def _cut(text: str, spans: Iterable[Span]) -> tuple[Words, ...]:
    return tuple(Words(start, end, text[start:end]) for start, end in spans if start < end)


def _printed(text: str, spans: Iterable[Span]) -> str:
    """Who speaks, without what else is told of them: "a clerk, who asked not to be named," is a clerk."""
    words = " ".join(" ".join(text[start:end].split()) for start, end in spans)
    return _TOLD_OF_THEM.sub("", words).rstrip(" ,")


def _clock(one: Found, clock: str) -> ClockValue:
    """The first date of that clock."""
    return next((date.value for date in one.dates if date.clock == clock), UNKNOWN)


def _hops(one: Found, scene: Scene, speaker: int | None) -> Iterator[HopFound]:
    """Neither the article's outlet nor the speaker is ever a relay."""
    for relay in sorted(one.relays, key=lambda relay: relay.position):
        actor = relay.actor or ""
        known = scene.names.speaker(actor, Voice.NAMED)
        outlet = None if known else scene.names.outlets.get(fold(actor))
        if (known and known == speaker) or (outlet and outlet == scene.outlet_id):
            continue
        printed = " ".join((relay.printed or actor).split())[:NAME]
        if printed:
            words = _cut(scene.text, [(relay.start, relay.end)])
            yield HopFound(printed, relay.channel[:CHANNEL], words[0] if words else None, known, outlet)


def _figures(found: Iterable[FoundFigure], text: str) -> Iterator[FigureInput]:
    """Those that a column can hold, each place once."""
    seen: set[Span] = set()
    for one in found:
        bounds = [bound for bound in (one.low, one.high) if bound is not None]
        place = one.start, one.end
        held = all(isfinite(bound) and abs(bound) < LARGEST for bound in bounds) and bounds == sorted(bounds)
        if not held or place in seen or not 0 < one.end - one.start <= WORDING:
            continue
        seen.add(place)
        yield FigureInput(
            words=Words(one.start, one.end, text[one.start : one.end]),
            nature=FigureNature(one.nature),
            low=_decimal(one.low),
            high=_decimal(one.high),
            comparator=Comparator(one.comparator),
            unit=one.unit[:UNIT],
            counted=one.counted[:COUNTED],
            period=one.period[:PERIOD],
        )


def _decimal(number: float | None) -> Decimal | None:
    return None if number is None else round(Decimal(repr(number)), 6)
