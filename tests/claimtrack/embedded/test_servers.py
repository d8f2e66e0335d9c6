"""The real servers, from the wheels, in places that make trouble."""

import contextlib
import os
import tempfile
from pathlib import Path

import psycopg2
import pytest
from kombu import Connection

from claimtrack.embedded import preparation, privileges
from claimtrack.embedded.folders import Folders
from claimtrack.embedded.locks import Taken, addresses
from claimtrack.embedded.postgres import Postgres
from claimtrack.embedded.privileges import NoServer, quarters
from claimtrack.embedded.servers import servers_up
from claimtrack.env import database

from .conftest import gone

WORDS = ("Élysée", "Москва")


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)


@pytest.fixture
def place():
    """A folder that every user can reach."""
    with tempfile.TemporaryDirectory(prefix="claimtrack-", dir="/tmp") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def value(url, question, *values):
    with contextlib.closing(psycopg2.connect(url)) as connection, connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchone()[0]


def sockets_of(servers):
    """The folder that the database's address names."""
    return Path(database(servers.env["DATABASE_URL"])["HOST"])


def use(servers):
    """Ask the database and the broker something through their addresses."""
    broker = servers.env["REDIS_URL"]
    assert value(servers.env["DATABASE_URL"], "SELECT current_database()") == "claimtrack"
    with Connection(broker, transport_options={"socket_timeout": 5}) as connection:
        connection.ensure_connection(max_retries=1)
        with contextlib.closing(connection.SimpleQueue("probe")) as queue:
            queue.put({"word": "nudge"})
            message = queue.get(timeout=5)
            message.ack()
            assert message.payload == {"word": "nudge"}


@pytest.mark.parametrize("name", ["data", "d ä+t%a", "long-" * 25], ids=["plain", "odd letters", "long"])
def test_both_servers_answer_at_their_addresses_and_are_gone_afterwards(place, interrupts, name):
    folders = Folders(root=place, data=place / name)
    with servers_up(folders, interrupts, fast=True) as servers:
        use(servers)
        assert sockets_of(servers).is_dir()
        pids = [kept.child.process.pid for kept in servers.supervisor.kept]
        assert addresses(folders)["DATABASE_URL"] == servers.env["DATABASE_URL"]
    assert [gone(pid) for pid in pids] == [True, True]
    assert not sockets_of(servers).exists()
    assert addresses(folders) == {}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can start servers as another user")
def test_both_servers_run_for_root_from_a_closed_home(place, interrupts, monkeypatch):
    monkeypatch.setattr(privileges, "STATE", place / "state")
    (place / "home").mkdir(mode=0o700)
    folders = Folders(root=place, data=place / "home" / "data")
    with servers_up(folders, interrupts, fast=True) as servers:
        use(servers)
        assert servers.home.is_relative_to(place / "state")


def test_letters_outside_ascii_are_letters_to_a_fresh_database(place, interrupts):
    with servers_up(Folders(root=place, data=place / "data"), interrupts, fast=True) as servers:
        url = servers.env["DATABASE_URL"]
        with (
            contextlib.closing(psycopg2.connect(url)) as connection,
            connection,
            connection.cursor() as cursor,
        ):
            cursor.execute("CREATE EXTENSION pg_trgm")
        for word in WORDS:
            assert value(url, "SELECT lower(%s)", word.upper()) == word.lower()
            assert value(url, "SELECT similarity(%s, %s)", word, word.lower()) == 1


def test_data_survive_a_stop_and_a_second_owner_is_refused(place, interrupts):
    folders = Folders(root=place, data=place / "data")
    with servers_up(folders, interrupts) as servers:
        url = servers.env["DATABASE_URL"]
        with (
            contextlib.closing(psycopg2.connect(url)) as connection,
            connection,
            connection.cursor() as cursor,
        ):
            cursor.execute("CREATE TABLE kept AS SELECT 'yes' AS word")
        assert value(url, "SHOW fsync") == "on"
        with pytest.raises(Taken), servers_up(folders, interrupts):
            pass
    with servers_up(folders, interrupts) as servers:
        assert value(servers.env["DATABASE_URL"], "SELECT word FROM kept") == "yes"


def test_given_addresses_are_used_and_nothing_is_started(place, interrupts, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/one")
    monkeypatch.setenv("REDIS_URL", "redis://elsewhere/0")
    with servers_up(Folders(root=place, data=place / "data"), interrupts) as servers:
        assert servers.env["DATABASE_URL"] == "postgresql://elsewhere/one"
        assert servers.env["REDIS_URL"] == "redis://elsewhere/0"
        assert (servers.embedded, servers.supervisor.kept) == (False, [])


def test_a_given_database_leaves_only_the_broker_to_start(place, interrupts, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://elsewhere/one")
    with servers_up(Folders(root=place, data=place / "data"), interrupts) as servers:
        assert [kept.program.name for kept in servers.supervisor.kept] == ["Valkey"]


def test_each_major_version_has_data_of_its_own(place):
    server = Postgres.at(quarters(Folders(root=place, data=place / "data")))
    assert server.data.name.isdecimal()
    assert server.data.parent == place / "data" / "postgres"


def test_a_set_up_that_was_cut_short_is_begun_again(place):
    server = Postgres.at(quarters(Folders(root=place, data=place / "data")), fast=True)
    half = server.data.with_name(f"{server.data.name}.new")
    half.mkdir()
    (half / "PG_VERSION").write_text("half")
    server.prepare()
    assert (server.data / "PG_VERSION").read_text().strip() == server.data.name
    assert not half.exists()


def test_what_initdb_says_is_told(place, monkeypatch):
    programs = place / "bin"
    programs.mkdir()
    for name, line in {"initdb": "echo no room >&2; exit 1", "postgres": "echo postgres 18.6"}.items():
        (programs / name).write_text(
            f'#!/bin/sh\n[ "$1" = --version ] && [ {name} = initdb ] && exit 0\n{line}\n'
        )
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PG_BIN", str(programs))
    server = Postgres.at(quarters(Folders(root=place, data=place / "data")))
    with pytest.raises(NoServer, match="could not make its data folder: no room"):
        server.prepare()
    assert not server.data.exists()


def test_a_database_says_for_which_code_it_was_migrated(place, interrupts):
    with servers_up(Folders(root=place, data=place / "data"), interrupts, fast=True) as servers:
        url = servers.env["DATABASE_URL"]
        assert preparation.migrated_for(url) is None
        with (
            contextlib.closing(psycopg2.connect(url)) as connection,
            connection,
            connection.cursor() as cursor,
        ):
            cursor.execute("CREATE TABLE django_migrations AS SELECT 'claims' AS app, '0001' AS name")
        preparation._mark(url, "abc")
        assert preparation.migrated_for(url) == "abc"
        with (
            contextlib.closing(psycopg2.connect(url)) as connection,
            connection,
            connection.cursor() as cursor,
        ):
            cursor.execute("INSERT INTO django_migrations VALUES ('claims', '0002')")
        assert preparation.migrated_for(url) is None
