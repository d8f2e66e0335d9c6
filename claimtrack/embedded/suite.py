"""`dev.py test`: the suite, with servers and data of its own, so it runs while the site does."""

import signal
import sys
from pathlib import Path

from claimtrack.embedded.folders import Folders
from claimtrack.embedded.interrupts import Interrupted, Interrupts
from claimtrack.embedded.processes import Program
from claimtrack.embedded.servers import Servers, servers_up

THOROUGH = "--thorough"


def test(root: Path, arguments: list[str]) -> int:
    """Run pytest with the given arguments; gives its exit status, or 128 + signal."""
    interrupts = Interrupts()
    interrupts.listen()
    try:
        with servers_up(Folders.of(root).part("test"), interrupts, fast=True) as servers:
            return servers.processes.run(pytest(servers, arguments), interrupts)
    except Interrupted as stop:
        return 128 + stop.number


def pytest(servers: Servers, arguments: list[str]) -> Program:
    """How the suite is run. It learns of --thorough through CLAIMTRACK_THOROUGH."""
    env = dict(servers.env)
    if THOROUGH in arguments:
        env["CLAIMTRACK_THOROUGH"] = "1"
    rest = [argument for argument in arguments if argument != THOROUGH]
    return Program(
        name="pytest",
        command=[sys.executable, "-m", "pytest", *rest],
        # pytest ends its own browsers and workers on SIGINT; on SIGTERM it would leave them.
        stop_signal=signal.SIGINT,
        options={"cwd": servers.folders.root, "env": env},
    )
