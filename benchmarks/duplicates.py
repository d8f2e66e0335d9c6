"""How many copies two workers find, and how many of those they name are copies.

    DATABASE_URL=… python benchmarks/duplicates.py [STORIES | FOLDER]

Invents the copies of `copies.py` from STORIES (400) originals, or takes a FOLDER with a truth.tsv, or with
the manifest.tsv of a generator that says of each file of which other it is an exact or near copy. Imports it
into a test database with two workers, their comparing and the closing sweep included, and takes that away.
Recall: of the copies that are no exact duplicates, those tied to what they were made from, by a reprint or
another save. Precision: of all reprints and other saves, those within one family.
"""

import csv
import multiprocessing
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import django

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")

WORKERS = 2
TIED = ("reprint", "another_save")


class Known(NamedTuple):
    """What is known of a file: its kind, the file it was made from, and its family."""

    kind: str
    source: str
    family: str


def truth(folder: Path) -> dict[str, Known]:
    """By file: what copies.py or a manifest of ids says."""
    if (folder / "truth.tsv").exists():
        with (folder / "truth.tsv").open() as lines:
            rows = csv.DictReader(lines, delimiter="\t")
            return {row["file"]: Known(row["kind"], row["source"], row["family"]) for row in rows}
    with (folder / "manifest.tsv").open() as lines:
        by_id = {row["id"]: row for row in csv.DictReader(lines, delimiter="\t")}
    families: dict[str, str] = {}
    for number, row in by_id.items():
        families[number] = families.get(row["source"], number)
    return {
        row["path"]: Known(
            row["kind"], by_id[row["source"]]["path"] if row["source"] else "", families[number]
        )
        for number, row in by_id.items()
    }


def work() -> None:
    """One worker, as the broker would call it again and again."""
    from django.db import connection

    from sources import tasks
    from sources.queries import left_waiting
    from sources.services.comparing_queue import is_waiting
    from sources.services.repeating import is_repetition_waiting

    connection.close()
    tasks.send_nudge = lambda: None
    while left_waiting() or is_repetition_waiting() or is_waiting():
        tasks.drain()


def measure(folder: Path) -> None:
    """Import the folder with two workers; print what they found."""
    from django.contrib.auth.models import User
    from django.db import connection

    from sources.choices import BatchOrigin
    from sources.ingest.read import read_paths
    from sources.services.batches import make_batch

    user = User.objects.get(username="machine")
    batch = make_batch(
        made_by=user, label="benchmark", origin=BatchOrigin.COMMAND, files=read_paths([folder])
    ).batch
    connection.close()
    began = time.perf_counter()
    spawned = [multiprocessing.get_context("fork").Process(target=work) for _ in range(WORKERS)]
    for one in spawned:
        one.start()
    for one in spawned:
        one.join()
    if any(one.exitcode for one in spawned):
        raise SystemExit("A worker failed.")
    print(f"{batch.files.count()} files, two workers: {time.perf_counter() - began:.0f} s")
    report(batch.pk, truth(folder))


def report(batch: int, known: dict[str, Known]) -> None:
    """Recall by kind of copy, precision, and what is named without being a copy."""
    from sources.models import ImportFile, Overlap

    rows = ImportFile.objects.filter(batch=batch)
    where = dict(rows.values_list("name", "article_version__article"))
    states = dict(rows.values_list("name", "state"))
    names = {article: name for name, article in where.items() if states[name] == "imported"}
    overlaps = list(Overlap.objects.values_list("first", "second", "kind"))
    tied = {frozenset(row[:2]) for row in overlaps if row[2] in TIED}
    alike = {frozenset(row[:2]) for row in overlaps}

    def counts(name: str) -> bool:
        """It is an article of its own, and what it was made from is here."""
        source = where[known[name].source]
        return states[name] == "imported" and source not in (None, where[name])

    for kind in sorted({one.kind for one in known.values() if one.source}):
        copies = [name for name, one in known.items() if one.kind == kind and one.source]
        new = [name for name in copies if counts(name)]
        pairs = [frozenset((where[name], where[known[name].source])) for name in new]
        found = sum(pair in (alike if kind == "quoting" else tied) for pair in pairs)
        here = f", {len(copies) - len(new)} here already or held" if len(copies) > len(new) else ""
        print(f"  {kind:<9} {found:>6} of {len(new)} found{here}")
    wanted = [name for name, one in known.items() if one.source and one.kind != "quoting"]
    wanted = [name for name in wanted if counts(name)]
    hits = sum(frozenset((where[name], where[known[name].source])) in tied for name in wanted)
    right = [
        pair
        for pair in tied
        if len(families := {known[names[pk]].family for pk in pair}) == 1
        and not families.pop().startswith("communique")
    ]
    print(f"  recall    {100 * hits / max(1, len(wanted)):.2f} % of {len(wanted)}")
    print(f"  precision {100 * len(right) / max(1, len(tied)):.2f} % of {len(tied)} reprints and saves")
    for kinds in sorted({tuple(sorted(known[names[pk]].kind for pk in pair)) for pair in tied - set(right)}):
        print(f"    wrongly tied: {' and '.join(kinds)}")


def main() -> None:
    """Set a database up, measure, and take it away."""
    django.setup()
    from copies import write
    from django.conf import settings
    from django.test.utils import setup_databases, teardown_databases

    given = sys.argv[1] if len(sys.argv) > 1 else "400"
    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    try:
        with tempfile.TemporaryDirectory() as place:
            settings.ORIGINALS_DIR = Path(place) / "originals"
            folder = Path(given)
            if given.isdigit():
                folder = Path(place) / "copies"
                write(folder, int(given))
            measure(folder)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
