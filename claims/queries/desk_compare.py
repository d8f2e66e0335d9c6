"""Two versions of one statement side by side, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.queries.known import known_by_key
from claims.services.inputs import LinkInput, RelayInput, SpeakerChoice, StatementInput
from sources.clocks import ClockValue, in_words


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the comparison."""

    label: str
    mine: str
    theirs: str

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return self.mine != self.theirs


def compare(mine: StatementInput, theirs: StatementInput) -> tuple[Pair, ...]:
    """Both in words, line by line; lines that are empty on both sides are left out."""
    ours, other = _told(mine), _told(theirs)
    pairs = (Pair(label, ours[label], other[label]) for label in ours)
    return tuple(pair for pair in pairs if pair.mine or pair.theirs)


def _told(data: StatementInput) -> dict[str, str]:
    return {
        "Words": " … ".join(" ".join(words.exact.split()) for words in data.content),
        "Voice": str(data.voice.label),
        "Speaker": _speaker(data.speaker),
        "Speaker as printed": data.speaker_as_printed,
        "Role as printed": data.role_as_printed,
        "Speaks for": _speaker(data.speaks_for),
        "How we know who speaks": str(data.speaker_basis.label),
        "Quoted": str(data.mode.label),
        "Said": _clock(data.said),
        "Said to have happened": _clock(data.event),
        "Passed on by": _all([_relay(relay) for relay in data.relays]),
        "Claims": _all([_link(link) for link in data.links]),
        "Origin": _origin(data),
        "Language": data.language,
        "Translated": str(data.translated.label),
    }


def _origin(data: StatementInput) -> str:
    fuller = f"; the fuller chain is that of statement {data.fuller_chain_id}" if data.fuller_chain_id else ""
    return f"left out by the outlet{fuller}" if data.origin_dropped else ""


def _all(lines: Sequence[str]) -> str:
    return "; ".join(lines)


def _speaker(choice: SpeakerChoice | None) -> str:
    if choice is None:
        return ""
    return f"{choice.new_name} (new)" if choice.speaker_id is None else _name(f"speaker:{choice.speaker_id}")


def _name(key: str) -> str:
    known = known_by_key(key)
    return known.label if known else "not there any more"


def _relay(relay: RelayInput) -> str:
    name = relay.actor_as_printed
    if relay.speaker_id is not None:
        name = _name(f"speaker:{relay.speaker_id}")
    elif relay.outlet_id is not None:
        name = _name(f"outlet:{relay.outlet_id}")
    said = in_words(relay.said) if relay.said.precision != "unknown" else ""
    return ", ".join(part for part in (name, relay.channel, said) if part)


def _link(link: LinkInput) -> str:
    claim = f"{link.new_claim} (new)" if link.claim_id is None else _name(f"claim:{link.claim_id}")
    return f"{link.stance.label} “{claim}” ({link.reach.label})"


def _clock(clock: ClockValue) -> str:
    words = in_words(clock) if clock.precision != "unknown" else ""
    wording = f"“{clock.wording}”" if clock.wording else ""
    return ", ".join(part for part in (words, wording, clock.basis if words else "") if part)
