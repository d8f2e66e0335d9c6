"""A claim's form beside the claim as it stands now, line by line, in the words of its page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from claims.queries.desk_claim import ClaimDesk
from claims.queries.desk_compare import Pair
from sources.clocks import ClockValue, in_words
from sources.models.clock import PARTS

WORDS, EVENT, TOPICS, PARTIES, RELATIONS, WITHDRAWN = (
    "The claim, in our words",
    "When it is said to have happened",
    "Topics",
    "Parties",
    "Relations",
    "Withdrawn because",
)


@dataclass(frozen=True, slots=True)
class Mine:
    """What a form would change, by the label of the line.

    said: lines it replaces; more, less: a line it adds to a list or takes away from it.
    """

    said: Mapping[str, str] = field(default_factory=dict)
    more: Mapping[str, str] = field(default_factory=dict)
    less: Mapping[str, str] = field(default_factory=dict)


def compare_claim(mine: Mine, now: ClaimDesk, before: Any | None) -> tuple[Pair, ...]:
    """One line for each thing the form would change, and the claim's words first. before: its event then.

    Where a line is added to or taken from a list, both sides show the list.
    """
    theirs, stood = _told(now), _stood(before)
    pairs = [_pair(label, mine, theirs.get(label, ""), stood) for label in _labels(mine, theirs)]
    return tuple(pair for pair in pairs if pair.mine or pair.theirs)


def _labels(mine: Mine, theirs: Mapping[str, str]) -> list[str]:
    """The page's order; then what stands nowhere on it."""
    changed = {**mine.said, **mine.more, **mine.less}
    shown = [label for label in theirs if label in (WORDS, EVENT, WITHDRAWN) or label in changed]
    return shown + [label for label in changed if label not in theirs]


def _pair(label: str, mine: Mine, theirs: str, stood: Mapping[str, str]) -> Pair:
    # What the form does not touch stays as it stands.
    ours = mine.said.get(label, theirs)
    lines = [line for line in ours.split("\n") if line and line != mine.less.get(label)]
    if label in mine.more and mine.more[label] not in lines:
        lines.append(mine.more[label])
    return Pair(label, "\n".join(lines), theirs, stood.get(label))


def _told(now: ClaimDesk) -> dict[str, str]:
    claim = now.claim
    return {
        WORDS: claim.text,
        EVENT: in_words(claim.event),
        TOPICS: _lines(row.name for row in now.topics),
        PARTIES: _lines(f"{row.name} ({row.detail})" for row in now.parties),
        RELATIONS: _lines(f"{row.words} “{row.other}”" for row in now.relations),
        WITHDRAWN: claim.withdrawn_reason if claim.withdrawn_at else "",
    }


def _stood(before: Any | None) -> dict[str, str]:
    if before is None:
        return {}
    clock = ClockValue(**{part: getattr(before, f"event_{part}") for part in PARTS})
    reason = before.withdrawn_reason if before.withdrawn_at else ""
    return {WORDS: before.text, EVENT: in_words(clock), WITHDRAWN: reason}


def _lines(names: Any) -> str:
    return "\n".join(names)
