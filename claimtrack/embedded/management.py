"""`dev.py manage`: a management command with the servers up, those of a running site where there is one."""

import os
import signal
import sys
from pathlib import Path

from claimtrack.embedded.folders import Folders
from claimtrack.embedded.interrupts import Interrupted, Interrupts
from claimtrack.embedded.locks import Taken, borrow, wait_for_borrowers
from claimtrack.embedded.preparation import secret_key
from claimtrack.embedded.processes import Processes
from claimtrack.embedded.servers import servers_up
from claimtrack.embedded.site_programs import manage as program

LIMIT = 60.0  # seconds that another launcher may take to start or to stop its servers
STEP = 0.2


def manage(root: Path, arguments: list[str]) -> int:
    """Run the command in the caller's folder; gives its exit status, or 128 + signal."""
    interrupts = Interrupts()
    interrupts.listen()
    if sys.stdin.isatty():
        signal.signal(signal.SIGINT, lambda *_: None)  # the terminal sends it to the command, which decides
    folders = Folders.of(root)
    folders.data.mkdir(parents=True, exist_ok=True)
    try:
        return _manage(folders, arguments, interrupts)
    except Interrupted as stop:
        return 128 + stop.number


def _manage(folders: Folders, arguments: list[str], interrupts: Interrupts) -> int:
    """Own the servers or borrow them, whichever works first."""
    waited = 0.0
    while True:
        try:
            with servers_up(folders, interrupts) as servers:
                status = _run(folders, servers.env, arguments, interrupts, servers.processes)
                wait_for_borrowers(folders, interrupts)
                return status
        except Taken:
            if waited > LIMIT:
                raise
        with borrow(folders) as addresses:
            if "DATABASE_URL" in addresses:
                processes = Processes(folders.borrowers_record(os.getpid()))
                try:
                    return _run(folders, {**os.environ, **addresses}, arguments, interrupts, processes)
                finally:
                    processes.record.unlink(missing_ok=True)
        interrupts.pause(STEP)
        waited += STEP


def _run(
    folders: Folders, env: dict[str, str], arguments: list[str], interrupts: Interrupts, processes: Processes
) -> int:
    key = os.environ.get("SECRET_KEY") or secret_key(folders)
    sys.stdout.flush()
    env = {**env, "SECRET_KEY": key}
    return processes.run(program(folders.root, env, arguments, foreground=sys.stdin.isatty()), interrupts)
