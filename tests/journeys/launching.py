"""`dev.py` as a person runs it: a process of its own, with a data folder of its own."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg2

ROOT = Path(__file__).resolve().parents[2]
OF_THE_SUITE = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SITE_URL", "CLAIMTRACK_THOROUGH")
UP = "claimtrack is up: "
OUTCOME = "SELECT count(*), count(DISTINCT sha256) FROM sources_importfile WHERE state = 'imported'"


def environment(data, **more):
    """A person's: without the suite's own servers, but with the programs it was told to use."""
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_SUITE}
    return {**kept, "DATA_DIR": str(data), **more}


def dev(data, *arguments, **more):
    """Run dev.py to its end."""
    command = [sys.executable, str(ROOT / "dev.py"), *map(str, arguments)]
    return subprocess.run(command, env=environment(data, **more), capture_output=True, text=True, timeout=120)


def wait_until(true, seconds, what):
    """Give what is true once it is; fail with what was waited for."""
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end, f"waited {seconds} s in vain: {what()}"
        time.sleep(0.05)
    return found


class Launch:
    """`dev.py run` in the background."""

    def __init__(self, data, *paths, port, root=ROOT, python=sys.executable):
        data.parent.mkdir(exist_ok=True)
        self.data = data
        self.screen = data.with_name(f"{data.name}.screen")
        with self.screen.open("w") as out:
            self.process = subprocess.Popen(
                [python, str(root / "dev.py"), "run", *map(str, paths)],
                env=environment(data, PORT=str(port)),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
            )

    def said(self):
        """Everything on the screen so far."""
        return self.screen.read_text()

    def site(self, seconds=90):
        """The address, once the site is up."""
        wait_until(lambda: UP in self.said() or self.process.poll() is not None, seconds, self.said)
        assert UP in self.said(), self.said()
        return self.said().partition(UP)[2].split()[0]

    def page(self, path="", seconds=30):
        """A page, once the web server gives it."""

        def fetch():
            with (
                contextlib.suppress(OSError),
                urllib.request.urlopen(self.site() + path, timeout=10) as answer,
            ):
                return answer.read().decode()

        return wait_until(fetch, seconds, self.said)

    def pids(self):
        """Process numbers by name, as the launcher has them on record."""
        return {row["name"]: row["pid"] for row in json.loads((self.data / "processes.json").read_text())}

    def kill(self, name):
        """kill -9 one program, and return when another runs in its place."""
        before = self.pids()[name]
        os.kill(before, signal.SIGKILL)
        wait_until(lambda: self.pids().get(name, before) != before, 30, self.said)

    def imported(self):
        """How many files became articles, and of how many different texts; None while nobody answers."""
        try:
            url = json.loads((self.data / "addresses.json").read_text())["DATABASE_URL"]
            with contextlib.closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
                cursor.execute(OUTCOME)
                return cursor.fetchone()
        except (psycopg2.Error, OSError):
            return None

    def articles(self):
        """How many articles and saves of articles there are."""
        url = json.loads((self.data / "addresses.json").read_text())["DATABASE_URL"]
        with contextlib.closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT (SELECT count(*) FROM sources_article), (SELECT count(*) FROM sources_articleversion)"
            )
            return cursor.fetchone()

    def stop(self, number=signal.SIGTERM):
        """Ask it to stop; gives its exit status."""
        self.process.send_signal(number)
        return self.process.wait(60)


def processes_of(data):
    """Numbers of all processes that belong to a data folder, by environment, command line or working folder.

    A PostgreSQL process writes its title over the first two; it works in the data folder.
    """
    wanted, found = os.fsencode(data), []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            texts = [(folder / "environ").read_bytes(), (folder / "cmdline").read_bytes()]
            if any(wanted in text for text in [*texts, os.fsencode((folder / "cwd").readlink())]):
                found.append(int(folder.name))
    return [pid for pid in found if pid != os.getpid()]


def write_articles(folder, count):
    """Invented reports, each a text of its own, in a folder."""
    folder.mkdir(parents=True)
    for number in range(1, count + 1):
        (folder / f"report-{number:03}.txt").write_text(
            f"Outlet: Harbour Courier\nURL: https://courier.example/{number}\nPublished: 2026-03-04\n"
            f"Headline: Ferry {number} was late, the port office said\n\n"
            f"The ferry number {number} left {number} minutes late on Tuesday, the port office said.\n\n"
            f"“We had no part in it,” a spokeswoman of the shipping line told the Courier.\n"
        )
    return folder
