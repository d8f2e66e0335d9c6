import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver

from tests.claimtrack.test_access import addresses
from tests.conftest import PASSWORD

ANYBODY, SIGNED_IN, STAGE = "anybody", "signed in", "between password and second factor"

#: Every page of django-allauth that this site has, and whom it is for.
PAGES = {
    "accounts/login/": ANYBODY,
    "accounts/signup/": ANYBODY,
    "accounts/inactive/": ANYBODY,
    "accounts/password/reset/": ANYBODY,
    "accounts/password/reset/done/": ANYBODY,
    "accounts/password/reset/key/done/": ANYBODY,
    "accounts/confirm-email/": ANYBODY,
    "accounts/logout/": SIGNED_IN,
    "accounts/email/": SIGNED_IN,
    "accounts/password/change/": SIGNED_IN,
    "accounts/password/set/": SIGNED_IN,
    "accounts/reauthenticate/": SIGNED_IN,
    "accounts/2fa/": SIGNED_IN,
    "accounts/2fa/reauthenticate/": SIGNED_IN,
    "accounts/2fa/totp/activate/": SIGNED_IN,
    "accounts/2fa/totp/deactivate/": SIGNED_IN,
    "accounts/2fa/recovery-codes/": SIGNED_IN,
    "accounts/2fa/recovery-codes/generate/": SIGNED_IN,
    "accounts/2fa/recovery-codes/download/": SIGNED_IN,
    "accounts/2fa/authenticate/": STAGE,
    "accounts/login/code/confirm/": STAGE,
}
#: Pages whose address carries a key from a message.
KEYED = {
    r"accounts/^confirm-email/(?P<key>[-:\w]+)/$": "/accounts/confirm-email/no-such-key/",
    r"accounts/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": (
        "/accounts/password/reset/key/1-a/"
    ),
}
INLINE = re.compile(r"<style|style=|<script(?![^>]*\bsrc=)|\son[a-z]+=", re.I)


@pytest.fixture(autouse=True)
def without_earlier_attempts(db):
    cache.clear()


@pytest.fixture
def signed_in(editor, client):
    """A client that has just typed its password twice, so that nothing asks for it again."""
    client.post("/accounts/login/", {"login": editor.username, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def activate(client):
    """Set the second factor up as a person would; gives the secret."""
    secret = re.search(r">([A-Z2-7]{16,})<", client.get("/accounts/2fa/totp/activate/").text)[1]
    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert answer.headers["Location"] == "/accounts/2fa/recovery-codes/"
    return secret


def code_of(secret, *, ahead=0):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def test_every_page_of_the_account_is_known():
    found = {a for a, _view in addresses(get_resolver("claimtrack.urls")) if a.startswith("accounts/")}
    assert found == {*PAGES, *KEYED}


@pytest.mark.parametrize("place", [page for page, who in PAGES.items() if who == SIGNED_IN])
def test_own_pages_send_a_stranger_to_sign_in(place, client):
    answer = client.get(f"/{place}")
    assert answer.status_code == 302
    assert answer.headers["Location"].split("?")[0] in ("/accounts/login/", "/")


@pytest.mark.parametrize(
    "place", [*(f"/{page}" for page, who in PAGES.items() if who == ANYBODY), *KEYED.values()]
)
def test_open_pages_stand_in_the_houses_frame(place, client):
    html = client.get(place, follow=True).text
    assert in_the_frame(html)


@pytest.mark.parametrize("place", [page for page, who in PAGES.items() if who == SIGNED_IN])
def test_own_pages_stand_in_the_houses_frame_with_the_second_factor_set_up(place, signed_in):
    activate(signed_in)
    answer = signed_in.get(f"/{place}", follow=True)
    assert answer.status_code == 200
    assert in_the_frame(answer.text) or answer.headers["Content-Type"] == "text/plain"


def in_the_frame(html):
    return (
        html.count("<h1>") == 1
        and html.count('<header class="top">') == 1
        and not INLINE.search(html)
        and "sign up" not in html
    )


def test_nobody_signs_up(client, django_user_model):
    before = django_user_model.objects.count()
    answer = client.post(
        "/accounts/signup/", {"username": "eve", "password1": PASSWORD, "email": "e@e.example"}
    )
    assert "Nobody signs up here" in answer.text
    assert django_user_model.objects.count() == before


@pytest.mark.parametrize(("who", "where"), [("editor", "/desk/"), ("admin", "/desk/"), ("reader", "/")])
def test_signing_in_leads_to_ones_work(who, where, request, client):
    user = request.getfixturevalue(who)
    answer = client.post("/accounts/login/", {"login": user.username, "password": PASSWORD})
    assert answer.headers["Location"] == where


def test_signing_in_comes_back_to_the_page_that_asked_but_never_leaves_the_site(editor, client):
    typed = {"login": editor.username, "password": PASSWORD}
    answer = client.post("/accounts/login/", typed | {"next": "/articles/"})
    assert answer.headers["Location"] == "/articles/"
    client.post("/accounts/logout/")
    answer = client.post("/accounts/login/", typed | {"next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/desk/"


def test_signing_out_takes_a_press(signed_in):
    assert "_auth_user_id" in signed_in.session
    signed_in.get("/accounts/logout/")
    assert "_auth_user_id" in signed_in.session
    assert signed_in.post("/accounts/logout/").headers["Location"] == "/"
    assert "_auth_user_id" not in signed_in.session


def test_the_machine_and_the_deactivated_do_not_sign_in(editor, client):
    editor.is_active = False
    editor.save()
    answer = client.post("/accounts/login/", {"login": editor.username, "password": PASSWORD})
    assert answer.headers["Location"] == "/accounts/inactive/"
    client.post("/accounts/login/", {"login": "machine", "password": ""})
    assert "_auth_user_id" not in client.session


def test_after_five_failures_even_the_right_password_waits(editor, client):
    for _attempt in range(5):
        client.post("/accounts/login/", {"login": editor.username, "password": "wrong"})
    answer = client.post("/accounts/login/", {"login": editor.username, "password": PASSWORD})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
    assert "Too many failed login attempts" in answer.text
    assert in_the_frame(answer.text)
    assert "_auth_user_id" not in client.session


def test_one_failure_is_not_too_many(editor, client):
    answer = client.post("/accounts/login/", {"login": editor.username, "password": "wrong"})
    assert (answer.status_code, "are not correct" in answer.text) == (200, True)


def test_the_second_factor_cannot_be_guessed_through(signed_in, editor):
    secret = activate(signed_in)
    signed_in.post("/accounts/logout/")
    signed_in.post("/accounts/login/", {"login": editor.username, "password": PASSWORD})
    for _attempt in range(5):
        signed_in.post("/accounts/2fa/authenticate/", {"code": "000000"})
    answer = signed_in.post("/accounts/2fa/authenticate/", {"code": code_of(secret, ahead=1)})
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "900")
    assert "Too many failed login attempts" in answer.text
    assert "_auth_user_id" not in signed_in.session


def test_nor_where_it_is_asked_for_again_or_set_up(signed_in):
    assert guessed(signed_in, "/accounts/2fa/totp/activate/") == [200] * 5 + [429]
    cache.clear()
    activate(signed_in)
    assert guessed(signed_in, "/accounts/2fa/reauthenticate/") == [200] * 5 + [429]


def guessed(client, address):
    answers = [client.post(address, {"code": "000000"}) for _attempt in range(6)]
    assert in_the_frame(answers[-1].text)
    return [answer.status_code for answer in answers]


def test_a_changed_password_is_asked_for_everywhere_else(editor, signed_in):
    elsewhere = Client()
    elsewhere.force_login(editor)
    secret = "another long secret"
    page = "/accounts/password/change/"
    wrong = signed_in.post(page, {"oldpassword": "no", "password1": secret, "password2": secret})
    assert "Please type your current password." in wrong.text
    signed_in.post(page, {"oldpassword": PASSWORD, "password1": secret, "password2": secret})
    editor.refresh_from_db()
    assert editor.check_password(secret)
    assert signed_in.get("/desk/").status_code == 200
    assert elsewhere.get("/desk/").status_code == 302
    assert [letter.to for letter in mail.outbox] == [[editor.email]]


def test_a_new_address_counts_once_its_link_is_opened(editor, signed_in):
    signed_in.post("/accounts/email/", {"email": "new@newsroom.example", "action_add": ""})
    assert not EmailAddress.objects.filter(email="new@newsroom.example", verified=True).exists()
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", mail.outbox[-1].body)[1]
    assert "Is <b>new@newsroom.example</b> the address of edith?" in signed_in.get(link).text
    signed_in.post(link)
    assert EmailAddress.objects.get(user=editor, primary=True).email == "new@newsroom.example"
    assert "This link is used up" in signed_in.get(link).text


def test_too_many_requests_get_a_kind_page(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"reset_password": "1/m/ip"}
    client.post("/accounts/password/reset/", {"email": "edith@newsroom.example"})
    answer = client.post("/accounts/password/reset/", {"email": "edith@newsroom.example"})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "300"
    assert "Please wait a few minutes" in answer.text


def test_a_forgotten_password_is_replaced_through_the_mail(editor, client):
    client.post("/accounts/password/reset/", {"email": editor.email})
    link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[0].body)[1]
    form = client.get(link, follow=True)
    assert "New password" in form.text
    secret = "another long secret"
    client.post(form.request["PATH_INFO"], {"password1": secret, "password2": secret})
    editor.refresh_from_db()
    assert editor.check_password(secret)


def test_the_second_factor_is_asked_for_and_a_recovery_code_opens_once(signed_in, editor):
    secret = activate(signed_in)
    codes = signed_in.get("/accounts/2fa/recovery-codes/download/").text.split()
    recovery = next(word for word in codes if re.fullmatch(r"\d{8}|[0-9a-f]{8}", word))
    signed_in.post("/accounts/logout/")
    password = {"login": editor.username, "password": PASSWORD}

    assert signed_in.post("/accounts/login/", password).headers["Location"] == "/accounts/2fa/authenticate/"
    assert "_auth_user_id" not in signed_in.session
    assert in_the_frame(signed_in.get("/accounts/2fa/authenticate/").text)
    assert "Incorrect code" in signed_in.post("/accounts/2fa/authenticate/", {"code": "000000"}).text
    answer = signed_in.post("/accounts/2fa/authenticate/", {"code": recovery})
    assert answer.headers["Location"] == "/desk/"

    signed_in.post("/accounts/logout/")
    signed_in.post("/accounts/login/", password)
    assert "Incorrect code" in signed_in.post("/accounts/2fa/authenticate/", {"code": recovery}).text
    answer = signed_in.post("/accounts/2fa/authenticate/", {"code": code_of(secret, ahead=1)})
    assert answer.headers["Location"] == "/desk/"


def test_a_change_of_the_second_factor_asks_for_the_password_again(editor_client):
    answer = editor_client.get("/accounts/2fa/totp/activate/")
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
