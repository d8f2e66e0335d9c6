"""What the doors hand to the services: plain values, checked for shape by forms, for truth by services."""

from dataclasses import dataclass, field

from claims.choices import Mode, Reach, SpeakerBasis, SpeakerKind, Stance, Translated, Voice
from sources.clocks import UNKNOWN, ClockValue


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of a version: code points, half-open, and the slice the editor saw there."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class SpeakerChoice:
    """A known speaker by id, or a new one by name and kind; `alias` is a spelling to remember."""

    speaker_id: int | None = None
    new_name: str = ""
    new_kind: SpeakerKind = SpeakerKind.PERSON
    alias: str = ""


@dataclass(frozen=True, slots=True)
class RelayInput:
    """One hop; the list is in order, the first nearest to the outlet."""

    actor_as_printed: str = ""
    speaker_id: int | None = None
    outlet_id: int | None = None
    channel: str = ""
    said: ClockValue = UNKNOWN


@dataclass(frozen=True, slots=True)
class LinkInput:
    """A claim by id, or a new one in our words, and what the statement does to it."""

    stance: Stance
    claim_id: int | None = None
    new_claim: str = ""
    reach: Reach = Reach.NAMES


@dataclass(frozen=True, slots=True)
class StatementInput:
    """A statement as an editor fills it in. `content` in reading order, at least one stretch."""

    content: tuple[Words, ...]
    voice: Voice
    mode: Mode
    speaker: SpeakerChoice | None = None
    speaker_as_printed: str = ""
    role_as_printed: str = ""
    speaks_for: SpeakerChoice | None = None
    speaker_basis: SpeakerBasis = SpeakerBasis.PRINTED
    said: ClockValue = UNKNOWN
    event: ClockValue = UNKNOWN
    language: str = ""
    translated: Translated = Translated.UNKNOWN
    origin_dropped: bool = False
    fuller_chain_id: int | None = None
    relays: tuple[RelayInput, ...] = field(default=())
    links: tuple[LinkInput, ...] = field(default=())
