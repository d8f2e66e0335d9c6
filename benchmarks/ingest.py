"""How many files a second are imported: from a folder to originals, articles, blocks, facts and overlaps.

    DATABASE_URL=… python benchmarks/ingest.py [--files 1000] [--workers 2] [--folder FOLDER]
    DATABASE_URL=… python benchmarks/ingest.py --bench FOLDER --python PYTHON --files 10000 --pairs 5
    DATABASE_URL=… python benchmarks/ingest.py --bench FOLDER --linear [FILES …]

Every run has a new database on the server that is named, and takes it away again. Without a folder it invents
short reports. With --bench, the folder of `gen_articles.py` and `limits/ingest_proto.py`, the corpus is that
generator's, and with --pairs the prototype and ours take turns on the same corpus and the same server; PYTHON
is one that has what the prototype needs (numpy, ftfy, psycopg2). --linear imports 10,000, 20,000 and 40,000
files, or those numbers that are named.

Printed of each run: files a second from the first byte read to the last text compared, with the workers there
from the start, as `import_batch` and `watch_folder` bring files; and the processor time a file, Python's and
PostgreSQL's, which tells more on a machine that others use too. With --apart the parts come one after the
other, and are told apart: taken in (originals on the disk, rows committed), read (articles, blocks, facts,
searchable text), looked through (the lines that outlets repeat), compared.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")

from ingest_corpus import corpus
from processor import Spent, Watch

#: Seconds that a part took by the clock, and of the processor.
Part = tuple[float, Spent]
#: Seconds that a worker waits for files.
PAUSE = 0.1
LINEAR = (10_000, 20_000, 40_000)
PROTOTYPE_DATABASE = "claimtrack_prototype"
RUN_DATABASE = "claimtrack_benchmark"


def begin(work: Callable[[], None], workers: int) -> Callable[[], None]:
    """Let so many processes do the work; the answer waits until the last has ended."""
    from django.db import connections

    connections.close_all()
    processes = [get_context("fork").Process(target=work) for _ in range(workers)]
    for process in processes:
        process.start()

    def wait() -> None:
        for process in processes:
            process.join()
        if any(process.exitcode for process in processes):
            raise SystemExit("A worker failed.")

    return wait


def read_all() -> None:
    """What the task of a worker does first."""
    from sources.services.drain import chunks, lease_files, read_chunk

    while leases := lease_files():
        for chunk in chunks(leases):
            read_chunk(chunk)


def look_all() -> None:
    """What it does then: look for the lines that outlets repeat."""
    from sources.services.repeating import look_for_repetition

    while look_for_repetition():
        pass


def compare_all() -> None:
    """What it does last."""
    from sources.services.comparing import compare_waiting

    while compare_waiting():
        pass


def work_all() -> None:
    """A worker's whole way, from before the first file is here; it ends once all is compared."""
    while not _is_over():
        read_all()
        look_all()
        compare_all()
        time.sleep(PAUSE)


def _is_over() -> bool:
    from sources.choices import SketchState
    from sources.models import ImportBatch, ImportFile, RepetitionCheck, TextSketch
    from sources.queries import is_importing

    here = ImportBatch.objects.exists() and not (is_importing() or ImportFile.objects.open().exists())
    looked = here and not RepetitionCheck.objects.exists()
    return looked and not TextSketch.objects.exclude(state=SketchState.DONE).exists()


def take_in(folder: Path, *, at_once: bool) -> None:
    """What the command does; `at_once`: as one step."""
    from django.contrib.auth.models import User

    from sources.choices import BatchOrigin
    from sources.ingest.read import read_paths
    from sources.services.batches import make_batch

    make_batch(
        made_by=User.objects.get(username="machine"),
        label="benchmark",
        origin=BatchOrigin.COMMAND,
        files=read_paths([folder]),
        on_step=None if at_once else lambda batch: None,
    )


def ours(folder: Path, originals: Path, workers: int, *, apart: bool) -> float:
    """Import the folder; print what it took, return files a second."""
    from django.conf import settings

    settings.ORIGINALS_DIR = originals
    with Watch(dsn(RUN_DATABASE), RUN_DATABASE) as watch:
        began = time.perf_counter()
        parts = _apart(folder, workers, watch) if apart else _together(folder, workers, watch)
        seconds = time.perf_counter() - began
    files, states = _states()
    print(f"ours       {files:>7,} files  {files / seconds:>7.1f} a second  {states}")
    for what, (took, spent) in parts.items():
        print(f"{what:>19}: {took:.1f} s, {files / took:,.0f} a second, {spent.of(files)}", flush=True)
    return files / seconds


def _together(folder: Path, workers: int, watch: Watch) -> dict[str, Part]:
    began = time.perf_counter()
    wait = begin(work_all, workers)
    take_in(folder, at_once=False)
    taken = (time.perf_counter() - began, watch.spent())
    wait()
    return {"all taken in": taken, "in all": (time.perf_counter() - began, watch.spent())}


def _apart(folder: Path, workers: int, watch: Watch) -> dict[str, Part]:
    stages: dict[str, Callable[[], None]] = {
        "taken in": lambda: take_in(folder, at_once=True),
        "read": lambda: begin(read_all, workers)(),
        "looked through": lambda: begin(look_all, workers)(),
        "compared": lambda: begin(compare_all, workers)(),
    }
    parts: dict[str, Part] = {}
    for what, work in stages.items():
        began, before = time.perf_counter(), watch.spent()
        work()
        parts[what] = (time.perf_counter() - began, watch.spent() - before)
    return {**parts, "in all": (sum(took for took, _ in parts.values()), watch.spent())}


def _states() -> tuple[int, dict[str, int]]:
    from sources.models import ImportFile

    states = Counter(ImportFile.objects.values_list("state", flat=True))
    return sum(states.values()), dict(states)


def prototype(asked: argparse.Namespace, folder: Path, files: int, place: Path) -> float:
    """Let the prototype import the same folder with full text; return files a second."""
    script = Path(asked.bench).resolve() / "limits" / "ingest_proto.py"
    with Watch(dsn(PROTOTYPE_DATABASE), PROTOTYPE_DATABASE) as watch:
        done = subprocess.run(
            [asked.python, script, folder, str(files), str(asked.workers), "fts"],
            env={**os.environ, "LIMITS_DSN": dsn(PROTOTYPE_DATABASE), "BENCH_OUT": str(place)},
            check=True,
            capture_output=True,
            text=True,
        )
        spent = watch.spent()
    rate = float(json.loads(done.stdout)["articles_per_s"])
    print(f"prototype  {files:>7,} files  {rate:>7.1f} a second")
    print(f"{'in all':>19}: {spent.of(files)}", flush=True)
    return rate


def dsn(database: str) -> str:
    """How libpq is told of a database of the same server."""
    from django.db import connection

    known = {**connection.get_connection_params(), "dbname": database}
    keys = ("host", "port", "user", "password", "dbname")
    return " ".join(f"{key}={known[key]}" for key in keys if known.get(key))


@contextmanager
def fresh(database: str, template: str) -> Iterator[None]:
    """A new database of that name until the block ends; the connection leads to it."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{database}"')
        cursor.execute(f'CREATE DATABASE "{database}" TEMPLATE "{template}"')
    connection.settings_dict["NAME"] = database
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = name
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{database}"')


def run(asked: argparse.Namespace, place: Path, files: int) -> float:
    """Import with ours, into a copy of the empty database."""
    from django.db import connection

    folder = corpus(asked, place, files)
    template = connection.settings_dict["NAME"]
    connection.close()
    with fresh(RUN_DATABASE, template), tempfile.TemporaryDirectory(dir=place) as originals:
        return ours(folder, Path(originals) / "originals", asked.workers, apart=asked.apart)


def pairs(asked: argparse.Namespace, place: Path) -> None:
    """Alternate the prototype and ours; print each pair, and the median of the ratios."""
    ratios = []
    folder = corpus(asked, place, asked.files)
    for number in range(1, asked.pairs + 1):
        with fresh(PROTOTYPE_DATABASE, "template0"):
            theirs = prototype(asked, folder, asked.files, place)
        mine = run(asked, place, asked.files)
        ratios.append(mine / theirs)
        print(f"pair {number}: {mine:.1f} / {theirs:.1f} = {ratios[-1]:.2f}", flush=True)
    print(f"median of {len(ratios)} pairs: {statistics.median(ratios):.2f} × the prototype")


def sizes(asked: argparse.Namespace) -> Sequence[int]:
    """Which runs of ours alone are asked for."""
    if asked.linear is not None:
        return asked.linear or LINEAR
    return () if asked.pairs else (asked.files,)


def asked_for() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", help="import this folder instead of a made one")
    parser.add_argument("--bench", help="the folder of gen_articles.py and limits/ingest_proto.py")
    parser.add_argument("--python", default=sys.executable, help="for the prototype")
    parser.add_argument("--pairs", type=int, default=0)
    parser.add_argument("--apart", action="store_true", help="one part after the other")
    parser.add_argument("--linear", type=int, nargs="*", metavar="FILES", help="one run of each size")
    return parser.parse_args()


def main() -> None:
    """Set an empty database up, measure on copies of it, and take it away."""
    asked = asked_for()
    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    databases = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT version(), current_setting('fsync')")
            print("{}, fsync {}".format(*cursor.fetchone()))
        with tempfile.TemporaryDirectory() as place:
            if asked.pairs:
                pairs(asked, Path(place))
            for files in sizes(asked):
                run(asked, Path(place), files)
    finally:
        teardown_databases(databases, verbosity=0)


if __name__ == "__main__":
    main()
