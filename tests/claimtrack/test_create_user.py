from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from claimtrack.roles import role_of

pytestmark = pytest.mark.django_db
SECRET = "a long enough secret"


@pytest.fixture(autouse=True)
def password(monkeypatch):
    monkeypatch.setenv("CLAIMTRACK_PASSWORD", SECRET)


def create(*arguments):
    out = StringIO()
    call_command("create_user", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(("role", "staff"), [("editor", False), ("admin", True)])
def test_an_account_is_made_with_its_role_and_the_password_is_never_printed(role, staff):
    words = create("mira", "--role", role, "--email", "mira@newsroom.example")
    user = User.objects.get(username="mira")
    assert words == f"Made {role} mira, mira@newsroom.example.\n"
    assert (role_of(user), user.is_staff, user.is_superuser) == (role, staff, False)
    assert user.check_password(SECRET)
    assert SECRET not in words


def test_making_it_again_is_refused_kindly_and_changes_nothing():
    create("mira", "--role", "editor")
    with pytest.raises(CommandError, match=r"nothing was changed[^-]+--update"):
        create("mira", "--role", "admin")
    assert role_of(User.objects.get(username="mira")) == "editor"


def test_update_changes_role_and_password(monkeypatch):
    create("mira", "--role", "editor", "--email", "mira@newsroom.example")
    monkeypatch.setenv("CLAIMTRACK_PASSWORD", "another long secret")
    assert create("mira", "--role", "admin", "--update") == "Changed admin mira, mira@newsroom.example.\n"
    user = User.objects.get(username="mira")
    assert role_of(user) == "admin"
    assert user.check_password("another long secret")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("mira", "--role", "editor", "--email", "no address"), "valid email"),
        (("mi ra!", "--role", "editor"), "valid username"),
        (("machine", "--role", "admin", "--update"), "machines"),
    ],
)
def test_what_is_not_acceptable_is_named_and_nothing_is_made(arguments, reason):
    before = User.objects.count()
    with pytest.raises(CommandError, match=reason):
        create(*arguments)
    assert User.objects.count() == before
    assert not User.objects.get(username="machine").has_usable_password()


def test_the_last_admin_is_not_made_an_editor(admin):
    with pytest.raises(CommandError, match=r"ada is the last active admin\..+ Nothing was changed\."):
        create("ada", "--role", "editor", "--update")
    kept = User.objects.get(username="ada")
    assert (role_of(kept), kept.check_password(SECRET)) == ("admin", False)


def test_a_weak_password_is_refused(monkeypatch):
    monkeypatch.setenv("CLAIMTRACK_PASSWORD", "password")
    with pytest.raises(CommandError, match="too short"):
        create("mira", "--role", "editor")
    assert not User.objects.filter(username="mira").exists()


def test_without_a_variable_the_password_is_asked_for_twice(monkeypatch):
    monkeypatch.delenv("CLAIMTRACK_PASSWORD")
    answers = iter([SECRET, "something else"])
    monkeypatch.setattr("claimtrack.management.commands.create_user.getpass", lambda _prompt: next(answers))
    with pytest.raises(CommandError, match="differ"):
        create("mira", "--role", "editor")
    assert not User.objects.filter(username="mira").exists()
