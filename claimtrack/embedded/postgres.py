"""A PostgreSQL server of our own, on a Unix socket, with a data folder for each major version."""

import os
import re
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg2

from claimtrack.embedded.folders import Folders
from claimtrack.embedded.privileges import NoServer, Quarters
from claimtrack.embedded.processes import Program
from claimtrack.embedded.programs import postgres_bin
from claimtrack.embedded.sockets import socket_folder

DATABASE = "claimtrack"
OWNER = "postgres"
# The socket's folder lets only this user in, so there is no password.
OPEN = ["listen_addresses=", "unix_socket_permissions=0700", "max_connections=100"]
DURABLE = ["fsync=on", "synchronous_commit=on", "full_page_writes=on"]
FORGETFUL = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"]
# pg_trgm drops letters outside ASCII where the character type is "C"; a server that does is worse than none.
CHARACTER_TYPES = ("C.UTF-8", "en_US.UTF-8")
BUILTIN_LOCALES_SINCE = 17


@dataclass(frozen=True)
class Postgres:
    """One server: its programs, its data and its socket's folder."""

    programs: Path
    data: Path
    sockets: Path
    place: Quarters
    fast: bool

    @classmethod
    def at(cls, place: Quarters, *, fast: bool = False) -> "Postgres":
        """The server of a data folder; `fast` gives up durability (for tests). Raises NoServer."""
        programs = place.program(postgres_bin() / "initdb").parent
        data = place.folder("postgres") / str(major_version(programs))
        return cls(programs, data, socket_folder(place), place, fast)

    @property
    def url(self) -> str:
        """What DATABASE_URL says about this server."""
        return f"postgresql://{OWNER}@/{DATABASE}?host={quote(str(self.sockets))}"

    def prepare(self) -> None:
        """Make the data folder where there is none yet. Raises NoServer with initdb's words."""
        if self.data.exists():
            return
        fresh = self.data.with_name(f"{self.data.name}.new")
        words = ""
        for ctype in CHARACTER_TYPES:
            shutil.rmtree(fresh, ignore_errors=True)
            words = self._initdb(fresh, ctype)
            if not words:
                fresh.rename(self.data)
                return
        raise NoServer(f"PostgreSQL could not make its data folder: {words}")

    def _initdb(self, folder: Path, ctype: str) -> str:
        """Run initdb; gives what it said when it failed, else nothing."""
        command = [
            str(self.programs / "initdb"),
            "-D",
            str(folder),
            "-U",
            OWNER,
            "-E",
            "UTF8",
            "--auth=trust",
        ]
        command += ["--no-instructions", "--data-checksums", "--lc-collate=C", f"--lc-ctype={ctype}"]
        if major_version(self.programs) >= BUILTIN_LOCALES_SINCE:
            command += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        command += ["--no-sync"] if self.fast else []
        env = {**os.environ, "LC_ALL": "C"}
        done = subprocess.run(command, capture_output=True, text=True, env=env, **self.place.options)
        return (done.stderr or "no reason given") if done.returncode else ""

    def program(self, folders: Folders) -> Program:
        """How to start it. SIGINT is PostgreSQL's fast shutdown."""
        settings = [*OPEN, *(FORGETFUL if self.fast else DURABLE)]
        command = [str(self.programs / "postgres"), "-D", str(self.data), "-k", str(self.sockets)]
        command += [part for setting in settings for part in ("-c", setting)]
        return Program(
            name="PostgreSQL",
            command=command,
            log=folders.log("postgresql"),
            stop_signal=signal.SIGINT,
            grace=30,
            options=self.place.options,
            ready=self.answers,
        )

    def answers(self) -> bool:
        """Whether it takes connections."""
        try:
            self._connect().close()
        except psycopg2.OperationalError:
            return False
        return True

    def ensure_database(self) -> None:
        """Create the database on a new server."""
        connection = self._connect()
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.fetchone():
                cursor.execute(f"CREATE DATABASE {DATABASE}")
        connection.close()

    def _connect(self) -> "psycopg2.extensions.connection":
        return psycopg2.connect(host=str(self.sockets), port=5432, user=OWNER, dbname="postgres")


def major_version(programs: Path) -> int:
    """Data of one major version do not open in another."""
    said = subprocess.run(
        [programs / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"\d+", said)
    if not found:
        raise NoServer(f"{programs / 'postgres'} does not say its version.")
    return int(found[0])
