"""Of all that the taggers and the rules propose in a text: what is kept, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extract.found import Attribution, Span
from claims.extract.learned.labels import Piece
from claims.extract.learned.scoring import jaccard

#: Two that share this much of their words are the same thing read twice.
SAME = 0.4


@dataclass(slots=True)
class Candidate:
    """One thing proposed. real: the words of its content, as numbers of tokens; rule: what the rules say of
    its cue; by: "tagger" or "rules"; ruled, tagged: what either has for this cue, no words for nothing.
    """

    content: tuple[Span, ...]
    real: frozenset[int]
    cue: Piece | None
    source: Piece | None
    rule: Attribution | None
    by: str
    ruled: frozenset[int] = frozenset()
    tagged: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Chosen:
    """A candidate that is kept. chance: 0 to 1."""

    candidate: Candidate
    chance: float


def choose(pool: Sequence[Candidate], chances: Sequence[float], level: float) -> list[Chosen]:
    """Keep what is likely enough, the likeliest first, nothing twice; in the order of the text."""
    rated = sorted(range(len(pool)), key=lambda number: (-chances[number], number))
    kept: list[Chosen] = []
    for number in rated:
        one = pool[number]
        if chances[number] >= level and not any(_same(one, other.candidate) for other in kept):
            kept.append(Chosen(one, chances[number]))
    return sorted(kept, key=lambda chosen: chosen.candidate.content)


def _same(one: Candidate, other: Candidate) -> bool:
    if one.cue and other.cue and one.cue.first < other.cue.end and other.cue.first < one.cue.end:
        return True
    return jaccard(one.real, other.real) >= SAME
