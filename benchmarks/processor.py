"""Processor time: what a stretch of work costs in Python and in PostgreSQL, however busy the machine is.

Of PostgreSQL the processes are counted that serve one database (its autovacuum included); their clocks are
read from /proc several times a second, so that one that ends meanwhile is counted to within that time. The
server must run on this machine; the checkpointer and the writer of the log serve all databases and are left
out.
"""

import os
import resource
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

#: Seconds between two looks at the server's processes.
EVERY = 0.1
TICK = os.sysconf("SC_CLK_TCK")
_SERVING = "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()"


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of processor time; python: of this process and of all that it waited for."""

    python: float
    server: float

    def __sub__(self, before: "Spent") -> "Spent":
        return Spent(self.python - before.python, self.server - before.server)

    def of(self, files: int) -> str:
        """In words, for each of so many files."""
        python, server = (1000 * seconds / files for seconds in (self.python, self.server))
        return f"{python + server:.2f} ms of processor a file: Python {python:.2f}, PostgreSQL {server:.2f}"


class Watch:
    """A context in which the clocks are read; `spent` says at any time what went since it was entered."""

    def __init__(self, dsn: str, database: str) -> None:
        import psycopg2

        self._connection: Any = psycopg2.connect(dsn)
        self._connection.autocommit = True
        self._database = database
        self._ticks: dict[int, int] = {}
        self._looking = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep_looking, daemon=True)

    def __enter__(self) -> "Watch":
        self._before = _python()
        self._server_before = self._server()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()
        self._connection.close()

    def spent(self) -> Spent:
        """What went since the context was entered."""
        return Spent(_python() - self._before, self._server() - self._server_before)

    def _keep_looking(self) -> None:
        while not self._ended.wait(EVERY):
            self._server()

    def _server(self) -> float:
        """Seconds of all processes seen so far, of those that ended the last ones that were read."""
        with self._looking:
            with self._connection.cursor() as cursor:
                cursor.execute(_SERVING, [self._database])
                for (pid,) in cursor.fetchall():
                    self._ticks[pid] = max(self._ticks.get(pid, 0), ticks(pid))
            return sum(self._ticks.values()) / TICK


def _python() -> float:
    whose = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, whose))


def ticks(pid: int) -> int:
    """User and system time of a process; 0 once it has ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])
