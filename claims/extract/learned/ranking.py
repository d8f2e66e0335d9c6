"""Yes or no: how likely one thing is what its features say. Logistic regression, the same every time."""

from __future__ import annotations

from collections.abc import Sequence

from claims.extract.learned.crf import Labeller, learn_lines

YES, NO = "yes", "no"
Features = Sequence[str]
#: Weights are held small, by this much for each row at most: few rows would let many features say anything.
A_ROW = 1 / 10
ROUNDS = 100


class Ranker:
    """What was learnt of good and bad ones. Not to be shared between threads."""

    def __init__(self, model: bytes) -> None:
        """model: of `learn_yes_no`. Raises ValueError for other bytes."""
        self._labeller = Labeller(model) if model else None

    def chance(self, features: Features) -> float:
        """How likely it is right, 0 to 1."""
        return self._labeller.shares([features], YES)[0] if self._labeller else 0.5

    def best(self, candidates: Sequence[Features]) -> int:
        """The number of the likeliest, the first where two are."""
        chances = [self.chance(features) for features in candidates]
        return chances.index(max(chances))


def learn_yes_no(rows: Sequence[tuple[Features, bool]], *, shrink: float) -> bytes:
    """Learn from (features, whether it is right); no bytes where there is nothing to learn from.

    shrink: how small weights are held where there are rows enough.
    """
    if not rows:
        return b""
    lines = (([features], [YES if right else NO]) for features, right in rows)
    held = min(shrink, max(1.0, len(rows) * A_ROW))
    return learn_lines(lines, "lbfgs", {"c2": held, "epsilon": 1e-4, "max_iterations": ROUNDS})
