"""A claim's state, from what stands on it. Pure values; the words are in `claims.state_words`.

Said of a claim is who asserts and who denies it; what was checked is never mixed in, and there is no score.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime

from claims.choices import LANE_OF, ClaimState, Lane, Stance, Voice

#: How many names a list tells, and how many code points it may have (ClaimSummary.admitted_by).
NAMES_TOLD = 4
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Position:
    """One stance somebody takes. `speaker` is a key, "" when not known; `name` is for readers."""

    stance: str
    voice: str
    speaker: str = ""
    name: str = ""

    @property
    def speaks(self) -> bool:
        """Whether somebody is there, known or unnamed; an unattributed sentence is nobody's word."""
        return bool(self.speaker) or self.voice != Voice.UNATTRIBUTED

    def is_another_than(self, other: Position) -> bool:
        """Whether it may be somebody else: two are the same only where both are known and equal."""
        return not self.speaker or self.speaker != other.speaker


@dataclass(frozen=True, slots=True)
class SummaryValues:
    """What lists and the heads of pages say of a claim; the fields of ClaimSummary (see there for units)."""

    state: str = ClaimState.NOTHING
    admitted_by: str = ""
    asserting: int = 0
    denying: int = 0
    questioning: int = 0
    asserting_unnamed: int = 0
    denying_unnamed: int = 0
    questioning_unnamed: int = 0
    repeating: int = 0
    outlets: int = 0
    origins: int = 0
    origins_not_stated: int = 0
    statements: int = 0
    first_said: datetime | None = None
    last_moved: datetime | None = None
    has_figures: bool = False
    checked: int = 0
    revision: int = 0

    @classmethod
    def of(cls, row: object) -> SummaryValues:
        """The values of a stored summary."""
        return cls(**{one.name: getattr(row, one.name) for one in fields(cls)})


@dataclass(frozen=True, slots=True)
class Summed(SummaryValues):
    """All that a summary holds: what is said of the claim, and what it counts for beside filters.

    Of what stands on it, each once and in order. by_speakers, in_outlets: keys over merges.
    """

    lanes: list[str] = field(default_factory=list)
    by_speakers: list[int] = field(default_factory=list)
    in_outlets: list[int] = field(default_factory=list)


def state_of(
    positions: Sequence[Position], *, withdrawn: bool = False, countered: bool = False
) -> ClaimState:
    """Return the first state that fits.

    `countered`: a confirmed "contradicts" stands with a visible claim that is itself asserted. A claim that
    only meets refusals to answer counts as questioned only: they stand in that lane.
    """
    if withdrawn:
        return ClaimState.WITHDRAWN
    if not positions:
        return ClaimState.NOTHING
    stances = {position.stance for position in positions}
    if is_disputed(positions, countered=countered):
        return ClaimState.DISPUTED
    if Stance.ADMITS_IN_PART in stances:
        return ClaimState.ADMITTED_IN_PART
    return _undisputed(positions, stances)


def _undisputed(positions: Sequence[Position], stances: set[str]) -> ClaimState:
    if any(LANE_OF[Stance(stance)] == Lane.ASSERTS for stance in stances):
        return ClaimState.ASSERTED if _asserters(positions) else ClaimState.REPEATED
    return ClaimState.DENIED_ONLY if Stance.DENIES in stances else ClaimState.QUESTIONED_ONLY


def is_disputed(positions: Sequence[Position], *, countered: bool) -> bool:
    """Somebody asserts it, and another denies or disputes it, or asserts what contradicts it."""
    asserters = _asserters(positions)
    against = [one for one in positions if one.stance in (Stance.DENIES, Stance.DISPUTES)]
    answered = any(other.is_another_than(one) for one in asserters for other in against)
    return bool(asserters) and (countered or answered)


def _asserters(positions: Iterable[Position]) -> list[Position]:
    return [one for one in positions if one.stance == Stance.ASSERTS and one.speaks]


def known(positions: Iterable[Position], *stances: str) -> int:
    """The number of distinct known speakers who take one of the stances."""
    return len({one.speaker for one in positions if one.speaker and one.stance in stances})


def admitted_by(positions: Iterable[Position]) -> str:
    """Who admits some of it: "A", "A and B", "A and 5 others"; empty where nobody does."""
    told = [one.name or "an unnamed speaker" for one in positions if one.stance == Stance.ADMITS_IN_PART]
    names = tuple(dict.fromkeys(told))
    if len(names) > NAMES_TOLD or len(in_a_row(names)) > LONGEST:
        names = (names[0][: LONGEST // 2], f"{len(names) - 1} others")
    return in_a_row(names)


def in_a_row(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"
