"""Reporting a mistake: without an account, about a page of this site, not too often."""

import pytest
from django.test import Client

from claims.forms.reports import own_address
from claims.models import Report
from claims.services.errors import Refused
from claims.services.reports import report_mistake
from tests.claims.pages import plain, version
from tests.factories.claims import ClaimFactory, SpeakerFactory, visible_statement

pytestmark = pytest.mark.django_db
ADDRESS, THANKS = "/report/", "/report/thanks/"
FOREIGN = [
    "https://elsewhere.example/articles/", "//elsewhere.example/",
    "/\\elsewhere.example", "\\/elsewhere.example",
    "javascript:alert(1)", "articles/", "", "/nothing/here/", "/articles/?a\nb", "http://[/articles/",
    "http://testserver//elsewhere.example/", "/articles/?" + "q" * 400,
]  # fmt: skip


def sent(**fields):
    return {"about": "/articles/", "words": "It says Wenn.", "reply_to": "", "website": "", **fields}


def stored():
    return list(Report.objects.values_list("address", "words", "reply_to"))


def test_a_reader_reports_without_an_account_and_is_thanked(client):
    answer = client.post(ADDRESS, sent(reply_to="rita@reader.example"), follow=True)
    assert answer.redirect_chain == [(THANKS, 302)]
    assert "Your report is with the desk." in answer.content.decode()
    assert stored() == [("/articles/", "It says Wenn.", "rita@reader.example")]


def test_the_page_in_question_is_named_and_need_not_be_typed(client):
    html = client.get(ADDRESS, {"about": "/articles/?after=1#s1"}).content.decode()
    assert '<input type="hidden" name="about" value="/articles/?after=1#s1"' in html
    assert '<label for="id_about">The page' not in html


@pytest.mark.parametrize("about", FOREIGN)
def test_another_site_is_never_named(client, about):
    html = client.get(ADDRESS, {"about": about}).content.decode()
    assert '<label for="id_about">The page' in html
    assert "elsewhere" not in html


@pytest.mark.parametrize("about", FOREIGN)
def test_a_report_about_another_site_is_refused_in_words(client, about):
    answer = client.post(ADDRESS, sent(about=about))
    assert answer.status_code == 422
    assert "It says Wenn." in answer.content.decode()
    assert stored() == []


def test_a_whole_address_of_this_site_is_taken_as_its_path():
    assert own_address("http://testserver/articles/?a=1#b", host="testserver") == "/articles/?a=1#b"
    assert own_address("/articles/", host="testserver") == "/articles/"
    assert own_address("http://testserver", host="testserver") == ""


@pytest.mark.parametrize(
    "wrong",
    [{"words": ""}, {"words": " \n "}, {"words": "x" * 4001}, {"reply_to": "nobody"}],
)
def test_what_cannot_be_stored_is_refused_and_nothing_typed_is_lost(client, wrong):
    answer = client.post(ADDRESS, sent(**{"reply_to": "rita@reader.example", **wrong}))
    assert answer.status_code == 422
    assert "Not sent yet" in answer.content.decode()
    assert stored() == []


def test_who_fills_in_the_field_that_nobody_sees_is_thanked_and_not_heard(client):
    assert client.post(ADDRESS, sent(website="https://spam.example")).headers["Location"] == THANKS
    assert stored() == []


def test_the_form_is_guarded_against_other_sites():
    assert Client(enforce_csrf_checks=True).post(ADDRESS, sent()).status_code == 403
    assert stored() == []


def test_too_many_from_one_connection_are_asked_to_wait(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"report_mistake": "2/10m/ip"}
    statuses = [client.post(ADDRESS, sent(words=f"Report {n}")).status_code for n in range(3)]
    assert statuses == [302, 302, 429]
    answer = client.post(ADDRESS, sent(words="Once more, with care."))
    assert answer.headers["Retry-After"] == "600"
    assert "Please wait a few minutes" in answer.content.decode()
    assert "Once more, with care." in answer.content.decode()
    assert Report.objects.count() == 2


def test_another_connection_is_not_held_up_and_no_header_feigns_one(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"report_mistake": "1/10m/ip"}
    assert client.post(ADDRESS, sent(), REMOTE_ADDR="192.0.2.1").status_code == 302
    feigned = client.post(ADDRESS, sent(), REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR="192.0.2.9")
    assert feigned.status_code == 429
    assert client.post(ADDRESS, sent(), REMOTE_ADDR="192.0.2.2").status_code == 302


def test_mistyping_does_not_count(client, settings):
    settings.ACCOUNT_RATE_LIMITS = {"report_mistake": "1/10m/ip"}
    for _ in range(3):
        client.post(ADDRESS, sent(words=""))
    assert client.post(ADDRESS, sent()).status_code == 302


def test_as_the_site_is_set_five_go_through_in_ten_minutes(client):
    assert [client.post(ADDRESS, sent()).status_code for _ in range(6)] == [302] * 5 + [429]


def test_the_form_asks_the_database_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get(ADDRESS, {"about": "/articles/"})


def test_claim_statement_article_and_speaker_have_the_link(client):
    claim, speaker = ClaimFactory(slug="fire", visible=True), SpeakerFactory(slug="venn")
    made = version()
    statement = visible_statement(version=made, words="Rain fell later.", claim=claim, speaker=speaker)
    pages = {"/claims/fire/": ["/claims/fire/", f"/claims/fire/%23s{statement.pk}"]}
    pages[f"/articles/{made.article_id}/"] = [f"/articles/{made.article_id}/"]
    pages["/speakers/venn/"] = ["/speakers/venn/"]
    for address, abouts in pages.items():
        main = client.get(address).content.decode().split("<footer")[0]
        for about in abouts:
            assert f'href="/report/?about={about}">Report a mistake' in main


def test_the_footer_does_not_report_the_report(client):
    assert "Report a mistake" not in plain(client.get(ADDRESS).content.decode().split("<footer")[1])


@pytest.mark.parametrize(
    "address", ["https://elsewhere.example/", "//elsewhere.example/", "", "/" + "x" * 400]
)
def test_the_service_takes_paths_of_this_site_only(address):
    with pytest.raises(Refused, match="Name a page"):
        report_mistake(address=address, words="Wrong.")


@pytest.mark.parametrize("words", [" ", "x" * 4001])
def test_the_service_takes_words_of_a_bearable_length(words):
    with pytest.raises(Refused):
        report_mistake(address="/articles/", words=words)
