"""How long `dev.py run FOLDER` takes on this machine: .venv/bin/python benchmarks/startup.py [TIMES]

Cold: a fresh clone of what is committed, no environment and no data, but pip's cache as it is. Warm: the same
clone once more. Prints the median of TIMES (3) in seconds, to the first page and to the first article.
Goals: cold at most 60 s, warm at most 6 s, on two cores.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.journeys.launching import Launch, wait_until, write_articles  # noqa: E402

PORT = 8700
BASE_PYTHON = getattr(sys, "_base_executable", sys.executable)


def measure(clone: Path, reports: Path, expected: int) -> tuple[float, float]:
    """Seconds from the command to the first page, and to as many imported articles as expected."""
    begun = time.monotonic()
    running = Launch(clone.parent / "data", reports, port=PORT, root=clone, python=BASE_PYTHON)
    try:
        running.page()
        page = time.monotonic() - begun
        wait_until(lambda: running.imported() == (expected, expected), 120, running.said)
        return page, time.monotonic() - begun
    finally:
        running.stop()


def once(number: int) -> dict[str, float]:
    """One cold and one warm start in a place of their own."""
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:
        place = Path(folder)
        place.chmod(0o755)
        subprocess.run(["git", "clone", "-q", str(ROOT), str(place / "clone")], check=True)
        cold = measure(place / "clone", write_articles(place / "one", 1), 1)
        warm = measure(place / "clone", write_articles(place / "two", 2), 2)
    names = ("cold, first page", "cold, first article", "warm, first page", "warm, first new article")
    found = dict(zip(names, (*cold, *warm), strict=True))
    print(f"{number}: " + "; ".join(f"{name} {seconds:.1f} s" for name, seconds in found.items()), flush=True)
    return found


def main(times: int) -> None:
    """Measure and print medians."""
    runs = [once(number) for number in range(1, times + 1)]
    for name in runs[0]:
        print(f"{name:24} median {statistics.median(run[name] for run in runs):5.1f} s of {times}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
