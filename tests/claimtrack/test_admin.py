import pytest
from django.contrib.auth.models import User
from django.test import Client

from claimtrack.people import give_role
from claimtrack.roles import role_of
from tests.connections import at_once


def test_the_admins_sign_in_is_the_sites_own(client, db):
    assert client.get("/admin/", follow=False).headers["Location"] == "/admin/login/?next=/admin/"
    answer = client.get("/admin/login/?next=/admin/")
    assert answer.headers["Location"] == "/accounts/login/?next=%2Fadmin%2F"


def test_only_admins_come_in(reader_client, editor_client, admin_client):
    assert admin_client.get("/admin/").status_code == 200
    for other in (reader_client, editor_client):
        assert other.get("/admin/", follow=True).status_code == 403


def test_a_staff_flag_alone_opens_nothing(editor, editor_client):
    User.objects.filter(pk=editor.pk).update(is_staff=True)
    assert editor_client.get("/admin/", follow=True).status_code == 403


def test_an_admin_makes_an_editor_in_two_steps(admin_client):
    secret = "a long enough secret"
    admin_client.post(
        "/admin/auth/user/add/",
        {"username": "mira", "usable_password": "true", "password1": secret, "password2": secret},
    )
    mira = User.objects.get(username="mira")
    address = f"/admin/auth/user/{mira.pk}/change/"
    admin_client.post(address, {"username": "mira", "role": "editor", "is_active": "on"})
    mira = User.objects.get(pk=mira.pk)
    assert (role_of(mira), mira.is_staff, mira.is_superuser) == ("editor", False, False)
    assert 'value="editor" selected' in admin_client.get(address).text


def test_nobody_becomes_a_superuser_through_the_form(admin, admin_client):
    answer = admin_client.get(f"/admin/auth/user/{admin.pk}/change/")
    assert 'name="is_superuser"' not in answer.text
    assert 'name="user_permissions"' not in answer.text


def saved(client, user, **changes):
    """The answer to the page of a user: given as it stands, but for some changes."""
    given = {"username": user.username, "role": role_of(User.objects.get(pk=user.pk)), "is_active": "on"}
    sent = {name: value for name, value in (given | changes).items() if value is not None}
    return client.post(f"/admin/auth/user/{user.pk}/change/", sent)


@pytest.mark.parametrize("changes", [{"is_active": None}, {"role": "editor"}, {"role": None}])
def test_an_admin_does_not_shut_herself_out(admin, admin_client, changes):
    give_role(user=User.objects.create_user("mira"), role="admin")
    answer = saved(admin_client, admin, **changes)
    assert "You cannot deactivate yourself or give up your own role of admin." in answer.text
    kept = User.objects.get(pk=admin.pk)
    assert (role_of(kept), kept.is_staff) == ("admin", True)
    assert saved(admin_client, admin, first_name="Ada").status_code == 302


def test_an_admin_deactivates_another(admin_client):
    other = give_role(user=User.objects.create_user("mira"), role="admin")
    assert saved(admin_client, other, is_active=None).status_code == 302
    assert not User.objects.get(pk=other.pk).is_active


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "change", [{"is_active": None}, pytest.param({"role": "editor"}, marks=pytest.mark.thorough)]
)
def test_two_admins_who_shut_each_other_out_at_once_leave_one(change):
    pair = [give_role(user=User.objects.create_user(name), role="admin") for name in ("ada", "mira")]
    clients = [Client(), Client()]
    for client, user in zip(clients, pair, strict=True):
        client.force_login(user)
    answers = at_once(
        [lambda who=who: saved(clients[who], pair[1 - who], **change).status_code for who in (0, 1)]
    )
    assert [role_of(User.objects.get(pk=user.pk)) for user in pair].count("admin") == 1
    assert answers.count(302) == 1


def test_people_are_never_deleted(editor, admin_client):
    assert admin_client.post(f"/admin/auth/user/{editor.pk}/delete/", {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=editor.pk).exists()


def test_the_machine_is_not_among_the_people(admin_client):
    assert "machine" not in admin_client.get("/admin/auth/user/").text


@pytest.mark.parametrize("more", [1, 3])
def test_the_list_of_people_costs_the_same_however_long(admin_client, django_assert_num_queries, more):
    for number in range(more):
        User.objects.create_user(f"person{number}")
    with django_assert_num_queries(10):
        admin_client.get("/admin/auth/user/")
