"""The site's own three programs: web server, worker, scheduler. Each is a process of its own."""

import http.client
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from claimtrack import env
from claimtrack.embedded.folders import Folders
from claimtrack.embedded.processes import Program

HOST = "127.0.0.1"
FIRST_PORT = 8000
PORTS_TRIED = 100
BACKLOG = 128
WORKERS = str(max(2, min(4, os.cpu_count() or 2)))


def wanted_port() -> int:
    """PORT, else 8000. Raises BadEnvironment."""
    wanted = env.text("PORT", str(FIRST_PORT))
    if not (wanted.isascii() and wanted.isdecimal()) or not 0 < int(wanted) < 65536:
        raise env.BadEnvironment(f"PORT must be a number from 1 to 65535, not {wanted!r}.")
    return int(wanted)


def listen(wanted: int) -> socket.socket:
    """A listening socket on the wanted port, or on the next one that nobody has.

    The launcher keeps it open: nobody else gets the port, and while the web server is started again visitors
    wait instead of being refused. Raises OSError when a hundred ports are taken.
    """
    for port in range(wanted, min(wanted + PORTS_TRIED, 65536)):
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen(BACKLOG)
        except OSError:
            listener.close()
        else:
            return listener
    raise OSError(f"No free port from {wanted} on; set PORT.")


def web(folders: Folders, environ: Mapping[str, str], listener: socket.socket) -> Program:
    """gunicorn, as gunicorn.conf.py says, on a socket that is open already."""
    port = listener.getsockname()[1]
    return Program(
        name="web server",
        command=[sys.executable, "-m", "gunicorn", "claimtrack.wsgi", f"--bind=fd://{listener.fileno()}"],
        log=folders.log("web"),
        grace=8,
        options={"cwd": folders.root, "env": environ, "pass_fds": [listener.fileno()]},
        ready=lambda: answers(port),
    )


def worker(folders: Folders, environ: Mapping[str, str]) -> Program:
    """Does the imports. Its work may be cut short: PostgreSQL knows what is left."""
    return _celery(
        folders, environ, "worker", [f"--concurrency={WORKERS}", "--without-gossip", "--without-mingle"]
    )


def scheduler(folders: Folders, environ: Mapping[str, str]) -> Program:
    """Sends the periodic sweeps. Its schedule file is named in the settings."""
    pidfile = "--pidfile="  # none: the launcher sees to it that there is one scheduler
    return _celery(folders, environ, "scheduler", [pidfile])


def _celery(folders: Folders, environ: Mapping[str, str], name: str, options: list[str]) -> Program:
    kind = {"worker": "worker", "scheduler": "beat"}[name]
    return Program(
        name=name,
        command=[sys.executable, "-m", "celery", "-A", "claimtrack", kind, "--loglevel=INFO", *options],
        log=folders.log(name),
        grace=5,
        options={"cwd": folders.root, "env": environ},
    )


def manage(
    root: Path,
    environ: Mapping[str, str],
    arguments: list[str],
    *,
    log: Path | None = None,
    foreground: bool = False,
) -> Program:
    """A management command, in the caller's folder; on the screen where no log is given."""
    return Program(
        name=f"manage {arguments[0]}",
        command=[sys.executable, str(root / "manage.py"), *arguments],
        log=log,
        foreground=foreground,
        options={"env": environ},
    )


def answers(port: int) -> bool:
    """Whether the web server answers at all; what it says is for /readyz."""
    connection = http.client.HTTPConnection(HOST, port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
