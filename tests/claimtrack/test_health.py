import socket
import time

import pytest
from django.db import OperationalError
from django.test import Client

from claimtrack import health


@pytest.fixture
def broker(monkeypatch):
    monkeypatch.setattr(health, "check_broker", lambda: "ok")


def test_alive_asks_nobody(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "alive\n")


def test_whoever_watches_is_not_sent_to_https(settings):
    settings.SECURE_SSL_REDIRECT = True
    visitor = Client()
    assert visitor.get("/healthz").status_code == 200
    assert visitor.get("/about/").status_code == 301


def test_ready_when_every_part_answers(client, db, broker):
    answer = client.get("/readyz")
    assert answer.json() == {"ready": True, "database": "ok", "broker": "ok", "migrations": "ok"}
    assert answer.status_code == 200


def test_a_database_that_is_away_is_named(client, db, broker, monkeypatch):
    def away():
        raise OperationalError("could not connect to server at 10.0.0.7")

    monkeypatch.setattr(health, "check_database", away)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] == "does not answer (OperationalError)"
    assert "10.0.0.7" not in answer.text


def test_a_waiting_migration_is_counted(client, db, broker):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'claimtrack'")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["migrations"] == "1 not applied"


def test_a_broker_whose_port_is_closed_is_named(client, db, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["broker"] == "does not answer (ConnectionError)"


def test_a_frozen_broker_costs_at_most_about_a_second(settings):
    with socket.create_server(("127.0.0.1", 0)) as frozen:
        settings.REDIS_URL = f"redis://127.0.0.1:{frozen.getsockname()[1]}/0"
        began = time.monotonic()
        assert health._outcome(health.check_broker).startswith("does not answer")
        assert time.monotonic() - began < 2.5


def test_the_broker_of_the_tests_answers():
    assert health.check_broker() == "ok"


@pytest.mark.parametrize(
    ("given", "spelled"),
    [
        ("redis+socket:///run/valkey.sock?virtual_host=2", "unix:///run/valkey.sock?db=2"),
        ("redis+socket:///run/valkey.sock", "unix:///run/valkey.sock?db=0"),
        ("redis://broker:6379/1", "redis://broker:6379/1"),
    ],
)
def test_the_brokers_address_is_spelled_for_the_client(given, spelled):
    assert health.broker_address(given) == spelled
