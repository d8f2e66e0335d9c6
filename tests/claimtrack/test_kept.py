"""A page is written once for as long as nothing changes, and never shown when something has."""

import pytest
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from claims.services.claims import withdraw_claim
from claimtrack import fresh, kept
from claimtrack.kept import KeptPages, KeptParts
from tests.factories.claims import ClaimFactory

NOW, LATER = ("1:1:", 7), ("1:2:", 7)
HERE, THERE = ("http", "site", "/claims/"), ("http", "site", "/topics/")


def page(body=b"words", **headers):
    return HttpResponse(body, headers={"Vary": "Cookie", "ETag": '"a"', **headers})


def pages(room=100):
    made = KeptPages(room)
    made.get(HERE, NOW)
    return made


def test_a_page_comes_back_as_it_went_out():
    here = pages()
    here.keep(HERE, NOW, page())
    first, again = here.get(HERE, NOW), here.get(HERE, NOW)
    first.headers["Added"] = "further out"
    assert (again.content, dict(again.items())) == (b"words", dict(page().items()))
    assert here.get(THERE, NOW) is None


@pytest.mark.parametrize("moment", [LATER, ("1:1:", 8)])
def test_a_change_or_another_minute_lets_every_page_go(moment):
    here = pages()
    here.keep(HERE, NOW, page())
    assert here.get(THERE, moment) is None
    assert here.get(HERE, NOW) is None


def test_a_page_that_was_written_while_something_changed_is_not_kept():
    here = pages()
    here.get(HERE, LATER)
    here.keep(HERE, NOW, page())
    assert (here.get(HERE, LATER), here.get(HERE, NOW)) == (None, None)


def own():
    made = page()
    made.set_cookie("csrf", "secret")
    return made


def framed():
    made = page()
    made._csp_replace = {"frame-ancestors": ["*"]}
    return made


@pytest.mark.parametrize("made", [own(), framed(), page(Vary="Cookie, Accept"), page(b"a" * 1_000_001)])
def test_what_is_one_visitors_or_too_long_is_not_kept(made):
    here = pages(room=2_000_000)
    here.keep(HERE, NOW, made)
    assert here.get(HERE, NOW) is None


def test_where_room_is_short_the_page_longest_unused_is_let_go():
    here = pages(room=10)
    for address in (HERE, THERE):
        here.keep(address, NOW, page(b"12345"))
    here.get(HERE, NOW)
    here.keep(("http", "site", "/"), NOW, page(b"1"))
    assert [here.get(one, NOW) is not None for one in (HERE, THERE)] == [True, False]


@pytest.mark.django_db
def test_inside_a_transaction_there_is_no_such_moment():
    assert kept.moment_now() is None


@pytest.mark.django_db(transaction=True)
def test_a_moment_lasts_until_something_is_committed(admin):
    # Whatever runs beside this on the same server commits, too: some two looks have nothing between them.
    assert any(kept.moment_now() == kept.moment_now() for _ in range(500))
    before = kept.moment_now()
    admin.first_name = "Ada"
    admin.save()
    assert kept.moment_now()[0] != before[0]


@pytest.mark.django_db(transaction=True)
def test_a_snapshot_that_was_told_along_is_the_moment_of_a_request(rf):
    request = rf.get("/claims/")
    for snapshot in ("1:2:", "3:4:"):
        kept.tell_moment(request, snapshot)
    assert kept.moment_of(request)[0] == "1:2:"


@pytest.mark.django_db
def test_inside_a_transaction_it_is_not(rf):
    request = rf.get("/claims/")
    kept.tell_moment(request, "1:2:")
    assert kept.moment_of(request) is None


@pytest.mark.django_db(transaction=True)
def test_without_a_database_nothing_is_kept(monkeypatch):
    def broken():
        raise DatabaseError

    monkeypatch.setattr(connection, "cursor", broken)
    assert kept.moment_now() is None


@pytest.fixture
def moments(monkeypatch):
    """What the server says when asked for the moment: the last of these."""
    told = [NOW]
    monkeypatch.setattr(fresh, "moment_now", lambda: told[-1])
    return told


@pytest.mark.django_db
def test_a_second_reader_gets_the_same_page_unasked_until_the_moment_passes(client, moments):
    first = client.get("/claims/")
    with CaptureQueriesContext(connection) as asked:
        second = client.get("/claims/")
    assert (len(asked), second.content) == (0, first.content)
    assert (second["ETag"], second["Cache-Control"]) == (first["ETag"], "public, no-cache")
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert client.get("/claims/", headers={"if-none-match": first["ETag"]}).status_code == 304
    moments.append(LATER)
    with CaptureQueriesContext(connection) as asked:
        client.get("/claims/")
    assert len(asked) > 0


@pytest.mark.django_db
def test_who_is_signed_in_and_who_has_a_cookie_get_a_page_of_their_own(client, editor_client, moments):
    anybody = client.get("/claims/")
    assert "Sign out" in editor_client.get("/claims/").text
    client.cookies["session"] = "something"
    with CaptureQueriesContext(connection) as asked:
        own = client.get("/claims/")
    assert len(asked) > 0
    assert "Sign out" not in own.text + anybody.text


@pytest.mark.django_db(transaction=True)
def test_what_was_withdrawn_is_not_shown_as_it_was_kept(client, editor):
    claim = ClaimFactory(text="The fire was set.", slug="fire", visible=True)
    assert "The fire was set." in client.get("/claims/fire/").text
    withdraw_claim(editor=editor, claim=claim, expected=claim.version, reason="Recorded by mistake.")
    assert client.get("/claims/fire/").status_code == 410


# --- parts ----------------------------------------------------------------------------------------


def test_a_part_is_made_once_a_moment_for_each_key():
    parts, made = KeptParts(), []

    def make():
        made.append(len(made))
        return made[-1]

    asked = [("list", NOW), ("list", NOW), ("other", NOW), ("list", LATER), ("list", LATER)]
    assert [parts.get(key, moment, make) for key, moment in asked] == [0, 0, 1, 2, 2]


def test_a_part_is_made_each_time_where_no_moment_is_known_and_where_there_is_no_room():
    numbers = iter(range(9))
    parts = KeptParts(most=0)
    assert [parts.get("list", moment, lambda: next(numbers)) for moment in (None, None, NOW, NOW)] == [
        0,
        1,
        2,
        3,
    ]


@pytest.mark.django_db(transaction=True)
def test_the_numbers_of_a_list_follow_what_is_published(client):
    ClaimFactory(visible=True)
    assert "1 claim</h2>" in listed(client)
    ClaimFactory(visible=True)
    assert "2 claims</h2>" in listed(client)


def listed(client):
    return client.get("/claims/", headers={"cookie": "of=somebody"}).content.decode()
