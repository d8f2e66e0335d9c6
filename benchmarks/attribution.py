"""How well statements are found: .venv/bin/python benchmarks/attribution.py GOLD.jsonl --scorer SCORER.py

GOLD: one object a line with doc_id, text and quotes (content, cue, source as spans). Each text is written to
a file of its own and read by `manage.py preview --format quotes`; what that prints is scored by the scorer, a
module with score(gold, predictions). Both ways are shown: speech only, and --all-attributions.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
from io import StringIO
from pathlib import Path
from time import process_time
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from django.core.management import call_command  # noqa: E402

COLUMNS = ("match", "e2e", "exact", "token", "source_token", "cue_token")


def write_texts(gold: Path, folder: Path) -> list[Path]:
    """Write each text to a file named by its doc_id."""
    paths = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = folder / f"{row['doc_id']}.txt"
        path.write_bytes(row["text"].encode())
        paths.append(path)
    return paths


def predict(paths: list[Path], out: Path, *, beliefs: bool) -> float:
    """Write what the preview prints of the files; return the CPU seconds that a text took."""
    printed = StringIO()
    started = process_time()
    call_command("preview", *map(str, paths), format="quotes", all_attributions=beliefs, stdout=printed)
    spent = process_time() - started
    out.write_text(printed.getvalue(), encoding="utf-8")
    return spent / len(paths)


def show(name: str, scored: dict[str, Any], cpu: float) -> None:
    """Print the columns of one way of reading."""
    print(f"\n{name}: {scored['pred']} proposals, {scored['gold']} in the gold standard")
    for column in COLUMNS:
        one = scored[column]
        print(f"  {column:<13} P {one['P']:6.1%}  R {one['R']:6.1%}  F1 {one['F1']:6.1%}")
    for kind in ("direct", "indirect", "mixed"):
        one = scored[f"type:{kind}"]["match"]
        print(f"  {kind:<13} P {one['P']:6.1%}  R {one['R']:6.1%}  F1 {one['F1']:6.1%}")
    clock = scored["speed"]["docs_per_s"]
    print(f"  speech recall {scored['speech']['match_R']:.1%}")
    print(f"  {clock:.0f} texts/s by the clock, {1 / cpu:.0f} in CPU time of one core, printing and all")


def load_scorer(path: Path) -> ModuleType:
    """Load the scorer from its file."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python module.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Read, score, print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--scorer", type=Path, required=True)
    options = arguments.parse_args()
    scorer = load_scorer(options.scorer)
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        paths = write_texts(options.gold, Path(folder))
        for name, beliefs in (("speech only", False), ("all attributions", True)):
            out = Path(folder) / f"{beliefs}.jsonl"
            cpu = predict(paths, out, beliefs=beliefs)
            show(name, scorer.score(options.gold, out), cpu)


if __name__ == "__main__":
    main()
