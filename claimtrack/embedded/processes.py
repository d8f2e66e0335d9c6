"""Processes that are started on the record, and ended with all their children."""

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from claimtrack.embedded.births import birth
from claimtrack.embedded.interrupts import Interrupts

POLL = 0.05  # seconds


@dataclass(frozen=True)
class Program:
    """What to start and how to end it.

    `log` is None where the output belongs on the screen. `grace` is the number of seconds between the polite
    signal and SIGKILL. `options` go to Popen (user, group, cwd, env). `foreground` keeps it in the launcher's
    session, where a terminal's keys reach it; everything else gets a session of its own.
    """

    name: str
    command: Sequence[str]
    log: Path | None = None
    stop_signal: int = signal.SIGTERM
    grace: float = 15
    foreground: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    ready: Callable[[], bool] = lambda: True


@dataclass
class Child:
    """A started program."""

    program: Program
    process: subprocess.Popen[bytes]
    birth: str | None


class Processes:
    """What was started, on the screen's side and in a file that outlives a kill -9."""

    def __init__(self, record: Path) -> None:
        self.record = record
        self.children: list[Child] = []

    def start(self, program: Program) -> Child:
        """Start it, in a session of its own so that one signal can reach all its children."""
        with contextlib.ExitStack() as stack:
            out = stack.enter_context(program.log.open("ab")) if program.log else None
            process = subprocess.Popen(
                program.command,
                stdin=None if out is None else subprocess.DEVNULL,
                stdout=out,
                stderr=out and subprocess.STDOUT,
                start_new_session=not program.foreground,
                **program.options,
            )
        child = Child(program, process, birth(process.pid))
        self.children.append(child)
        self._write()
        return child

    def run(self, program: Program, interrupts: Interrupts) -> int:
        """Start, wait, and give the exit status; ended too when a signal comes."""
        child = self.start(program)
        try:
            while child.process.poll() is None:
                interrupts.pause(POLL)
        finally:
            self.stop([child])
        return child.process.returncode

    def stop(self, children: Sequence[Child]) -> None:
        """Ask all of them at once, wait for the longest grace, then end what is left of their groups."""
        for child in children:
            if child.process.poll() is None:
                child.process.send_signal(child.program.stop_signal)
        begun = time.monotonic()
        for child in children:
            left = child.program.grace - (time.monotonic() - begun)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(left, 0))
            end_group(child.process.pid)
            child.process.wait()
        self.forget(children)

    def forget(self, children: Sequence[Child]) -> None:
        """Take ended children off the record."""
        self.children = [child for child in self.children if child not in children]
        self._write()

    def _write(self) -> None:
        rows = [
            {
                "name": child.program.name,
                "pid": child.process.pid,
                "birth": child.birth,
                "signal": int(child.program.stop_signal),
                "grace": child.program.grace,
            }
            for child in self.children
        ]
        self.record.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.record.with_suffix(".new")
        fresh.write_text(json.dumps(rows, indent=1))
        fresh.replace(self.record)


def end_group(leader: int) -> None:
    """Kill what still runs in the group of a child, the child itself included."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def reap(record: Path) -> list[str]:
    """End what a killed launcher left running, last started first; gives the names of what was ended.

    A number that means another process by now is left alone.
    """
    try:
        rows = json.loads(record.read_text())
    except (OSError, ValueError):
        return []
    ended = [row["name"] for row in reversed(rows) if _end_leftover(row)]
    record.unlink()
    return ended


def _end_leftover(row: dict[str, Any]) -> bool:
    pid, born = int(row["pid"]), row["birth"]
    if born is None or birth(pid) != born:
        return False
    os.kill(pid, int(row["signal"]))
    end = time.monotonic() + float(row["grace"])
    while birth(pid) == born and time.monotonic() < end:
        time.sleep(POLL)
    end_group(pid)
    return True
