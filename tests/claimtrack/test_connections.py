"""A kept connection is not asked whether it answers, unless there is a doubt, and a lost one is found out."""

import pytest
from django.db import DataError, connection
from django.db.transaction import atomic

from claimtrack.connections import base

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def kept():
    """The connection at the beginning of a request that comes soon after another one."""
    connection.ensure_connection()
    connection.is_usable()
    yield connection
    connection.close()


@pytest.fixture
def asked(monkeypatch):
    """How often the server was asked."""
    times = []
    usual = base.base.DatabaseWrapper.is_usable
    monkeypatch.setattr(
        base.base.DatabaseWrapper, "is_usable", lambda self: times.append(1) is None and usual(self)
    )
    return times


def number_of(backend):
    with backend.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def end(backend):
    """The server ends the connection, as when it is restarted."""
    number = number_of(backend)
    other = backend.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [number])
        assert cursor.fetchone() == (True,)
    other.close()
    return number


def test_a_connection_that_answered_a_moment_ago_is_not_asked(kept, asked):
    assert kept.is_usable()
    assert not asked


def test_one_that_was_idle_for_long_is_asked(kept, asked, monkeypatch):
    monkeypatch.setattr(base, "IDLE", -1)
    assert kept.is_usable()
    assert asked == [1]


def test_one_on_which_something_failed_is_asked(kept, asked, monkeypatch):
    monkeypatch.setattr(kept, "errors_occurred", True)
    assert kept.is_usable()
    assert asked == [1]


def test_one_whose_transaction_failed_is_not_usable_until_it_is_over(kept):
    with pytest.raises(DataError), atomic():
        with pytest.raises(DataError), kept.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")
        assert not kept.is_usable()
        raise DataError
    assert kept.is_usable()


def test_one_that_the_server_ended_is_found_out(kept):
    end(kept)
    assert not kept.is_usable()


def test_one_that_was_closed_here_is_no_connection_to_use(kept):
    kept.connection.close()
    assert not kept.is_usable()
    kept.close()
    assert not kept.is_usable()


def test_after_the_server_was_restarted_the_next_request_is_answered(client):
    client.get("/about/")
    before = end(connection)
    connection.health_check_enabled, connection.health_check_done = True, False
    assert client.get("/about/").status_code == 200
    assert number_of(connection) != before
