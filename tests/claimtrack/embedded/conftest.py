"""Launchers of small programs."""

import sys
import time

import pytest

from claimtrack.embedded.births import birth
from claimtrack.embedded.interrupts import Interrupts
from claimtrack.embedded.processes import Processes, Program


@pytest.fixture
def processes(tmp_path):
    """A record of its own, with everything on it ended afterwards."""
    processes = Processes(tmp_path / "processes.json")
    yield processes
    processes.stop(processes.children)


@pytest.fixture
def interrupts():
    """Nobody asks to stop."""
    return Interrupts()


def python(code, tmp_path, **more):
    """A program that is some lines of Python."""
    return Program(
        **{"name": "probe", "log": tmp_path / "probe.log", **more}, command=[sys.executable, "-c", code]
    )


def wait_until(true, seconds=10):
    """Return when it is so; fail when it does not come to be."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not come to be"
        time.sleep(0.02)


def gone(pid):
    """Whether a process has ended."""
    return birth(pid) is None


def said(tmp_path):
    """The first line that the program said, once it has said it."""
    log = tmp_path / "probe.log"
    wait_until(lambda: log.exists() and "\n" in log.read_text())
    return log.read_text().splitlines()[0]
