"""What `dev.py` calls: each command takes the checkout and its arguments and gives an exit status."""

import sys
from collections.abc import Callable
from pathlib import Path

from claimtrack.embedded.checks import check
from claimtrack.embedded.interrupts import let_in
from claimtrack.embedded.locks import Taken
from claimtrack.embedded.management import manage
from claimtrack.embedded.privileges import NoServer
from claimtrack.embedded.site import run
from claimtrack.embedded.suite import test
from claimtrack.embedded.supervisor import GivenUp
from claimtrack.env import BadEnvironment

Command = Callable[[Path, list[str]], int]


def plainly(command: Command) -> Command:
    """The same command, telling in one sentence what a person can do something about."""

    def told(root: Path, arguments: list[str]) -> int:
        try:
            return command(root, arguments)
        except (Taken, NoServer, GivenUp, BadEnvironment, OSError) as problem:
            print(problem, file=sys.stderr)
            return 1

    return told


def ended_at_once(command: Command) -> Command:
    """The same command, for one that starts nothing it would have to stop."""

    def told(root: Path, arguments: list[str]) -> int:
        let_in()
        return command(root, arguments)

    return told


COMMANDS: dict[str, Command] = {
    "run": plainly(run),
    "test": plainly(test),
    "check": plainly(ended_at_once(check)),
    "manage": plainly(manage),
}
