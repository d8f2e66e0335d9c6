"""Running sites that are asked page by page: how long an answer takes, and what it costs on the processor."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from databases import address_of, execute
from processor import ticks

ROOT = Path(__file__).resolve().parent.parent
#: Milliseconds of a tick of the processor's clock.
TICK = 1000 / os.sysconf("SC_CLK_TCK")


@dataclass
class Site:
    """A running site: its port, its process, and the database whose backends work for it ("" for none).

    cookie: what a visitor brings whose pages are written anew; "" for one who may get them as they were kept.
    """

    name: str
    port: int
    process: int
    database: str = ""
    cookie: str = "of=benchmark"

    def __post_init__(self) -> None:
        self.connect()

    def connect(self) -> None:
        """A new connection, which is kept."""
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, address: str) -> tuple[float, str]:
        """Milliseconds, and the page; anything but 200 ends the run. What was closed is opened again."""
        began = time.perf_counter()
        try:
            self._connection.request("GET", address, headers={"Cookie": self.cookie} if self.cookie else {})
            answer = self._connection.getresponse()
        except http.client.RemoteDisconnected:
            self.connect()
            return self.get(address)
        body = answer.read()
        took = (time.perf_counter() - began) * 1000
        if answer.status != 200:
            sys.exit(f"{self.name}: {answer.status} for {address}")
        return took, body.decode()

    def processor(self) -> float:
        """Milliseconds of processor time so far, of all its processes."""
        pids = [self.process, *_children(self.process), *(_backends(self.database) if self.database else ())]
        return sum(map(ticks, pids)) * TICK


def _children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [one for child in map(int, listed) for one in (child, *_children(child))]


def _backends(database: str) -> list[int]:
    asked = f"SELECT pid FROM pg_stat_activity WHERE datname = '{database}' AND pid <> pg_backend_pid()"
    return [pid for (pid,) in execute(os.environ["DATABASE_URL"], asked)]


@contextmanager
def running(command: Sequence[str], port: int, name: str, database: str = "", **env: str) -> Iterator[Site]:
    """The site, once it answers; ended at the end."""
    with subprocess.Popen(
        command, cwd=ROOT, env=os.environ | env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield _when_it_answers(Site(name, port, process.pid, database))
        finally:
            process.terminate()


def _when_it_answers(site: Site) -> Site:
    for _ in range(120):
        try:
            site.get("/")
        except OSError:
            site.connect()
            time.sleep(0.5)
        else:
            return site
    sys.exit(f"{site.name} does not answer.")


def ours(name: str, port: int, folder: str) -> AbstractContextManager[Site]:
    """Our site on a database, as the container runs it."""
    env = {
        "DATABASE_URL": address_of(name), "DATA_DIR": folder, "SECRET_KEY": "of-a-benchmark-" * 4,
        "ALLOWED_HOSTS": "127.0.0.1", "LOG_FORMAT": "json",
    }  # fmt: skip
    made = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    subprocess.run(made, cwd=ROOT, env=os.environ | env, check=True)
    command = [sys.executable, "-m", "gunicorn", "claimtrack.wsgi", f"--bind=127.0.0.1:{port}"]
    return running(command, port, f"ours, {name}", name, **env)
