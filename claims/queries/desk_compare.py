"""Two versions of one statement side by side, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.differences import Side, differences
from claims.queries.known import known_by_key
from claims.services.inputs import LinkInput, RelayInput, SpeakerChoice, StatementInput
from sources.clocks import ClockValue, in_words


@dataclass(frozen=True, slots=True)
class Pair:
    """One line of the comparison. before: what stood there when the form was opened, None if nobody knows."""

    label: str
    mine: str
    theirs: str
    before: str | None = None

    @property
    def differs(self) -> bool:
        """Whether the two say different things."""
        return self.mine != self.theirs

    @property
    def by(self) -> str:
        """Whose change it is, in words; empty where both say the same."""
        if not self.differs:
            return ""
        if self.before is None:
            return "differs"
        if self.mine == self.before:
            return "they changed it"
        return "you changed it" if self.theirs == self.before else "both changed it"

    @property
    def sides(self) -> tuple[Side, Side]:
        """Mine and theirs in runs; those that only one of the two has are its own."""
        return differences(self.mine, self.theirs)


def compare(
    mine: StatementInput, theirs: StatementInput, before: StatementInput | None = None
) -> tuple[Pair, ...]:
    """Both in words, line by line; lines that are empty on both sides are left out."""
    ours, other = _told(mine), _told(theirs)
    stood = _told(before) if before else {}
    pairs = (Pair(label, ours[label], other[label], stood.get(label)) for label in ours)
    return tuple(pair for pair in pairs if pair.mine or pair.theirs)


def _told(data: StatementInput) -> dict[str, str]:
    return {
        "The words": " … ".join(" ".join(words.exact.split()) for words in data.content),
        "Voice": str(data.voice.label),
        "Speaker": speaker_words(data.speaker),
        "Speaker as printed": data.speaker_as_printed,
        "Role as printed": data.role_as_printed,
        "Speaks for": speaker_words(data.speaks_for),
        "How we know who speaks": str(data.speaker_basis.label),
        "Quoted": str(data.mode.label),
        "Said": _clock(data.said),
        "When it is said to have happened": _clock(data.event),
        "Who passed it on": _all([_relay(relay) for relay in data.relays]),
        "What it does to a claim": _all([_link(link) for link in data.links]),
        "The outlet leaves out where it comes from": _origin(data),
        "Language of these words": data.language,
        "Translated": str(data.translated.label),
    }


def _origin(data: StatementInput) -> str:
    fuller = f"; the fuller chain is that of statement {data.fuller_chain_id}" if data.fuller_chain_id else ""
    return f"yes{fuller}" if data.origin_dropped else ""


def _all(lines: Sequence[str]) -> str:
    return "; ".join(lines)


def speaker_words(choice: SpeakerChoice | None) -> str:
    """Who was chosen, known or new."""
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
