"""The front page: what is contested now, and what to do on an empty site."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.choices import Moved, Stance
from claims.models import Statement
from claims.queries import home
from claims.summaries import record_revision
from claimtrack.words import instant
from sources.services.acting import acting, person
from tests.claims.pages import plain
from tests.claims.recording import change
from tests.factories.base import desk_editor, stated
from tests.factories.claims import ClaimFactory, visible_statement
from tests.factories.sources import ArticleFactory

pytestmark = pytest.mark.django_db


def record(claim, moved=Moved.STATEMENT, note="", subject=""):
    actor = person(desk_editor())
    with acting(actor):
        record_revision(actor=actor, claims=[claim.pk], moved=moved, subject=subject, note=note)
    return claim


def contested(text, **statement):
    claim = ClaimFactory(visible=True, text=text)
    visible_statement(claim=claim, **statement)
    visible_statement(claim=claim, stance=Stance.DENIES, words="a fairy tale")
    return record(claim)


def page(client):
    response = client.get("/")
    assert response.status_code == 200
    return response.content.decode()


def test_the_claim_that_moved_last_leads_and_the_others_follow(client):
    contested("The gates were open")
    contested("The crates were opened")
    shown = page(client)
    assert '<h2 id="lead-h">' in shown
    assert shown.index("The crates were opened") < shown.index("The gates were open")
    assert "2 contested claims" in shown


def test_the_lead_lets_each_side_speak_in_its_latest_words(client):
    claim = contested("The gates were open", mode="direct", said=stated("2031-05-12"))
    visible_statement(claim=claim, words="Port Velm", said=stated("2031-05-20"))
    record(claim)
    shown = page(client)
    assert "<blockquote>Port Velm</blockquote>" in shown
    assert "<blockquote>a fairy tale</blockquote>" in shown


def test_what_moved_stands_beside_with_its_note(client):
    claim = contested("The gates were open")
    record(claim, moved=Moved.DENIAL, subject="statement:1", note="the port calls it untrue.")
    shown = page(client)
    assert ">New denial</a>" in shown
    assert "the port calls it untrue." in shown


def test_a_claim_that_is_not_contested_is_followed_below(client):
    claim = ClaimFactory(visible=True, text="The clinic was closed")
    visible_statement(claim=claim)
    record(claim)
    shown = page(client)
    assert "No claim is contested now" in shown
    assert shown.index("Followed, not contested") < shown.index("The clinic was closed")


def test_claims_that_readers_may_not_see_are_nowhere_not_even_for_editors(client, editor_client):
    hidden = ClaimFactory(text="Nobody sees this")
    visible_statement(claim=hidden)
    gone = contested("This was withdrawn")
    with acting(person(desk_editor())):
        type(gone).objects.filter(pk=gone.pk).update(
            withdrawn_at="2031-06-01T00:00Z", withdrawn_by=desk_editor(), withdrawn_reason="An error."
        )
    record(hidden)
    record(gone, moved=Moved.WITHDRAWAL)
    for visitor in (client, editor_client):
        shown = page(visitor)
        assert "Nobody sees this" not in shown
        assert "This was withdrawn" not in shown


def test_a_long_list_is_cut_and_says_how_many_there_are(client, monkeypatch):
    monkeypatch.setattr(home, "LISTED", 1)
    monkeypatch.setattr(home, "NEWLY", 0)
    for number in range(3):
        contested(f"Contested claim {number}")
    shown = page(client)
    assert "3 contested claims" in shown
    assert shown.count("<h3>") == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_page_takes_the_same_queries_however_long(client, count, django_assert_num_queries):
    for number in range(count):
        contested(f"Contested claim {number}")
    with django_assert_num_queries(7):
        page(client)


# --- since when -----------------------------------------------------------------------------------


def asserted(text):
    claim = ClaimFactory(visible=True, text=text)
    visible_statement(claim=claim)
    return record(claim)


def deny(claim):
    statement = visible_statement(claim=claim, stance=Stance.DENIES, words="a fairy tale")
    return record(claim, moved=Moved.DENIAL, subject=f"statement:{statement.pk}")


def of(claim, number):
    return claim.revisions.get(number=number)


def test_a_claim_is_newly_contested_since_the_revision_that_made_it_so(client):
    older, newer = asserted("The gates were open"), asserted("The crates were opened")
    deny(older)
    deny(newer)
    record(older, moved=Moved.DETAILS)
    front = home.front(today=timezone.now().date())
    assert front.lead.text == "The gates were open"
    assert front.lead_new.since == of(older, 2).at
    assert [(one.row.text, one.since, one.before) for one in front.newly] == [
        ("The crates were opened", of(newer, 2).at, "asserted")
    ]
    shown = plain(page(client))
    assert f"Contested since {instant(of(newer, 2).at)}; asserted before. New denial" in shown


def test_a_claim_first_shown_as_contested_says_so(client):
    contested("The gates were open")
    assert "Contested since it was first shown here, " in page(client)


def test_long_contested_ones_are_not_new_and_those_contested_again_are(client):
    claim = deny(asserted("The gates were open"))
    later = timezone.now().date() + timedelta(days=home.NEW_DAYS + 1)
    assert home.front(today=later).lead_new is None
    denial = Statement.objects.get(links__claim=claim, links__stance=Stance.DENIES)
    change(
        denial,
        state="withdrawn",
        withdrawn_at=timezone.now(),
        withdrawn_by=desk_editor(),
        withdrawn_reason="No.",
    )
    record(claim, moved=Moved.WITHDRAWAL)
    assert home.front(today=timezone.now().date()).lead is None
    change(denial, state="confirmed", withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
    record(claim, moved=Moved.RESTORED)
    assert home.front(today=timezone.now().date()).lead_new.since == of(claim, 4).at


def test_the_feed_of_all_claims_stands_near(client):
    asserted("The gates were open")
    assert 'href="/feed/">Feed</a>' in page(client)
    feed = client.get("/feed/")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert "The gates were open" in feed.content.decode()


# --- empty ----------------------------------------------------------------------------------------


def test_an_empty_site_tells_a_reader_what_it_is(client):
    shown = page(client)
    assert "No claim is followed here yet." in shown
    assert "/imports/" not in shown


def test_an_empty_site_tells_an_admin_to_import_and_an_editor_to_wait(admin_client, editor_client):
    assert 'href="/imports/">Import articles' in page(admin_client)
    assert "an admin imports articles" in page(editor_client)


def test_with_articles_and_no_claims_the_desk_is_the_next_step(admin_client, editor_client):
    ArticleFactory()
    assert 'href="/desk/">Open the desk' in page(editor_client)
    assert 'href="/desk/">Open the desk' in page(admin_client)
