"""PostgreSQL and Valkey, up for as long as a block of code runs, and in one hand for each data folder."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from claimtrack.embedded.folders import Folders
from claimtrack.embedded.interrupts import Interrupts
from claimtrack.embedded.locks import hold, publish
from claimtrack.embedded.postgres import Postgres
from claimtrack.embedded.privileges import Quarters, quarters
from claimtrack.embedded.processes import Processes, Program, reap
from claimtrack.embedded.sockets import remove_socket_folder
from claimtrack.embedded.supervisor import Supervisor
from claimtrack.embedded.valkey import Valkey

SERVERS = ("PostgreSQL", "Valkey")


@dataclass(frozen=True)
class Servers:
    """What a command works with.

    `env` is for the programs it starts; `embedded` says whether the database is our own; `home` is where the
    data of the servers lie.
    """

    folders: Folders
    env: dict[str, str]
    embedded: bool
    home: Path
    supervisor: Supervisor
    interrupts: Interrupts

    @property
    def processes(self) -> Processes:
        """Where a command starts programs of its own."""
        return self.supervisor.processes


@contextlib.contextmanager
def servers_up(folders: Folders, interrupts: Interrupts, *, fast: bool = False) -> Iterator[Servers]:
    """Start what DATABASE_URL and REDIS_URL do not name, and end it at the end of the block.

    Raises Taken, NoServer, GivenUp, Interrupted.
    """
    folders.data.mkdir(parents=True, exist_ok=True)
    with hold(folders):
        ended = reap(folders.record)
        for record in folders.borrowers_records():
            ended += reap(record)
        if ended:
            print(f"Ended what an earlier start left running: {', '.join(ended)}.", flush=True)
        supervisor = Supervisor(Processes(folders.record), interrupts)
        folders.addresses.unlink(missing_ok=True)
        place = quarters(folders)
        try:
            yield _start(folders, place, supervisor, fast=fast)
        finally:
            folders.addresses.unlink(missing_ok=True)
            supervisor.stop(last=SERVERS)
            remove_socket_folder(place)


def _start(folders: Folders, place: Quarters, supervisor: Supervisor, *, fast: bool) -> Servers:
    postgres = None if os.environ.get("DATABASE_URL") else Postgres.at(place, fast=fast)
    valkey = None if os.environ.get("REDIS_URL") else Valkey.at(place)
    programs: list[Program] = []
    if postgres:
        postgres.prepare()
        programs.append(postgres.program(folders))
    if valkey:
        programs.append(valkey.program(folders))
    supervisor.start(programs)
    if postgres:
        postgres.ensure_database()
    addresses = {
        "DATABASE_URL": postgres.url if postgres else os.environ["DATABASE_URL"],
        "REDIS_URL": valkey.url if valkey else os.environ["REDIS_URL"],
    }
    publish(folders, addresses)
    env = {**os.environ, **addresses, "DATA_DIR": str(folders.data)}
    return Servers(folders, env, postgres is not None, place.home, supervisor, supervisor.interrupts)
