"""How well and how fast the layout finds the article in saved pages.

    python benchmarks/layout.py [PAGES] [SCORER]

Runs `preview --format jsonl` over PAGES/dev (default: ../shared/corpora/saved_pages) and gives its answers to
SCORER (default: ../shared/bench/score_cleaning.py). Printed: the scorer's figures, the five worst pages, and
the processor time of the layout alone for a page and for a line.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
SHARED = ROOT.parent / "shared"
ROUNDS = 3


def main(pages: Path, scorer: Path) -> None:
    """Preview, score, and time."""
    import django
    from django.core.management import call_command

    django.setup()
    answers = io.StringIO()
    call_command("preview", *sorted(map(str, (pages / "dev").glob("*.txt"))), format="jsonl", stdout=answers)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.write(answers.getvalue())
        file.flush()
        subprocess.run([sys.executable, scorer, pages / "dev.json", file.name, "--worst", "5"], check=True)
    measure([json.loads(line)["text"] for line in answers.getvalue().splitlines()])


def measure(texts: list[str]) -> None:
    """Print the milliseconds of processor time a page and the microseconds a line; the best of three."""
    from sources.ingest.layout import lay_out
    from sources.ingest.lines import read_lines

    lines = sum(len(read_lines(text, 0)) for text in texts)
    best = float("inf")
    for _ in range(ROUNDS):
        started = time.process_time()
        for text in texts:
            lay_out(text)
        best = min(best, time.process_time() - started)
    page, line = best / len(texts) * 1e3, best / lines * 1e6
    print(f"layout: {page:.1f} ms a page of {lines / len(texts):.0f} lines, {line:.0f} µs a line")


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    main(*given, *(SHARED / "corpora/saved_pages", SHARED / "bench/score_cleaning.py")[len(given) :])
