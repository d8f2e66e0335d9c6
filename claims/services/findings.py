"""What an engine hands over: plain values, in the words of the services."""

from __future__ import annotations

from dataclasses import dataclass

from claims.choices import Mode, Reach, SpeakerBasis, Stance, Voice
from claims.services.figures import FigureInput
from claims.services.inputs import Words
from sources.clocks import UNKNOWN, ClockValue


@dataclass(frozen=True, slots=True)
class Engine:
    """Who proposes: a name and a version, as statements keep them."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class HopFound:
    """One hop, the list in order, the first nearest to the outlet. words: where it is printed."""

    actor_as_printed: str
    channel: str = ""
    words: Words | None = None
    speaker_id: int | None = None
    outlet_id: int | None = None


@dataclass(frozen=True, slots=True)
class LinkFound:
    """A claim a statement probably belongs to. score: 0 to 1; reasons: what speaks for it or against."""

    claim_id: int
    stance: Stance
    reach: Reach = Reach.NAMES
    score: float = 0.0
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposalInput:
    """A statement as an engine found it. The speaker stays as printed: whom that means, a person decides.

    speaker_id: the one known speaker of that very name, as a suggestion; name: how the engine resolved it;
    speaks_for_id: the body that an unnamed one belongs to.
    stance: for a link that is yet to be found; links: (claim id, stance) that the engine suggests;
    suggested: links that were found by comparing, with their own scores.
    score: 0 to 1, by the engine's own measure. reasons: sentences that editors see.
    """

    content: tuple[Words, ...]
    voice: Voice
    mode: Mode
    speaker_as_printed: str = ""
    role_as_printed: str = ""
    said: ClockValue = UNKNOWN
    event: ClockValue = UNKNOWN
    language: str = ""
    score: float | None = None
    links: tuple[tuple[int, Stance], ...] = ()
    suggested: tuple[LinkFound, ...] = ()
    speaker_id: int | None = None
    speaks_for_id: int | None = None
    name: str = ""
    basis: SpeakerBasis = SpeakerBasis.PRINTED
    stance: Stance | None = None
    origin_dropped: bool = False
    reasons: tuple[str, ...] = ()
    cue: tuple[Words, ...] = ()
    speaker: tuple[Words, ...] = ()
    hedges: tuple[Words, ...] = ()
    dates: tuple[Words, ...] = ()
    relays: tuple[HopFound, ...] = ()
    figures: tuple[FigureInput, ...] = ()

    @property
    def printed(self) -> str | None:
        """The speaker as statements keep it: None where none is printed."""
        return self.speaker_as_printed.strip() or None
