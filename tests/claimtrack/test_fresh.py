"""What readers see may be kept and is asked about each time; what was taken back never comes from a copy."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date

from claims.models import ClaimSummary
from claims.services.claims import withdraw_claim
from claims.services.removal import remove_article
from claims.views import reading_claim
from tests.claims.desk import ACCUSES, desk_article
from tests.claims.recording import change, record
from tests.factories.base import settle
from tests.factories.claims import ClaimFactory, ClaimTopicFactory, TopicFactory, visible_statement

pytestmark = pytest.mark.django_db

LISTS = ("/", "/claims/", "/articles/", "/topics/", "/speakers/", "/outlets/", "/search/?q=fire")


@pytest.fixture
def claim():
    made = ClaimFactory(text="The fire was set.", slug="fire", visible=True)
    visible_statement(claim=made, version=desk_article(), words=ACCUSES)
    ClaimTopicFactory(claim=made, topic=TopicFactory(name="Fires", slug="fires"))
    record(made)
    settle()
    return made


def again(client, address, first):
    return client.get(address, headers={"if-none-match": first["ETag"]})


def article_of(claim):
    return claim.links.get().statement.article_version.article


@pytest.mark.parametrize("address", LISTS)
def test_a_list_is_sent_once_and_again_when_it_says_something_else(client, claim, address):
    first = client.get(address)
    assert (first["Cache-Control"], first["Vary"]) == ("public, no-cache", "Cookie")
    same = again(client, address, first)
    assert (same.status_code, same.content, same["Cache-Control"]) == (304, b"", "public, no-cache")
    change(claim, text="The fire was set in the harbour.")
    settled = again(client, address, first)
    said = b"in the harbour" in settled.content
    assert settled.status_code == (200 if said else 304)


@pytest.mark.parametrize("address", (*LISTS, "/claims/fire/", "/claims/fire.json", "/claims/fire/feed/"))
def test_a_withdrawn_claim_is_never_served_from_a_copy(client, editor, claim, address):
    first = client.get(address)
    withdraw_claim(editor=editor, claim=claim, expected=claim.version, reason="Recorded by mistake.")
    now = again(client, address, first)
    assert now.status_code in ((200, 304) if b"The fire was set" not in first.content else (200, 410))
    assert b"The fire was set" not in now.content or now.status_code == 410 or address == "/"


@pytest.mark.parametrize("address", ("/claims/fire/", "/articles/{article}/", "/articles/", "/topics/fires/"))
def test_what_was_legally_removed_is_never_served_from_a_copy(client, admin, claim, address, data_dir):
    article = article_of(claim)
    address = address.format(article=article.pk)
    first = client.get(address)
    remove_article(admin=admin, article=article, expected=article.version, reason="A court ordered it.")
    now = client.get(
        address, headers={"if-none-match": first["ETag"], "if-modified-since": http_date(2_000_000_000)}
    )
    assert now.status_code in (200, 404, 410)
    assert ACCUSES.encode() not in now.content


def test_a_page_of_somebody_signed_in_is_nobody_elses(editor_client, claim):
    for address in (*LISTS, "/claims/fire/", f"/articles/{article_of(claim).pk}/"):
        page = editor_client.get(address)
        assert (page["Cache-Control"], page.has_header("ETag")) == ("private, no-cache", False)
        assert "Cookie" in page["Vary"]


def test_a_page_with_a_form_sets_a_cookie_and_is_the_visitors_own(client):
    page = client.get("/report/")
    assert page.cookies
    assert (page["Cache-Control"], page.has_header("ETag")) == ("private, no-cache", False)


def test_the_page_of_a_claim_says_when_it_changed_once_that_is_past(client, claim, monkeypatch):
    assert not client.get("/claims/fire/").has_header("Last-Modified")
    long_ago = timezone.now() - timedelta(days=3)
    monkeypatch.setattr(reading_claim, "STARTED", long_ago)
    ClaimSummary.objects.filter(claim=claim).update(last_moved=long_ago)
    first = client.get("/claims/fire/")
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    assert first["Last-Modified"] == http_date(midnight.timestamp())
    since = {"headers": {"if-modified-since": first["Last-Modified"]}}
    assert client.get("/claims/fire/", **since).status_code == 304
    record(claim)
    assert client.get("/claims/fire/", **since).status_code == 200


def test_nobody_asks_who_a_reader_without_a_cookie_is(client, claim):
    client.get("/claims/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/claims/")
    assert [one["sql"] for one in asked if "session" in one["sql"] or "auth_user" in one["sql"]] == []
