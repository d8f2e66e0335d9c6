"""Fit the table of line statistics by which the layout tells an article from its page (weights.json).

    python benchmarks/fit_layout.py [--keep] [--features 80] [PAGES]

Needs numpy and scikit-learn, which the project itself does not: install them by hand into an environment
of their own. PAGES is a folder with dev.json and dev/ (default: ../shared/corpora/saved_pages). The same
pages give the same table. Printed: precision, recall and F1 (over shingles of four words, as
score_cleaning.py counts) of the whole layout, rules and table, in ten-fold cross-validation by page: the
features are chosen anew in every fold. --keep writes the table fitted on all pages to
sources/ingest/weights.json: figures, no word of a page.
"""

from __future__ import annotations

import argparse
import difflib
import json
import random
import re
import sys
from collections import Counter
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sources.ingest.headers import read_header  # noqa: E402
from sources.ingest.layout import begin, lay_out  # noqa: E402
from sources.ingest.lines import Line  # noqa: E402
from sources.ingest.surroundings import features_of, scene_of  # noqa: E402
from sources.ingest.weighing import read_weights  # noqa: E402

FOLDS = 10
STRENGTH = 0.02
PRICES = {"lean": 0.5, "most": 6.0, "leave": 30.0, "again": 30.0}
CROP_WEIGHT = 0.5
#: Looks that count also where a neighbour has them.
NEIGHBOURS = (
    "words 1",
    "words 2-3",
    "words 4-6",
    "words 7-10",
    "words 11-16",
    "words 17-25",
    "words 26-40",
    "words 41-70",
    "words 71-",
    "closed",
    "prose",
    "bullet",
    "capitals",
    "little words",
    "button",
    "stamp",
    "repeated",
    "stands alone",
    "several sentences",
    "colon",
    "quotation",
    "link",
    "long sentence",
    "trails off",
    "marked",
)
WORD = re.compile(r"\w+")


class Page:
    """A page's lines as figures, which of them are body, and which no rule decides."""

    def __init__(self, text: str, body: str = "", labels: np.ndarray | None = None) -> None:
        self.text = text
        board = begin(text, header_end=read_header(text).end)
        self.lines = board.lines
        self.labels = labels if labels is not None else labels_of(self.lines, body)
        scene = scene_of(board)
        self.features = features_of(scene)
        for index, feature in enumerate(self.features):
            for offset in (-2, -1, 1, 2):
                if 0 <= index + offset < len(self.lines):
                    near = scene.looks[index + offset]
                    feature.update({f"{name}@{offset}": near[name] for name in NEIGHBOURS if near.get(name)})
        self.open = np.array([not kind for kind in board.kinds], dtype=bool)
        size = np.sqrt([min(150, max(1, line.words)) for line in self.lines])
        self.weights = size / max(1e-9, size[self.open].sum()) * 60  # every page counts alike

    def matrix(self, names: list[str]) -> np.ndarray:
        """The features of those names as columns, one row a line."""
        place = {name: column for column, name in enumerate(names)}
        found = np.zeros((len(self.lines), len(names)))
        for row, feature in enumerate(self.features):
            for name, figure in feature.items():
                if name in place:
                    found[row, place[name]] = figure
        return found

    def cropped(self, chance: random.Random) -> Page | None:
        """The article with little of its page, as somebody would paste it; None if it has no body."""
        inside = np.flatnonzero(self.labels)
        if len(inside) < 3:
            return None
        first = max(0, inside[0] - chance.choice([0, 0, 1, 2, 4]))
        last = min(len(self.lines) - 1, inside[-1] + chance.choice([0, 0, 1, 3, 6]))
        crop = Page(
            self.text[self.lines[first].start : self.lines[last].end], labels=self.labels[first : last + 1]
        )
        return crop if len(crop.lines) == last + 1 - first else None


def labels_of(lines: list[Line], body: str) -> np.ndarray:
    """A line is body when more than half of its words stand in the true text, in order."""
    words, owner = [], []
    for index, line in enumerate(lines):
        found = WORD.findall(line.text)
        words += found
        owner += [index] * len(found)
    hits, totals = Counter(), Counter(owner)
    for match in difflib.SequenceMatcher(
        None, words, WORD.findall(body), autojunk=False
    ).get_matching_blocks():
        hits.update(owner[match.a : match.a + match.size])
    return np.array([bool(totals[index]) and hits[index] > totals[index] / 2 for index in range(len(lines))])


def train(pages: list[tuple[Page, float]], names: list[str]) -> tuple[StandardScaler, LogisticRegression]:
    """Fit the lines that no rule decides, of (page, how much it counts)."""
    figures = np.vstack([page.matrix(names)[page.open] for page, _ in pages])
    labels = np.concatenate([page.labels[page.open] for page, _ in pages])
    weights = np.concatenate([page.weights[page.open] * share for page, share in pages])
    scale = StandardScaler().fit(figures)
    model = LogisticRegression(C=STRENGTH, max_iter=200).fit(
        scale.transform(figures), labels, sample_weight=weights
    )
    return scale, model


def fit(pages: list[tuple[Page, float]], names: list[str], count: int) -> dict[str, Any]:
    """Drop the features that weigh least, in three steps; return the table as weights.json keeps it."""
    for size in np.geomspace(len(names), count, 4).astype(int)[1:]:
        _, model = train(pages, names)
        names = [names[index] for index in np.sort(np.argsort(-abs(model.coef_[0]), kind="stable")[:size])]
    scale, model = train(pages, names)
    weights = model.coef_[0] / scale.scale_
    base = float(model.intercept_[0] - (weights * scale.mean_).sum())
    table = {
        name: [round(float(weight), 4), round(float(mean), 4)]
        for name, weight, mean in zip(names, weights, scale.mean_, strict=True)
    }
    return {"base": round(base, 4), "prices": PRICES, "features": dict(sorted(table.items()))}


def body_of(page: Page, kept: dict[str, Any]) -> str:
    """The text of the article as the layout finds it with that table."""
    blocks = lay_out(page.text, header_end=read_header(page.text).end, weights=read_weights(kept))
    return "\n\n".join(page.text[b.start : b.end].strip() for b in blocks if b.kind in ("body", "crosshead"))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words with their counts; a shorter text is one."""
    words = WORD.findall(text)
    if 0 < len(words) < 4:
        return Counter([tuple(words)])
    return Counter(zip(*(words[shift:] for shift in range(4)), strict=False))


def score(gold: dict[str, str], bodies: dict[str, str]) -> tuple[float, float, float]:
    """Precision, recall, F1: means over the pages, and their harmonic mean."""
    precisions, recalls = [], []
    for name, body in bodies.items():
        true, kept = shingles(gold[name]), shingles(body)
        shared = (true & kept).total()
        if kept:
            precisions.append(shared / kept.total())
        if true:
            recalls.append(shared / true.total())
    precision, recall = fmean(precisions), fmean(recalls)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    """Cross-validate, fit on all pages, and keep the table where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", nargs="?", type=Path, default=ROOT.parent / "shared/corpora/saved_pages")
    parser.add_argument("--features", type=int, default=80)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    gold = {name: page["body"] for name, page in json.loads((options.pages / "dev.json").read_text()).items()}
    pages = {name: Page((options.pages / "dev" / name).read_text(), gold[name]) for name in sorted(gold)}
    chance = random.Random(0)
    crops = {name: page.cropped(chance) for name, page in pages.items()}
    names = sorted({name for page in pages.values() for feature in page.features for name in feature})
    order = sorted(pages)
    chance.shuffle(order)

    def training(without: set[str]) -> list[tuple[Page, float]]:
        chosen = [name for name in sorted(pages) if name not in without]
        return [(pages[name], 1.0) for name in chosen] + [
            (crops[name], CROP_WEIGHT) for name in chosen if crops[name] is not None
        ]

    bodies = {}
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS])
        kept = fit(training(held), names, options.features)
        bodies |= {name: body_of(pages[name], kept) for name in held}
    print(f"{len(pages)} pages, {len(names)} features, {options.features} kept")
    print("ten-fold: precision {:.3f}  recall {:.3f}  F1 {:.3f}".format(*score(gold, bodies)))
    kept = fit(training(set()), names, options.features)
    print("in sample: precision {:.3f}  recall {:.3f}  F1 {:.3f}".format(
        *score(gold, {name: body_of(page, kept) for name, page in pages.items()})
    ))  # fmt: skip
    if options.keep:
        place = ROOT / "sources/ingest/weights.json"
        place.write_text(json.dumps(kept, indent=1) + "\n")
        print(f"kept in {place.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
