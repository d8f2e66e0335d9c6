"""`dev.py test`: the suite, with servers and data of its own, so it runs while the site does."""

import re
import signal
import sys
from pathlib import Path

from claimtrack.embedded.folders import Folders
from claimtrack.embedded.interrupts import Interrupted, Interrupts
from claimtrack.embedded.processes import Program
from claimtrack.embedded.servers import Servers, servers_up

THOROUGH = "--thorough"
#: The whole suite uses every core; a file stays with one of them, since its tests may share a site.
#: The order in which the files begin is that of tests/conftest.py.
PARALLEL = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
#: Arguments that say how to tell, not what to run.
TELLING = re.compile(r"-[qvx]+|-r\w+|--(durations|tb|maxfail|color)=.*")


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
    # Its many processes would each compile all the code, and every test, once more.
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    if THOROUGH in arguments:
        env["CLAIMTRACK_THOROUGH"] = "1"
    rest = [argument for argument in arguments if argument != THOROUGH]
    whole = all(TELLING.fullmatch(argument) for argument in rest)
    return Program(
        name="pytest",
        command=[sys.executable, "-m", "pytest", *(PARALLEL if whole else ()), *rest],
        # pytest ends its own browsers and workers on SIGINT; on SIGTERM it would leave them.
        stop_signal=signal.SIGINT,
        options={"cwd": servers.folders.root, "env": env},
    )
