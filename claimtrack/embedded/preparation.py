"""What must be done before the site can start, skipped as far as it was done before."""

import contextlib
import hashlib
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import psycopg2
import psycopg2.sql

from claimtrack.embedded.folders import Folders, write_private
from claimtrack.embedded.servers import Servers
from claimtrack.embedded.site_programs import manage
from claimtrack.embedded.supervisor import GivenUp

# What the database itself says was applied; md5 because it only has to tell two states apart.
APPLIED = "SELECT md5(string_agg(app || '.' || name, ',' ORDER BY app, name)) FROM django_migrations"
MARK = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
HAS_MIGRATIONS = "SELECT to_regclass('django_migrations') IS NOT NULL"


def secret_key(folders: Folders) -> str:
    """The key of this installation, drawn at the first call and readable by its owner alone."""
    path = folders.data / "secret-key"
    if not path.exists():
        write_private(path, secrets.token_urlsafe(50))
    return path.read_text().strip()


def command(servers: Servers, *arguments: str, env: dict[str, str] | None = None) -> None:
    """Run a management command with its output in the set-up's log. Raises GivenUp."""
    log = servers.folders.log("prepare")
    program = manage(servers.folders.root, {**servers.env, **(env or {})}, list(arguments), log=log)
    if servers.processes.run(program, servers.interrupts):
        raise GivenUp(f"`manage {arguments[0]}` failed; see {log}.")


def migrate(servers: Servers) -> None:
    """Bring the database up to date. A comment on our own database says for which code that was done."""
    root = servers.folders.root
    state = fingerprint(
        root, ["requirements.lock", *(str(p.relative_to(root)) for p in root.glob("*/migrations"))]
    )
    if servers.embedded and migrated_for(servers.env["DATABASE_URL"]) == state:
        return
    print("Preparing the database …", flush=True)
    command(servers, "migrate", "--no-input", "--verbosity=1")
    if servers.embedded:
        _mark(servers.env["DATABASE_URL"], state)


def migrated_for(url: str) -> str | None:
    """For which fingerprint of the code the database was migrated; None when it moved since, or never was."""
    state, _, applied = (ask(url, MARK) or "").partition(" ")
    if not state or not ask(url, HAS_MIGRATIONS):
        return None
    return state if ask(url, APPLIED) == applied else None


def _mark(url: str, state: str) -> None:
    comment = f"{state} {ask(url, APPLIED)}"
    with contextlib.closing(psycopg2.connect(url)) as connection, connection, connection.cursor() as cursor:
        name = psycopg2.sql.Identifier(connection.info.dbname)
        cursor.execute(psycopg2.sql.SQL("COMMENT ON DATABASE {} IS %s").format(name), [comment])


def ask(url: str, question: str, values: Sequence[object] = ()) -> Any:
    """The one value that answers a question to the database; None where there is none."""
    with contextlib.closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(question, values)
        row = cursor.fetchone()
        return row[0] if row else None


def collect_static(servers: Servers) -> None:
    """Gather the static files under the names that the manifest gives them, when one of them changed."""
    state = fingerprint(servers.folders.root, ["requirements.lock", "static"])
    mark = servers.folders.data / "static" / ".collected"
    if mark.exists() and mark.read_text() == state:
        return
    command(servers, "collectstatic", "--no-input", "--clear")
    mark.write_text(state)


def fingerprint(root: Path, names: Iterable[str]) -> str:
    """Tells one state of files and folders from another."""
    seen = hashlib.sha256()
    for name in names:
        for path in sorted((root / name).rglob("*") if (root / name).is_dir() else [root / name]):
            if path.is_file() and path.suffix != ".pyc":
                seen.update(f"{path.relative_to(root)}\n{path.stat().st_size}\n".encode() + path.read_bytes())
    return seen.hexdigest()
