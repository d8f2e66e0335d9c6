import re

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from claimtrack.people import LastAdmin, give_role, keep_people
from claimtrack.roles import role_of

pytestmark = pytest.mark.django_db


def test_the_groups_and_the_machine_stand_after_migrating():
    assert sorted(Group.objects.values_list("name", flat=True)) == ["admin", "editor"]
    machine = User.objects.get(username="machine")
    assert (machine.is_active, machine.is_staff, machine.has_usable_password()) == (False, False, False)


def test_the_admin_group_changes_people_and_looks_at_the_rest():
    granted = set(
        Group.objects.get(name="admin").permissions.values_list("content_type__app_label", "codename")
    )
    assert {("auth", "add_user"), ("auth", "change_user"), ("mfa", "delete_authenticator")} <= granted
    assert ("sources", "view_article") in granted
    changes = {
        codename for app, codename in granted if app in ("sources", "claims") and codename[:5] != "view_"
    }
    kept = {"outlet": "add change", "topic": "add change", "affiliation": "add change delete"}
    assert changes == {f"{act}_{model}" for model, acts in kept.items() for act in acts.split()}
    assert not {("auth", "delete_user"), ("auth", "change_permission")} & granted


def test_an_editor_has_nothing_in_the_admin():
    assert Group.objects.get(name="editor").permissions.count() == 0


def test_keeping_people_again_changes_nothing_and_makes_what_is_missing():
    User.objects.filter(username="machine").delete()
    Group.objects.all().delete()
    keep_people()
    keep_people()
    assert Group.objects.count() == 2
    assert User.objects.filter(username="machine", is_active=False).count() == 1


def test_a_role_replaces_the_one_before():
    user = User.objects.create_user("mira")
    give_role(user=User.objects.create_user("ada"), role="admin")
    give_role(user=user, role="admin")
    assert (role_of(user), user.is_staff) == ("admin", True)
    give_role(user=user, role="editor")
    assert (role_of(user), user.is_staff) == ("editor", False)
    give_role(user=user, role="")
    assert role_of(user) == ""


def test_an_unknown_role_is_refused_and_changes_nothing(editor):
    with pytest.raises(ValueError, match="publisher"):
        give_role(user=editor, role="publisher")
    assert role_of(User.objects.get(pk=editor.pk)) == "editor"


@pytest.mark.parametrize("role", ["editor", ""])
def test_the_role_of_the_last_active_admin_is_not_taken(admin, role):
    away = give_role(user=User.objects.create_user("mira"), role="admin")
    User.objects.filter(pk=away.pk).update(is_active=False)
    with pytest.raises(LastAdmin, match="ada is the last active admin"):
        give_role(user=admin, role=role)
    assert (role_of(User.objects.get(pk=admin.pk)), admin.is_staff) == ("admin", True)


def test_the_cache_table_is_the_one_django_would_make(capsys):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE cache RENAME TO cache_of_the_migration")
        cursor.execute("ALTER INDEX cache_expires RENAME TO cache_of_the_migration_expires")
        call_command("createcachetable", verbosity=0)
    assert _columns("cache") == _columns("cache_of_the_migration")
    assert _indexes("cache") == _indexes("cache_of_the_migration")


def _columns(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, data_type, character_maximum_length, is_nullable "
            "FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position",
            [table],
        )
        return cursor.fetchall()


def _indexes(table):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = %s", [table])
        return sorted(re.sub(r"INDEX \S+ ON \S+", "INDEX ON", row[0]) for row in cursor.fetchall())


def test_the_cache_works():
    cache.set("key", {"a": 1}, 60)
    assert cache.get("key") == {"a": 1}


def test_who_is_shut_out_loses_every_session_and_nobody_else_does(editor, editor_client, admin_client):
    elsewhere = Client()
    elsewhere.force_login(editor)
    editor.is_active = False
    editor.save()
    assert Session.objects.count() == 1
    editor.is_active = True
    editor.save()
    for lost in (editor_client, elsewhere):
        assert lost.get("/desk/").headers["Location"] == "/accounts/login/?next=/desk/"
    assert admin_client.get("/desk/").status_code == 200


def test_a_role_that_is_taken_ends_its_rights_in_the_sessions_that_stand(admin, admin_client):
    give_role(user=User.objects.create_user("mira"), role="admin")
    give_role(user=admin, role="editor")
    assert [admin_client.get(page).status_code for page in ("/imports/", "/desk/")] == [403, 200]
    give_role(user=admin, role="")
    assert admin_client.get("/desk/").status_code == 403
