"""How many files a second one worker reads: from the originals to committed articles, blocks and facts.

    DATABASE_URL=… python benchmarks/ingest.py [FILES] [FOLDER]

Makes a test database and takes it away again. Without FOLDER it invents FILES (1,000) short reports; a folder
of saved articles is measured as it is. Printed: files taken in a second (bytes on the disk, rows committed),
files read a second by one worker, and the milliseconds a file of each.
"""

import os
import random
import sys
import tempfile
import time
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")

PLACES = ("Port Brevin", "Lower Aldany", "Velm", "Halm", "Santa Relva", "Treska", "Old Tarrow")
PEOPLE = ("Ilse Tamm", "Ina Falk", "Jördis Varga", "Kofi Abara", "Mateus Gallo", "Zofia Novak")
SAYINGS = (
    "that the harbour would stay closed until the spring",
    "that nobody had asked the ministry",
    "that 14 of 20 boats had been counted",
    "it was too early to say what had happened",
)
WORDS = 500


def report(rng: random.Random, number: int) -> str:
    """One invented report of about 500 words, with header lines."""
    lines = [
        f"Outlet: Paper of {rng.choice(PLACES)}",
        f"URL: https://paper.example/{number}",
        f"Published: 2031-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        "",
        f"{rng.choice(PLACES)} waits for an answer, report {number}",
        "",
    ]
    while sum(len(line.split()) for line in lines) < WORDS:
        sentences = (
            f"{rng.choice(PEOPLE)} said on Monday in {rng.choice(PLACES)} {rng.choice(SAYINGS)}."
            for _ in range(rng.randint(2, 4))
        )
        lines += [" ".join(sentences), ""]
    return "\n".join(lines)


def invent(folder: Path, files: int) -> None:
    """Write the reports; the same ones every time."""
    rng = random.Random(7)
    for number in range(files):
        (folder / f"{number:06}.txt").write_text(report(rng, number))


def measure(folder: Path) -> None:
    """Take the folder in and read it, as one worker does; print both."""
    from django.contrib.auth.models import User

    from sources.ingest.read import read_paths
    from sources.services.batches import make_batch
    from sources.services.drain import lease_files, read_leased

    user = User.objects.get(username="machine")
    began = time.perf_counter()
    batch = make_batch(made_by=user, label="benchmark", origin="command", files=read_paths([folder])).batch
    taken = time.perf_counter()
    while leases := lease_files():
        for lease in leases:
            read_leased(lease)
    say("taken in", batch.files.count(), taken - began)
    say("read by one worker", batch.files.count(), time.perf_counter() - taken)


def say(what: str, files: int, seconds: float) -> None:
    """One line of figures."""
    each = 1000 * seconds / files
    print(f"{what:<20} {files:>7,} files  {files / seconds:>8.1f} a second  {each:>7.2f} ms each")


def main() -> None:
    """Set a database up, measure, and take it away."""
    django.setup()
    from django.conf import settings
    from django.test.utils import setup_databases, teardown_databases

    files = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    try:
        with tempfile.TemporaryDirectory() as place:
            settings.ORIGINALS_DIR = Path(place) / "originals"
            folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(place) / "reports"
            if len(sys.argv) <= 2:
                folder.mkdir()
                invent(folder, files)
            measure(folder)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
