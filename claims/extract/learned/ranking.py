"""A logistic ranker: which of some candidates is the right one. Small, exact and the same every time."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Choice = tuple[Sequence[Sequence[str]], int]
ROUNDS, STEP, SHRINK = 4, 0.3, 1e-3


@dataclass(slots=True)
class Ranker:
    """A weight for each feature; a candidate's weight is their sum."""

    weights: dict[str, float] = field(default_factory=dict)

    def weight(self, features: Iterable[str]) -> float:
        """How much speaks for a candidate; only differences mean something, or what `chance` makes of it."""
        return sum(self.weights.get(name, 0.0) for name in features)

    def shares(self, candidates: Sequence[Iterable[str]]) -> list[float]:
        """How likely each candidate is the right one; they sum to 1."""
        weights = [self.weight(features) for features in candidates]
        top = max(weights)
        powers = [math.exp(weight - top) for weight in weights]
        return [power / sum(powers) for power in powers]

    def best(self, candidates: Sequence[Iterable[str]]) -> int:
        """The number of the likeliest, the first where two are."""
        weights = [self.weight(features) for features in candidates]
        return weights.index(max(weights))

    def chance(self, features: Iterable[str]) -> float:
        """How likely a candidate that stands alone is right."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.weight(features)))))


def learn_choices(choices: Sequence[Choice], *, rounds: int = ROUNDS) -> Ranker:
    """Learn from (candidates, number of the right one): softmax regression, AdaGrad, in the order given."""
    ranker, seen = Ranker(), dict[str, float]()
    for _ in range(rounds):
        for candidates, right in choices:
            for number, share in enumerate(ranker.shares(candidates)):
                _move(ranker.weights, seen, candidates[number], (number == right) - share)
    return _rounded(ranker)


def learn_yes_no(rows: Sequence[tuple[Sequence[str], bool]], *, rounds: int = ROUNDS) -> Ranker:
    """Learn from (features, whether it is right): logistic regression, AdaGrad, in the order given."""
    ranker, seen = Ranker(), dict[str, float]()
    for _ in range(rounds):
        for features, right in rows:
            _move(ranker.weights, seen, features, right - ranker.chance(features))
    return _rounded(ranker)


def _move(weights: dict[str, float], seen: dict[str, float], features: Sequence[str], error: float) -> None:
    if abs(error) < 1e-4:
        return
    for name in features:
        slope = error - SHRINK * weights.get(name, 0.0)
        seen[name] = seen.get(name, 1.0) + slope * slope
        weights[name] = weights.get(name, 0.0) + STEP * slope / math.sqrt(seen[name])


def _rounded(ranker: Ranker) -> Ranker:
    """Weights as they are stored, so that what was measured is what is used."""
    kept: Mapping[str, float] = {name: round(weight, 4) for name, weight in ranker.weights.items()}
    return Ranker({name: weight for name, weight in sorted(kept.items()) if weight})
