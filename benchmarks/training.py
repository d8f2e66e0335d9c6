"""How much is learnt from decided statements: a tagger over the rules, from one file, measured on another.

usage: training.py TRAIN.jsonl LATER.jsonl [--curve 25,50,100] [--speech] [--rounds N] [--jobs N]
       [--write FOUND.jsonl]
Both files in the scorer's form (claims/extract/learned/examples.py). Stores nothing, needs no database.
--curve takes articles from all over TRAIN, evenly; --speech compares with what the rules propose without
beliefs and intentions; --jobs learns the taggers of one training in so many processes; --write gives what
the tagger from all of TRAIN finds, for a scorer of one's own.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from claims.extract.learned.examples import Example, read_examples
from claims.extract.learned.model import Model, Tagger
from claims.extract.learned.reports import Measured
from claims.extract.learned.training import ROUNDS, measure, prepare, train
from claims.extract.pipeline import attribute


def main() -> None:
    """Train on ever more articles, and say how each does."""
    asked = arguments()
    earlier, later = ([*read_examples(path.open(encoding="utf-8"))] for path in (asked.train, asked.later))
    began = perf_counter()
    texts = [prepare(example, beliefs=not asked.speech) for example in earlier]
    told = [prepare(example, beliefs=not asked.speech) for example in later]
    print(f"{len(texts)} articles prepared in {perf_counter() - began:.0f} s, {len(told)} to measure on")
    say(Measured.of("the rules", measure(told, None)))
    pool, model = ProcessPoolExecutor(asked.jobs), None
    for size in [*asked.curve, len(texts)]:
        began = perf_counter()
        some = [texts[number * len(texts) // size] for number in range(size)]
        model = train(some, rounds=asked.rounds, each=pool.map)
        seconds, at = perf_counter() - began, perf_counter()
        figures = measure(told, Tagger(model))
        reading = perf_counter() - at
        say(Measured.of(f"{size} articles", figures))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"    trained in {seconds:.0f} s, {len(told) / reading:.1f} articles a second "
            f"(rules apart), {len(model.to_bytes()) / 1e6:.1f} MB; up to {memory:.0f} MB of memory"
        )
    pool.shutdown()
    if asked.write and model:
        write(asked.write, model, later)


def arguments() -> argparse.Namespace:
    """What was asked for."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("train", type=Path)
    parser.add_argument("later", type=Path)
    parser.add_argument("--curve", type=lambda words: [int(word) for word in words.split(",")], default=[])
    parser.add_argument("--speech", action="store_true")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--write", type=Path)
    return parser.parse_args()


def say(measured: Measured) -> None:
    """One line of figures."""
    print(
        f"{measured.name:>14}: match F1 {measured.match:.1f}, end to end {measured.end_to_end:.1f} "
        f"({measured.right} right of {measured.found} found, {measured.stated} stated)",
        flush=True,
    )


def write(path: Path, model: Model, later: Sequence[Example]) -> None:
    """What is found in each article, and the seconds it took from the text on."""
    tagger = Tagger(model)
    with path.open("w", encoding="utf-8") as file:
        for example in later:
            began = perf_counter()
            rules = attribute(example.text, example.paragraphs, beliefs=True)
            found = tagger.attributions(example.text, example.paragraphs, rules)
            quotes = [{"content": one.content, "cue": one.cue, "source": one.speaker} for one in found]
            row = {"doc_id": example.name, "quotes": quotes, "seconds": perf_counter() - began}
            file.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
