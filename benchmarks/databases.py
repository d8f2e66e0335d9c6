"""A database of its own for a benchmark, beside that of DATABASE_URL, if its user may make one."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import django


def address_of(name: str) -> str:
    """The address of another database on the same server."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def execute(address: str, statement: str) -> list[Any]:
    """One statement, outside any transaction."""
    import psycopg2

    connection = psycopg2.connect(address)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
        rows = cursor.fetchall() if cursor.description else []
    connection.close()
    return rows


@contextmanager
def kept_database(name: str, make: Callable[[], None], *, keep: bool, what: str) -> Iterator[None]:
    """Django on that database, which is made and filled where it is not there yet, and dropped at the end.

    what: of what it is full, as it is printed. With `keep` it stays for the next run.
    """
    server = os.environ["DATABASE_URL"]
    there = execute(server, f"SELECT 1 FROM pg_database WHERE datname = '{name}'")
    if not there:
        execute(server, f"CREATE DATABASE {name} TEMPLATE template0")
    os.environ["DATABASE_URL"] = address_of(name)
    django.setup()
    from django.db import connection

    if not there:
        began = time.perf_counter()
        make()
        print(f"{what} made in {time.perf_counter() - began:.0f} s")
    yield
    connection.close()
    if not keep:
        execute(server, f"DROP DATABASE {name} WITH (FORCE)")
