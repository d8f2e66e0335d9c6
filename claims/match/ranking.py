"""How like two wordings are: by the words they share, rare ones most, and by pairs of neighbours. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

from claims.match.words import Words

#: A claim is short and to the point; a statement may say more than the claim.
OF_THEIRS, OF_OURS = 0.65, 0.35
#: What words side by side count beside the words themselves.
IN_PAIRS = 0.25
#: Below this, two wordings have little more than a topic in common.
LEAST = 0.18
#: What part of the rows is taken to have a word of which nothing is known.
RARE = 0.00005


@dataclass(frozen=True, slots=True)
class Wording:
    """A claim that a wording is like. score: 0 to 1; wording: what of it is likest, folded; shared: stems."""

    claim: int
    score: float
    wording: str
    shared: tuple[str, ...]


def likest(
    ours: Words, pool: Mapping[int, Iterable[str]], shares: Mapping[str, float], *, most: int
) -> list[Wording]:
    """The claims of a pool likest to a wording; each counts by the likest of its wordings.

    shares: what part of all claims has a stem, for the common ones. Equally like ones: the older first.
    """
    weights = Weights(shares)
    our_weight = weights.of(ours.stems)
    best: list[Wording] = []
    for claim, wordings in pool.items():
        score, wording, shared = max(_rated(ours, our_weight, one, weights) for one in wordings)
        if score >= LEAST:
            best.append(Wording(claim, round(score, 3), wording, shared))
    return sorted(best, key=lambda one: (-one.score, one.claim))[:most]


class Weights(dict[str, float]):
    """What a stem counts: the more, the fewer claims have it."""

    def __init__(self, shares: Mapping[str, float]) -> None:
        super().__init__()
        self._shares = shares

    def __missing__(self, stem: str) -> float:
        self[stem] = weight = -log(self._shares.get(stem, RARE) + 0.00001)
        return weight

    def of(self, stems: Iterable[str]) -> float:
        """All of them together."""
        return sum(map(self.__getitem__, stems))


def _rated(
    ours: Words, our_weight: float, wording: str, weights: Weights
) -> tuple[float, str, tuple[str, ...]]:
    theirs = Words.of(wording)
    both = ours.stems & theirs.stems
    whole = OF_THEIRS * weights.of(theirs.stems) + OF_OURS * our_weight
    words = weights.of(both) / whole if whole else 0.0
    score = (1 - IN_PAIRS) * words + IN_PAIRS * _of_pairs(ours, theirs)
    return score, wording, tuple(sorted(both, key=lambda one: (-weights[one], one)))


def _of_pairs(ours: Words, theirs: Words) -> float:
    whole = OF_THEIRS * len(theirs.pairs) + OF_OURS * len(ours.pairs)
    return len(ours.pairs & theirs.pairs) / whole if whole else 0.0
