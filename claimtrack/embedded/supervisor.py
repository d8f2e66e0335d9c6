"""Keeps programs running: one that dies is started again, visibly; one that keeps dying ends everything."""

import signal
import time
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from claimtrack.embedded.interrupts import Interrupts
from claimtrack.embedded.processes import POLL, Child, Processes, Program, end_group

DEATHS = 5  # so many
WINDOW = 60.0  # within so many seconds are too many
FIRST_DELAY = 0.2  # seconds before a new start, doubled with each further death
START_LIMIT = 60.0  # seconds


class GivenUp(Exception):
    """A program does not run; the message names it and its log."""


@dataclass
class Kept:
    """A program that shall run, its present process, and when it died lately (monotonic seconds)."""

    program: Program
    child: Child | None = None
    due: float = 0.0
    deaths: list[float] = field(default_factory=list)


class Supervisor:
    """Starts programs and keeps them; `restarts` counts what was started again."""

    def __init__(self, processes: Processes, interrupts: Interrupts) -> None:
        self.processes = processes
        self.interrupts = interrupts
        self.kept: list[Kept] = []
        self.restarts = 0

    def start(self, programs: Iterable[Program]) -> None:
        """Start them at once and wait until each is ready. Raises GivenUp."""
        begun = [Kept(program, self.processes.start(program)) for program in programs]
        self.kept += begun
        end = time.monotonic() + START_LIMIT
        for kept in begun:
            while not kept.program.ready():
                self.watch()
                if time.monotonic() > end:
                    raise GivenUp(f"{kept.program.name} does not answer; see {kept.program.log}.")
                self.interrupts.pause(POLL)

    def watch(self) -> None:
        """One look at every program. Raises GivenUp."""
        self.interrupts.check()
        for kept in self.kept:
            if kept.child and kept.child.process.poll() is not None:
                self._bury(kept, kept.child)
            if kept.child is None and time.monotonic() >= kept.due:
                kept.child = self.processes.start(kept.program)

    def _bury(self, kept: Kept, child: Child) -> None:
        """End what the dead left behind and settle when to start it again."""
        end_group(child.process.pid)
        self.processes.forget([child])
        now = time.monotonic()
        kept.child = None
        kept.deaths = [at for at in kept.deaths if now - at < WINDOW] + [now]
        told = f"{kept.program.name} ended ({ending(child.process.returncode)})"
        if len(kept.deaths) >= DEATHS:
            raise GivenUp(f"{told}, {DEATHS} times within a minute; see {kept.program.log}.")
        kept.due = now + FIRST_DELAY * 2 ** (len(kept.deaths) - 1)
        self.restarts += 1
        print(f"{told}; starting it again. Its log: {kept.program.log}", flush=True)

    def stop(self, *, last: Collection[str] = ()) -> None:
        """End everything on record, kept or not; the named ones after what uses them."""
        self.kept = []
        first = [child for child in self.processes.children if child.program.name not in last]
        self.processes.stop(first)
        self.processes.stop(self.processes.children)


def ending(status: int) -> str:
    """How a process ended, in words."""
    return f"exit status {status}" if status >= 0 else f"killed by {signal.Signals(-status).name}"
