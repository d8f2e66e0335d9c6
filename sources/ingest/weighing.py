"""How much speaks for each line being the article's own text: a table of figures, and words for them.

The table (weights.json) is fitted by benchmarks/fit_layout.py: of each feature its weight and its usual
figure (the mean over the lines it was fitted on). "prose@-1" is the feature "prose" of the line before, "@2"
of the second line below. The sum of all is the natural log-odds that the line is body.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import mul
from pathlib import Path
from typing import Any

from sources.ingest.board import Board
from sources.ingest.looks import Look
from sources.ingest.region import Prices, stretch
from sources.ingest.surroundings import Scene, features_of, scene_of
from sources.ingest.wordings import PROBABLY, can_say, in_words

#: Between these log-odds a line's reason says "probably".
DOUBT = 1.0
#: The log-odds of a paragraph that a text begins with: pages begin with a title, so it is a lead.
LEAD = 6.0
#: A text with no more short unfinished lines was saved without its page: in doubt a line is text there.
FEW_SHORT, SHORT = 8, 6
CLEAN_LEAN = 3.0
#: How many features a reason names.
NAMED = 2
#: What weighs less than this is no reason.
LEAST = 0.15


@dataclass(frozen=True)
class Weights:
    """base: the log-odds of a line without features. table: (feature, offset of the line it is taken of,
    weight, usual figure).
    """

    base: float
    table: Sequence[tuple[str, int, float, float]]
    prices: Prices = field(default_factory=Prices)

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The features that weigh anything, here or there; others need not be looked for."""
        return frozenset(feature for feature, *_ in self.table)

    @cached_property
    def own(self) -> Mapping[str, float]:
        """The weights of a line's own features; 0 for any that has none."""
        return defaultdict(
            float, ((feature, weight) for feature, offset, weight, _ in self.table if not offset)
        )

    @cached_property
    def near(self) -> Mapping[str, Sequence[tuple[int, float]]]:
        """For each feature that counts for the lines around, the (offset, weight) pairs."""
        found: dict[str, list[tuple[int, float]]] = {}
        for feature, offset, weight, _ in self.table:
            if offset:
                found.setdefault(feature, []).append((offset, weight))
        return found

    @cached_property
    def spoken(self) -> Sequence[tuple[int, Sequence[tuple[str, float, float]]]]:
        """By offset, the features of which a reason can speak."""
        found: dict[int, list[tuple[str, float, float]]] = {}
        for feature, offset, weight, usual in self.table:
            if can_say(feature, offset):
                found.setdefault(offset, []).append((feature, weight, usual))
        return sorted(found.items())


def read_weights(kept: Mapping[str, Any]) -> Weights:
    """Return the weights as weights.json keeps them: base, prices, features {name: [weight, usual]}."""
    table = []
    for name, (weight, usual) in kept["features"].items():
        feature, _, offset = name.partition("@")
        table.append((feature, int(offset or 0), weight, usual))
    return Weights(kept["base"], table, Prices(**kept["prices"]))


WEIGHTS = read_weights(json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8")))


def weigh(board: Board, weights: Weights = WEIGHTS) -> None:
    """Set of every undecided line whether it is inside the article, and why."""
    scene = scene_of(board, weights.wanted)
    features = features_of(scene)
    board.titles = frozenset(index for index, feature in enumerate(features) if feature.get("title"))
    odds = log_odds(features, scene, weights)
    if odds and scene.text[0] and board.lines[0].prose and not board.lines[0].bullet:
        odds[0] = max(odds[0], LEAD)
    if _is_clean(board):
        odds = [value + CLEAN_LEAN for value in odds]
    open_odds = [None if kind else value for value, kind in zip(odds, board.kinds, strict=True)]
    if not any(value is not None and value > -weights.prices.lean for value in open_odds):
        open_odds = _raised(open_odds)
    board.inside = stretch(open_odds, [line.words for line in board.lines], weights.prices)
    board.why = lambda index: _why(board, features, index, odds[index], weights)


def _raised(odds: Sequence[float | None]) -> list[float | None]:
    """Return the odds so raised that one line is text: no page is without any."""
    best = max((value for value in odds if value is not None), default=0.0)
    return [None if value is None else value - best + 1 for value in odds]


def _is_clean(board: Board) -> bool:
    """Say whether there are hardly any lines of a page, as where somebody pasted the article alone."""
    short = (line.words <= SHORT and not line.closed for line in board.lines)
    return sum(short) <= FEW_SHORT


def log_odds(features: Sequence[Look], scene: Scene, weights: Weights) -> list[float]:
    """Return the log-odds of every undecided line; neighbours that are not there count nothing."""
    odds = [weights.base] * len(features)
    own, near, total = weights.own, weights.near, len(features)
    for index, (feature, look) in enumerate(zip(features, scene.looks, strict=True)):
        if not scene.board.kinds[index]:
            odds[index] += sum(map(mul, map(own.__getitem__, feature), feature.values()))
        for name, figure in look.items():
            for offset, weight in near.get(name, ()):
                if 0 <= index - offset < total:
                    odds[index - offset] += weight * figure
    return odds


def _why(board: Board, features: Sequence[Look], index: int, odds: float, weights: Weights) -> str:
    """Say what weighed most for the decision; "" for a line of text that nobody would doubt."""
    inside = board.inside[index]
    doubtful = (odds < DOUBT) if inside else (odds > -DOUBT)
    if inside and not doubtful:
        return ""
    said = in_words(_strongest(features, index, weights, 1 if inside else -1), NAMED)
    if not said:
        said = "stands in the middle of the text" if inside else "stands apart from the text"
    return f"{PROBABLY}{said}" if doubtful else said


def _strongest(
    features: Sequence[Look], index: int, weights: Weights, sign: int
) -> Iterable[tuple[str, int, bool]]:
    """Yield (feature, offset, more than usual) of what speaks for the decision, the strongest first."""
    spoken = []
    for offset, table in weights.spoken:
        other = index + offset
        feature = features[other] if 0 <= other < len(features) else {}
        for name, weight, usual in table:
            share = sign * weight * (feature.get(name, 0.0) - usual)
            if share > LEAST:
                spoken.append((-share, name, offset, sign * weight > 0))
    spoken.sort()
    return [(name, offset, more) for _, name, offset, more in spoken]
