"""The page of a claim, as its address answers."""

import pytest
from django.utils import timezone

from claims.choices import Moved, Stance
from claims.summaries import record_revision
from sources.services.acting import acting, person
from tests.factories.base import desk_editor, stated
from tests.factories.claims import (
    AssessmentFactory,
    ClaimAddressFactory,
    ClaimFactory,
    ClaimPartyFactory,
    ClaimRelationFactory,
    ClaimTopicFactory,
    FigureFactory,
    RelayFactory,
    SpeakerFactory,
    visible_statement,
)
from tests.factories.sources import OutletFactory

pytestmark = pytest.mark.django_db


def record(*claims, moved=Moved.STATEMENT):
    actor = person(desk_editor())
    with acting(actor):
        record_revision(actor=actor, claims=[claim.pk for claim in claims], moved=moved, subject="")


@pytest.fixture
def claim():
    return ClaimFactory(visible=True, slug="port-velm", text="The fire at Port Velm was set deliberately")


def get(client, claim, **headers):
    return client.get(f"/claims/{claim.addresses.get(current=True).slug}/", headers=headers)


def page(client, claim):
    response = get(client, claim)
    assert response.status_code == 200
    return response.content.decode()


# --- who sees it ----------------------------------------------------------------------------------


def test_a_reader_reads_a_visible_claim_and_its_state(client, claim):
    visible_statement(claim=claim)
    visible_statement(claim=claim, stance=Stance.DENIES)
    record(claim)
    shown = page(client, claim)
    assert "<h1>The fire at Port Velm was set deliberately</h1>" in shown
    assert "Disputed." in shown
    assert "Asserted by 1," in shown
    assert "denied by 1." in shown
    assert "not visible to readers" not in shown


def test_the_page_says_what_state_and_lanes_mean_and_where_each_quote_was_published(client, claim):
    visible_statement(claim=claim, version__article__address="https://paper.example/velm")
    visible_statement(claim=claim, version__article__address="")
    record(claim)
    shown = page(client, claim)
    assert "Asserted: somebody says it is so" in shown
    assert "<b>Questions</b>: doubts it, corrects it or declines to answer." in shown
    assert 'href="https://paper.example/velm">At the publisher’s: paper.example' in shown
    assert shown.count("The publisher’s address is unknown.") == 1


def test_names_of_outlets_lead_to_their_pages_where_a_reader_sees_them(client, claim):
    statement = visible_statement(
        claim=claim,
        version__article__outlet=OutletFactory(name="Tide Post", slug="tide-post"),
        version__article__credited_to=OutletFactory(name="Unseen Wire", slug="unseen-wire"),
    )
    paths = [f"/claims/{claim.addresses.get().slug}/", "/articles/"]
    paths.append(f"/speakers/{statement.speaker.addresses.get().slug}/")
    for path in paths:
        shown = client.get(path).content.decode()
        assert 'href="/outlets/tide-post/">Tide Post</a>' in shown, path
        assert "/outlets/unseen-wire/" not in shown, path


def test_a_claim_nobody_may_see_yet_is_not_there_for_readers_and_tagged_for_editors(client, editor_client):
    hidden = ClaimFactory()
    assert get(client, hidden).status_code == 404
    assert "not visible to readers" in page(editor_client, hidden)


def test_an_address_that_never_was_is_not_found(client):
    assert client.get("/claims/no-such-claim/").status_code == 404


def test_an_old_address_and_that_of_a_merged_claim_lead_to_the_current_one(client, claim):
    old = ClaimAddressFactory(target=claim)
    merged = ClaimFactory(visible=True, merged_into=claim, slug="merged")
    for slug in (old.slug, "merged", ClaimAddressFactory(target=merged).slug):
        response = client.get(f"/claims/{slug}/")
        assert (response.status_code, response["Location"]) == (301, "/claims/port-velm/")


def test_a_claim_merged_into_one_that_nobody_sees_is_not_found(client):
    ClaimFactory(visible=True, merged_into=ClaimFactory(), slug="merged")
    assert client.get("/claims/merged/").status_code == 404


def test_a_withdrawn_claim_says_when_and_why_and_shows_itself_to_editors(client, editor_client):
    gone = ClaimFactory(visible=True, withdrawn=True)
    response = get(client, gone)
    assert response.status_code == 410
    assert "because: It named the wrong port." in response.content.decode()
    assert f"{timezone.now():%b %Y}" in response.content.decode()
    assert "Withdrawn on" in page(editor_client, gone)


def test_a_claim_withdrawn_before_anybody_saw_it_is_not_there(client):
    assert get(client, ClaimFactory(withdrawn=True)).status_code == 404


# --- what it shows --------------------------------------------------------------------------------


def test_an_empty_claim_says_what_is_not_there(client, claim):
    shown = page(client, claim)
    assert "No statement has been linked to this claim yet." in shown
    assert "No check of this claim is recorded." in shown


def test_the_page_shows_both_sides_in_order_with_relays_and_places(client, claim):
    said = visible_statement(claim=claim, said=stated("2031-05-11"), words="the fire at Port Velm")
    denied = visible_statement(
        claim=claim, stance=Stance.DENIES, said=stated("2031-05-12"), words="a fairy tale"
    )
    RelayFactory(statement=denied, actor_as_printed="Kremlin state media")
    record(claim)
    shown = page(client, claim)
    assert shown.index(f'id="s{said.pk}"') < shown.index(f'id="s{denied.pk}"')
    assert "Kremlin state media" in shown
    assert f'href="/articles/{denied.article_version.article_id}/#s{denied.pk}"' in shown


def test_all_sections_stand_where_there_is_something_to_show(client, claim):
    statement = visible_statement(claim=claim)
    FigureFactory(statement=statement)
    AssessmentFactory(claim=claim)
    ClaimPartyFactory(claim=claim)
    ClaimTopicFactory(claim=claim)
    ClaimRelationFactory(from_claim=claim, to_claim=ClaimFactory(visible=True))
    record(claim)
    shown = page(client, claim)
    for section in ("timeline", "origins", "figures", "answers", "beside", "checked", "record"):
        assert f'aria-labelledby="{section}"' in shown
    assert "no response recorded as of" in shown


def test_words_of_articles_are_text_and_never_markup(client):
    claim = ClaimFactory(visible=True, text="<script>alert(1)</script>")
    visible_statement(claim=claim, speaker=SpeakerFactory(name="<b>Orla</b>"))
    shown = page(client, claim)
    assert "<script>alert(1)" not in shown
    assert "<b>Orla</b>" not in shown


# A single article is a copy of none: nobody asks.
@pytest.mark.parametrize(("count", "queries"), [(1, 3), (3, 4)])
def test_the_page_takes_the_same_queries_however_long(
    client, claim, count, queries, django_assert_num_queries
):
    for _ in range(count):
        RelayFactory(statement=visible_statement(claim=claim))
    record(claim)
    with django_assert_num_queries(queries):
        shown = client.get("/claims/port-velm/").content.decode()
    assert shown.count('<li class="st"') == count


# --- its revision is its tag ----------------------------------------------------------------------


def test_a_page_that_has_not_moved_is_not_sent_again(client, claim):
    record(claim)
    etag = get(client, claim)["ETag"]
    assert get(client, claim, if_none_match=etag).status_code == 304
    record(claim)
    moved = get(client, claim, if_none_match=etag)
    assert (moved.status_code, moved["ETag"] == etag) == (200, False)


def test_a_page_of_somebody_signed_in_is_always_made_anew(editor_client, claim):
    record(claim)
    assert not get(editor_client, claim).has_header("ETag")
