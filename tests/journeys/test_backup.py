"""A backup, made and brought back as docs/OPERATIONS.md says, is the site as it was."""

import hashlib
import shutil
import subprocess

import psycopg2
import pytest
from django.db import connection
from psycopg2.extensions import make_dsn

from claimtrack.embedded.privileges import NoServer
from claimtrack.embedded.programs import postgres_bin
from sources import originals
from sources.models import ImportFile
from tests.claims.removing import article_full_of_it

#: Every table with its rows, each as text, in an order of its own; then what else makes it that database.
TABLES = """
    SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1
"""
ROWS = """
    SELECT count(*), md5(coalesce(string_agg(row, E'\\n' ORDER BY row COLLATE "C"), ''))
    FROM (SELECT t::text AS row FROM {} AS t) AS rows
"""
AROUND = {
    "triggers": "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
    # By name: PostgreSQL writes the same condition otherwise once it has read it back.
    "constraints": "SELECT conrelid::regclass::text, conname, contype FROM pg_constraint "
    "WHERE connamespace = 'public'::regnamespace",
    "indexes": "SELECT tablename, indexname FROM pg_indexes WHERE schemaname = 'public'",
    "functions": "SELECT proname, prosrc FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    "numbers": "SELECT sequencename, last_value FROM pg_sequences",
    "letters": "SELECT datcollate, datctype FROM pg_database WHERE datname = current_database()",
}


def program(name):
    """pg_dump or pg_restore, as new as the server at least; else the test is skipped and says why."""
    try:
        path = postgres_bin() / name
    except NoServer as reason:
        pytest.skip(f"No {name} here: {reason}")
    if not path.exists():
        pytest.skip(f"There is no {name} in {path.parent}; set PG_BIN.")
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=True).stdout
    if int(told.split()[2].split(".")[0]) < connection.pg_version // 10000:
        pytest.skip(f"{told.strip()} is older than the server.")
    return str(path)


def address(name):
    """A database of the server the tests run on."""
    params = connection.get_connection_params()
    told = {key: params[key] for key in ("host", "port", "user", "password") if params.get(key)}
    return make_dsn(dbname=name, **told)


def run(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


def contents(dsn):
    """{table: (rows, checksum)} and the definitions around them."""
    with psycopg2.connect(dsn) as database, database.cursor() as cursor:
        cursor.execute(TABLES)
        found = {}
        for (table,) in cursor.fetchall():
            cursor.execute(ROWS.format(table))
            found[table] = cursor.fetchone()
        for name, question in AROUND.items():
            cursor.execute(question)
            found[name] = sorted(cursor.fetchall(), key=str)
    database.close()
    return found


def files(folder):
    """{path: checksum} of every file below it."""
    return {
        path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def empty(transactional_db):
    """An empty database, gone after the test."""
    name = f"{connection.settings_dict['NAME']}_restored"
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    yield address(name)
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}"')


@pytest.mark.django_db(transaction=True)
def test_a_restored_backup_has_every_row_trigger_and_original(empty, data_dir, editor, tmp_path_factory):
    dump, restore = program("pg_dump"), program("pg_restore")
    article_full_of_it(editor)
    kept = tmp_path_factory.mktemp("backup")
    running = address(connection.settings_dict["NAME"])
    run(dump, "--format=custom", "--no-owner", f"--file={kept / 'claimtrack.dump'}", f"--dbname={running}")
    shutil.copytree(data_dir / "originals", kept / "originals")

    before, stored = contents(running), files(data_dir / "originals")
    shutil.rmtree(data_dir / "originals")
    run(restore, "--exit-on-error", "--no-owner", f"--dbname={empty}", str(kept / "claimtrack.dump"))
    shutil.copytree(kept / "originals", data_dir / "originals")

    assert contents(empty) == before
    assert files(data_dir / "originals") == stored
    assert before["public.sources_articleevent"][0] > 0
    assert len(before["triggers"]) > 100
    imported = ImportFile.objects.filter(state="imported")
    assert len(stored) >= imported.values("sha256").distinct().count() > 0
    assert [originals.digest(originals.read(file.sha256)) for file in imported] == [
        file.sha256 for file in imported
    ]
