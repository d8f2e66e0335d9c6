import re

import pytest
from django.urls import reverse

from sources.choices import Display
from tests.claims.pages import LINES, LIST, SAID, address, page, plain, version
from tests.factories.base import stated
from tests.factories.claims import (
    RelayFactory,
    StatementFactory,
    StatementLinkFactory,
    StatementPassageFactory,
    visible_statement,
)
from tests.factories.sources import (
    ArticleVersionFactory,
    DeclaredFactFactory,
    ImportBatchFactory,
    OutletFactory,
    PublisherNoticeFactory,
)
from tests.factories.subjects import AffiliationFactory, ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db


# --- one article, for readers --------------------------------------------------------------------


@pytest.mark.parametrize("statements", [1, 3])
@pytest.mark.parametrize(("queries", "offices"), [(2, 0), (3, 1)])
def test_readers_page_takes_two_queries_however_many_statements_and_one_for_offices(
    client, django_assert_num_queries, statements, queries, offices
):
    made = version()
    for words in (SAID, "a fairy tale", "Nobody was hurt")[:statements]:
        one = visible_statement(version=made, words=words)
        RelayFactory(statement=one)
    AffiliationFactory.create_batch(offices, person=one.speaker)
    with django_assert_num_queries(queries):
        html = page(client, made)
    assert html.count("<aside") == statements


def test_a_passage_is_marked_by_stance_with_its_id_its_number_and_its_card(client):
    made = version()
    one = visible_statement(version=made, words=SAID, stance="denies")
    html = page(client, made)
    assert (
        f'<mark class="m m-denies" id="s{one.pk}">{SAID}</mark>'
        f'<a class="ref" href="#n{one.pk}" aria-label="Statement 1">1</a>'
    ) in html
    assert html.count(f'id="n{one.pk}"') == 1


def test_overlapping_statements_keep_one_id_each_and_the_shared_words_are_marked_twice(client):
    made = version()
    outer = visible_statement(version=made, words="the fire was an accident", stance="asserts")
    inner = visible_statement(version=made, words="the fire", stance="denies")
    html = page(client, made)
    assert (
        f'<mark class="m m-denies m-2" id="s{outer.pk}"><span id="s{inner.pk}"></span>the fire</mark>' in html
    )
    assert '<mark class="m m-asserts"> was an accident</mark>' in html
    assert (html.count(f'id="s{outer.pk}"'), html.count(f'id="s{inner.pk}"')) == (1, 1)


def test_excerpts_show_a_sentence_either_side_and_what_is_left_out(client):
    made = version()
    visible_statement(version=made, words="Rain fell later")
    text = plain(page(client, made))
    assert "The union called that a fairy tale. Rain fell later1. The port stayed shut." in text
    assert "5 sentences left out" in text  # 2 of the caption, 3 of the first paragraph
    assert "1 sentence left out" in text
    assert "Ships waited" not in text


@pytest.mark.parametrize("display", Display.values)
def test_furniture_and_comments_of_readers_are_never_shown_to_readers(client, display):
    made = version(display=display)
    visible_statement(version=made, words=SAID)
    visible_statement(version=made, words="Subscribe", stance="denies")
    html = page(client, made)
    assert "Subscribe to our letter" not in html
    assert "I was there" not in html


def test_a_statement_in_a_hidden_part_is_still_reached_by_its_link(client):
    made = version()
    hidden = visible_statement(version=made, words="Subscribe")
    html = page(client, made)
    assert html.count(f'id="s{hidden.pk}"') == 1
    assert "From a part of the saved page that is not shown." in html


def test_a_statement_of_an_earlier_version_is_still_reached_by_its_link(client):
    made = version()
    earlier = visible_statement(version=made, words=SAID)
    ArticleVersionFactory(article=made.article, text="The fire was no accident.\n")
    html = page(client, made)
    assert html.count(f'id="s{earlier.pk}"') == 1
    assert "In the text as of" in html
    assert "The publisher has changed it since." in html


def test_the_whole_text_is_shown_where_its_licence_allows_with_captions_as_such(client):
    made = version(display=Display.WHOLE)
    visible_statement(version=made, words=SAID)
    text = plain(page(client, made))
    assert "Caption The pier at noon. Photo: T. Orm" in text
    assert "Ships waited." in text
    assert "left out" not in text


def test_proposals_and_unlinked_statements_are_not_on_readers_pages(client):
    made = version()
    visible_statement(version=made, words=SAID)
    StatementFactory(version=made, words="a fairy tale")
    StatementFactory(version=made, words="Rain fell later", proposed=True)
    assert page(client, made).count("<aside") == 1


def test_a_hidden_claim_is_not_named_to_readers(client):
    made = version()
    one = visible_statement(version=made, words=SAID)
    StatementLinkFactory(statement=one, claim=ClaimFactory(text="Only for the desk"))
    assert "Only for the desk" not in page(client, made)


def test_the_card_tells_who_when_and_through_whom(client):
    made = version(outlet=OutletFactory(name="Velm Courier"))
    speaker = SpeakerFactory(name="Orla Venn", slug="orla-venn")
    one = visible_statement(
        version=made, words=SAID, speaker=speaker, speaker_as_printed="O. Venn", said=stated("2031-05")
    )
    RelayFactory(statement=one, position=1, actor_as_printed="Kanal 3", channel="broadcast")
    RelayFactory(statement=one, position=2, actor_as_printed="the harbour office", channel="")
    StatementPassageFactory(statement=one, part="hedge", words="Nobody")
    html = page(client, made)
    card = plain(re.search(r"<aside.*?</aside>", html, re.S)[0])
    assert 'href="/speakers/orla-venn/"' in html
    assert "Orla Venn printed “O. Venn”" in card
    assert "Said May 2031, a month, no day given" in card
    assert "Hedged: “Nobody”." in card
    hops = re.findall(r"<li>([^<]+)</li>", re.search(r'<ol class="via.*?</ol>', html, re.S)[0])
    assert hops == ["Orla Venn", "the harbour office", "Kanal 3 (broadcast)", "Velm Courier"]


def test_an_origin_left_out_is_said(client):
    made = version()
    visible_statement(version=made, words=SAID, unnamed=True, origin_dropped=True)
    assert '<li class="via-dropped">origin left out</li>' in page(client, made)


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        ("unnamed", "an official of the ministry unnamed"),
        ("unattributed", "Nobody is named the article does not say whose words these are"),
        ("by_outlet", "Velm Courier in its own words"),
    ],
)
def test_voices_without_a_speaker_have_words_of_their_own(client, voice, said):
    made = version(outlet=OutletFactory(name="Velm Courier"))
    visible_statement(version=made, words=SAID, **{voice: True})
    assert said in plain(page(client, made))


def test_the_head_tells_outlet_credit_dates_and_where_to_read_on(client):
    made = version(
        outlet=None,
        credited_to=OutletFactory(name="KarTA"),
        published=stated("2031-05"),
        address="https://courier.example/port",
    )
    visible_statement(version=made, words=SAID)
    html = page(client, made)
    text = plain(html)
    assert "Outlet not known, credited to KarTA" in text
    assert '<time datetime="2031-05">May 2031</time>, a month, no day given, stated' in html
    assert "Reached us" in text
    assert "1 statement on 1 claim" in text
    assert 'href="https://courier.example/port"' in html


def test_text_carries_its_language_and_finds_its_own_direction(client):
    made = version(lines=(("body", "قال الشاهد إن الحريق كان حادثا."),), language="ar", display=Display.WHOLE)
    visible_statement(version=made, words="الحريق كان حادثا")
    assert '<p dir="auto" lang="ar">قال الشاهد إن <mark' in page(client, made)


def test_markup_in_a_text_is_shown_as_text(client):
    body, script = ("body", "He said <script>alert(1)</script> & left."), "javascript:alert(1)"
    made = version(lines=(body,), headline="<b>x</b>", address=script)
    visible_statement(version=made, words="<script>alert(1)</script>")
    html = page(client, made)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;</mark>" in html
    assert "</a> &amp; left." in html
    assert ("<b>x</b>" in html, script in html) == (False, False)


def test_where_origins_disagree_both_are_shown_to_readers(client):
    made = version()
    DeclaredFactFactory(article=made.article, field="byline", value="Ina Falk", origin="text", chosen=True)
    DeclaredFactFactory(article=made.article, field="byline", value="I. Falk", origin="manifest")
    visible_statement(version=made, words=SAID)
    assert "Byline: Ina Falk (the text), I. Falk (the manifest)" in page(client, made)


def test_a_publishers_correction_is_shown_before_the_text(client):
    made = version()
    PublisherNoticeFactory(article=made.article, text="It was pier 4.", made=stated("2031-05-13"))
    visible_statement(version=made, words=SAID)
    assert "Correction by the publisher, 13 May 2031. It was pier 4." in plain(page(client, made))


# --- what is gone or was never there -------------------------------------------------------------


def test_an_article_that_readers_may_not_see_is_not_found(client):
    made = version()
    StatementFactory(version=made, words=SAID)
    assert client.get(address(made)).status_code == 404
    assert client.get("/articles/999999999999999999999/").status_code == 404


@pytest.mark.parametrize(
    ("how", "words"),
    [
        (lambda: {"withdrawn": True}, "because: The publisher took it down."),
        (lambda: {"batch": ImportBatchFactory(withdrawn=True)}, "because: The folder was sent by mistake."),
        (lambda: {"removed": True}, "It was removed on"),
    ],
)
def test_what_was_taken_away_says_when_and_why_and_nothing_else(client, how, words):
    made = version(headline="The words of the headline", **how())
    visible_statement(version=made, words=SAID)
    response = client.get(address(made))
    assert response.status_code == 410
    assert words in plain(response.content.decode())
    assert "The words of the headline" not in response.content.decode()


def test_a_withdrawn_article_that_readers_never_saw_is_not_found(client):
    assert client.get(address(version(withdrawn=True))).status_code == 404


def test_editors_still_read_what_was_withdrawn(editor_client):
    text = plain(page(editor_client, version(withdrawn=True)))
    assert "The publisher took it down. Readers see only this." in text
    assert "Ships waited." in text


# --- one article, for editors --------------------------------------------------------------------


def test_editors_read_everything_with_furniture_folded_under_its_reason(editor_client):
    html = page(editor_client, version())
    assert html.count("<details") == 2
    assert "<summary>Folded away: A rule of the test.</summary>" in html
    for kind, words in LINES:
        assert words in html, kind


def test_a_fold_that_holds_a_statement_stands_open(editor_client):
    made = version()
    visible_statement(version=made, words="Subscribe")
    assert '<details class="furn" open>' in page(editor_client, made)


def test_editors_see_facts_versions_hash_and_waiting_proposals(editor_client):
    made = version()
    DeclaredFactFactory(article=made.article, field="headline", value="Port Velm burns", chosen=True)
    StatementFactory(version=made, words=SAID, proposed=True)
    html = page(editor_client, made)
    assert "the file&#39;s header lines" in html
    assert made.sha256 in html
    assert "read as utf-8" in html


def test_editors_are_told_what_readers_do_not_see(editor_client):
    made = version()
    StatementFactory(version=made, words="a fairy tale")
    StatementLinkFactory(statement=StatementFactory(version=made, words=SAID), claim=ClaimFactory())
    html = page(editor_client, made)
    assert html.count("Not linked to a claim yet. Readers do not see this.") == 1
    assert html.count("Readers do not see this claim.") == 1


def test_addresses_are_those_of_the_contract():
    assert reverse("claims:articles") == LIST
    assert reverse("claims:article", kwargs={"pk": 7}) == "/articles/7/"
    assert reverse("claims:speaker", kwargs={"slug": "orla-venn"}) == "/speakers/orla-venn/"
