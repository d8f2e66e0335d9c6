"""The template of the test databases: made once, made anew when it must be, and never half-made."""

import pytest
from django.db import connection

from tests import databases

NAME = "test_of_templates"

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(monkeypatch):
    """The databases that were migrated, each an empty one here; they go with the test."""
    names = []

    def migrate(name):
        names.append(name)
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')

    monkeypatch.setattr(databases, "_migrate", migrate)
    monkeypatch.setattr(databases, "_version", lambda: "one")
    monkeypatch.setitem(connection.settings_dict["TEST"], "TEMPLATE", None)
    yield names
    with connection._nodb_cursor() as cursor:
        for name in databases._databases(cursor, NAME):
            cursor.execute(f'DROP DATABASE "{name}"')


def standing():
    with connection._nodb_cursor() as cursor:
        return sorted(databases._databases(cursor, NAME))


def test_a_template_is_migrated_once_for_all_who_come(made):
    databases.take_copies(NAME)
    databases.take_copies(NAME)
    template = f"{NAME}_template_one"
    assert (made, standing()) == ([f"{NAME}_template_being_made"], [template])
    assert connection.settings_dict["TEST"]["TEMPLATE"] == template


def test_another_migration_makes_another_template_and_the_old_one_goes(made, monkeypatch):
    databases.take_copies(NAME)
    monkeypatch.setattr(databases, "_version", lambda: "two")
    databases.take_copies(NAME)
    assert (len(made), standing()) == (2, [f"{NAME}_template_two"])


def test_what_a_killed_run_left_half_made_is_no_template(made):
    databases._migrate(f"{NAME}_template_being_made")
    databases.take_copies(NAME)
    assert (len(made), standing()) == (2, [f"{NAME}_template_one"])
