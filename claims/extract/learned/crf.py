"""The sequence taggers themselves: python-crfsuite."""

from __future__ import annotations

import ctypes
import math
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pycrfsuite

Line = Sequence[Sequence[str]]
Lines = Iterable[tuple[Line, Sequence[str]]]
#: A feature that stands fewer times says nothing that will come again, and may be somebody's words.
RARE = 3
#: Two ways to learn: the first gives shares that mean something, the second is fast where there is much.
SURE = ("lbfgs", {"c2": 2.0, "epsilon": 1e-3})
FAST = ("ap", {"epsilon": 0.0})


def learn(lines: Lines, *, sure: bool, rounds: int) -> bytes:
    """Learn labels from lines of features; the model as bytes. The same lines give the same model.

    sure: shares will be asked for. Raises ValueError where there is nothing to learn from.
    """
    algorithm, options = SURE if sure else FAST
    return learn_lines(lines, algorithm, {"max_iterations": rounds, **options})


def learn_lines(lines: Lines, algorithm: str, options: Mapping[str, float]) -> bytes:
    """The same, by an algorithm and options of the library."""
    trainer = pycrfsuite.Trainer(  # type: ignore[attr-defined]  # compiled
        algorithm=algorithm, verbose=False
    )
    some = False
    for features, labels in lines:
        trainer.append(features, labels)
        some = True
    if not some:
        raise ValueError("There is no line to learn from.")
    trainer.set_params({"feature.minfreq": RARE, **options})
    # It shuffles with the C library's numbers, which would go on from wherever they are.
    ctypes.CDLL(None).srand(1)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tagger"
        trainer.train(str(file))
        return file.read_bytes()


class Labeller:
    """A model that was learnt, ready to label."""

    def __init__(self, model: bytes) -> None:
        """Raises ValueError for bytes that are no model."""
        self._held = model  # the tagger reads from these bytes as long as it lives
        self._tagger = pycrfsuite.Tagger()  # type: ignore[attr-defined]  # compiled
        self._tagger.open_inmemory(model)
        self._known = set(self._tagger.labels())

    def label(self, line: Line) -> list[str]:
        """The likeliest labels of a line's tokens."""
        labels: list[str] = self._tagger.tag(line)
        return labels

    def shares(self, line: Line, label: str) -> list[float]:
        """How likely it is, 0 to 1, that each token of a line has this label."""
        if label not in self._known:
            return [0.0] * len(line)
        self._tagger.set(line)
        return [_bounded(self._tagger.marginal(label, at)) for at in range(len(line))]


def _bounded(share: float) -> float:
    """Weights may be too great for the sums that shares are made of: then nothing is known."""
    return min(1.0, max(0.0, share)) if math.isfinite(share) else 0.5
