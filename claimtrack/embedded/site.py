"""`dev.py run`: everything up, the wanted files imported, until somebody stops it."""

import contextlib
import os
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

from claimtrack.embedded.demonstration import draw_accounts, samples
from claimtrack.embedded.folders import Folders
from claimtrack.embedded.interrupts import Interrupted, Interrupts
from claimtrack.embedded.locks import publish
from claimtrack.embedded.preparation import collect_static, migrate, secret_key
from claimtrack.embedded.servers import Servers, servers_up
from claimtrack.embedded.site_programs import HOST, listen, manage, scheduler, wanted_port, web, worker

UNDERSTOOD = (0, 1, 2)  # exit statuses of the commands after which another try would say the same
TRIES = 5


def run(root: Path, paths: list[str]) -> int:
    """Serve until Ctrl-C or SIGTERM (exit status 0), or until something does not run."""
    interrupts = Interrupts()
    interrupts.listen()
    folders = Folders.of(root)
    with contextlib.suppress(Interrupted), servers_up(folders, interrupts) as servers:
        try:
            with listen(wanted_port()) as listener:
                serve(servers, paths, listener)
        finally:
            print("\nStopping …", flush=True)
    print("Stopped.", flush=True)
    return 0


def serve(servers: Servers, paths: Sequence[str], listener: socket.socket) -> None:
    """Prepare, start the site, import, and keep it up. Raises GivenUp, Interrupted."""
    port = listener.getsockname()[1]
    site = f"http://{HOST}:{port}/"
    prepare(servers, site)
    folders, env = servers.folders, servers.env
    servers.supervisor.start([web(folders, env, listener), worker(folders, env)])
    servers.supervisor.start([scheduler(folders, env)])
    publish(folders, {"SITE": site, "SITE_URL": env["SITE_URL"]})
    announce(servers, site, port)
    for path in paths:
        print(f"Importing {path}", flush=True)
        bring_in(servers, ["import_batch", path, "--wait"])
    if not paths and (arguments := samples(folders, env["DATABASE_URL"])):
        print("Loading the samples", flush=True)
        bring_in(servers, arguments)
    while True:
        servers.supervisor.watch()
        servers.interrupts.pause(0.2)


def prepare(servers: Servers, site: str) -> None:
    """Everything that must be done once, or once for each release."""
    servers.env["SECRET_KEY"] = os.environ.get("SECRET_KEY") or secret_key(servers.folders)
    servers.env["SITE_URL"] = os.environ.get("SITE_URL") or site.rstrip("/")
    servers.env["PYTHONUNBUFFERED"] = "1"  # logs that are up to date
    migrate(servers)
    collect_static(servers)
    draw_accounts(servers)


def announce(servers: Servers, site: str, port: int) -> None:
    """Say where the site and what belongs to it is."""
    if port != wanted_port():
        print(f"Port {wanted_port()} is taken; using {port}.")
    print(f"claimtrack is up: {site}")
    if servers.embedded and servers.folders.sign_in.exists():
        print(f"  names and passwords of the demonstration editor and admin: {servers.folders.sign_in}")
    if servers.home != servers.folders.data:
        print(f"  data of PostgreSQL and Valkey: {servers.home}")
    print(f"  logs: {servers.folders.data / 'logs'}\n  Ctrl-C stops everything.", flush=True)


def bring_in(servers: Servers, arguments: list[str]) -> None:
    """Run a command that imports, while the site is up.

    The command shows its own progress. Where a server died under it, it is tried again: what is already there
    is recognised.
    """
    for _ in range(TRIES):
        restarts = servers.supervisor.restarts
        child = servers.processes.start(manage(servers.folders.root, servers.env, arguments))
        while (status := child.process.poll()) is None:
            servers.supervisor.watch()
            servers.interrupts.pause(0.1)
        servers.processes.forget([child])
        if status in UNDERSTOOD or servers.supervisor.restarts == restarts:
            break
        print("The import was interrupted; taking it up again.", flush=True)
    if status not in UNDERSTOOD:
        command = " ".join(arguments)
        print(f"`manage {command}` failed; the lines above say why.", file=sys.stderr, flush=True)
