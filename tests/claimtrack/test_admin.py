import pytest
from django.contrib.auth.models import User

from claimtrack.roles import role_of


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
