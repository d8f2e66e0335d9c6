"""Every address × method × visitor answers as the one table says (tests/permissions.py)."""

from collections import Counter
from urllib.parse import urlsplit

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from tests.claimtrack.test_access import addresses
from tests.conftest import PASSWORD, person
from tests.permissions import METHODS, NOT_ALLOWED, OK, SIGN_IN, VISITORS, table
from tests.world import filled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture(autouse=True)
def without_a_worker(monkeypatch):
    monkeypatch.setattr("sources.views.nudge", lambda: None)
    monkeypatch.setattr("claimtrack.health.check_broker", lambda: "ok")


def signed_in(user):
    """With a second factor set up, so that its pages have something to show."""
    TOTP.activate(user, "A" * 32)
    RecoveryCodes.activate(user)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(scope="module")
def standing_clients(standing_world):
    """A client for each visitor; the deactivated one was signed in before."""
    admin, gone = person("anna", "admin"), person("dora", "admin")
    clients = {
        "anonymous": Client(),
        "editor": signed_in(person("emil", "editor")),
        "admin": signed_in(admin),
        "deactivated": signed_in(gone),
    }
    gone.is_active = False
    gone.save()
    return clients


@pytest.fixture
def clients(standing_clients, world):
    return standing_clients


def outcome(client, response):
    """The class of an answer. The administration sends to its own sign-in, which sends on or refuses."""
    place = urlsplit(response.headers.get("Location", "")).path
    if place == "/admin/login/":
        return outcome(client, client.get(response.headers["Location"]))
    if place in ("/accounts/login/", "/accounts/2fa/authenticate/"):
        return SIGN_IN
    if response.status_code in (403, 404, 405):
        return str(response.status_code)
    return OK if response.status_code < 500 else str(response.status_code)


def asked(client, method, address):
    """The outcome of one request, which leaves nothing behind."""
    with transaction.atomic():
        session = client.cookies.copy()
        found = outcome(client, client.generic(method, address))
        client.cookies = session
        transaction.set_rollback(True)
    return found


def test_every_address_stands_in_the_table_once():
    walked = Counter(pattern for pattern, _view in addresses(get_resolver("claimtrack.urls")))
    factor = ("totp/activate", "authenticate", "reauthenticate")
    for ours in ("accounts/login/", *(f"accounts/2fa/{page}/" for page in factor)):
        walked[ours] -= 1  # the second, allauth's own, is never reached
    declared = Counter(row.pattern for row in table())
    assert (walked - declared, declared - walked) == (Counter(), Counter())  # undeclared, gone


@pytest.mark.parametrize("row", table(), ids=lambda row: row.pattern or "home")
def test_every_address_answers_each_visitor_and_method_as_the_table_says(row, world, clients):
    address = filled(row.example, world)
    assert "{" not in address
    ways = [(visitor, method) for visitor in VISITORS for method in METHODS]
    found = {way: asked(clients[way[0]], way[1], address) for way in ways}
    assert {way: one for way, one in found.items() if one != row.expected(*way)} == {}


@pytest.mark.parametrize(
    "row", [row for row in table() if "POST" in row.methods], ids=lambda row: row.pattern or "home"
)
def test_a_post_without_the_forms_token_is_refused(row, world, admin):
    client = Client(enforce_csrf_checks=True)
    client.force_login(admin)
    response = client.post(filled(row.example, world), {"reason": "from elsewhere"})
    assert response.status_code == 403
    assert "Your form was not sent" in response.text


def test_a_page_refuses_the_method_it_does_not_take_even_from_who_may_open_it(admin_client):
    assert asked(admin_client, "POST", "/articles/") == NOT_ALLOWED


def test_deactivation_ends_every_session_at_once(client, editor, admin_client):
    client.post("/accounts/login/", {"login": editor.username, "password": PASSWORD})
    assert client.get("/desk/").status_code == 200
    form = {"username": editor.username, "role": "editor", "email": editor.email}
    assert admin_client.post(f"/admin/auth/user/{editor.pk}/change/", form).status_code == 302
    editor.refresh_from_db()
    assert not editor.is_active
    assert outcome(client, client.get("/desk/")) == SIGN_IN
    assert "edith" not in client.get("/").text
    client.post("/accounts/login/", {"login": editor.username, "password": PASSWORD})
    assert outcome(client, client.get("/desk/")) == SIGN_IN
