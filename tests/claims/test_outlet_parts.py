"""What the page of an outlet tells of copies, notices, origins, its own words and its checks."""

import re

import pytest

from tests.claims.pages import SAID, plain, version
from tests.factories.base import stated
from tests.factories.claims import (
    AssessmentFactory,
    RelayFactory,
    StatementFactory,
    StatementLinkFactory,
    visible_statement,
)
from tests.factories.sources import OutletFactory, PublisherNoticeFactory, passage_of
from tests.factories.subjects import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db

TABS = re.compile(
    r'<li><a href="(?:\.|\?part=(\w+))"[^>]*>([^<]+?)(?: <span class="count">([^<]+)</span>)?</a></li>'
)


@pytest.fixture
def post(db):
    return OutletFactory(name="Velm Post", slug="velm-post")


def article(outlet, headline="Shown", words=SAID, **fields):
    """An article that readers see."""
    made = version(headline=headline, outlet=outlet, **fields)
    visible_statement(version=made, words=words)
    return made


def page(client, **query):
    response = client.get("/outlets/velm-post/", query)
    assert response.status_code == 200
    return response.content.decode()


def tabs(html):
    return [(words, number) for _, words, number in TABS.findall(html)]


def test_copies_of_others_and_by_others_are_told_with_whom(client, post):
    wire = OutletFactory(name="Wire")
    original = article(wire, "The original")
    article(post, "Its copy", reprint_of=original.article)
    article(post, "From the agency", reprint_of_outlet=OutletFactory(name="Agency"))
    article(post, "Translated", translation_of=original.article)
    own = article(post, "Its own")
    article(OutletFactory(name="Bote"), "Taken over", reprint_of=own.article)
    assert tabs(page(client))[:2] == [("Articles", "4"), ("Reprints", "4")]
    text = plain(page(client, part="copies"))
    assert "reprint of Wire (The original)" in text
    assert "reprint of Agency" in text
    assert "translation of Wire (The original)" in text
    assert "Its own 12 May 2031, reprinted by Bote (Taken over)" in text


def test_originals_and_copies_that_readers_do_not_see_stay_unnamed_and_uncounted(client, editor_client, post):
    hidden = version(headline="Hidden original", outlet=OutletFactory(name="Wire"))
    article(post, "Its copy", reprint_of=hidden.article)
    own = article(post, "Its own")
    version(headline="Hidden copy", reprint_of=own.article)
    version(headline="Hidden of its own", outlet=post, reprint_of=own.article)
    html = page(client, part="copies")
    assert "reprint of Wire" in plain(html)
    assert "Hidden" not in html
    assert tabs(html)[:2] == [("Articles", "2"), ("Reprints", "1")]
    assert plain(page(editor_client, part="copies")).count("Hidden") == 4


def test_what_it_says_of_its_own_articles_is_told_once_an_editor_confirmed_it(client, post):
    made = article(post, "About the pier")
    PublisherNoticeFactory(article=made.article, text="It was pier 4.", made=stated("2031-05-13"))
    PublisherNoticeFactory(article=made.article, kind="update", text="With a reply of the port.")
    PublisherNoticeFactory(article=made.article, state="suggested", text="Perhaps.")
    html = page(client, part="notices")
    assert "Correction, 13 May 2031. It was pier 4. About the pier" in plain(html)
    assert ("Update." in plain(html), "Perhaps" in html) == (True, False)
    assert ("Corrections", "2") in tabs(html)
    assert "Corrected or retracted 1 notice" in plain(html)


def test_origins_left_out_and_its_own_words_have_parts_of_their_own(client, post):
    made = version(outlet=post)
    visible_statement(version=made, words=SAID, unnamed=True, origin_dropped=True)
    visible_statement(version=made, words="Rain fell later", by_outlet=True)
    StatementFactory(version=made, words="a fairy tale", by_outlet=True, origin_dropped=True)
    assert tabs(page(client)) == [("Articles", "1"), ("Origins left out", "1"), ("In its own words", "1")]
    dropped, own = (page(client, part=part) for part in ("dropped", "own"))
    assert re.findall(r'<blockquote class="st-q"[^>]*>([^<]+)', dropped) == [SAID]
    assert "the outlet leaves out the origin" in dropped
    assert re.findall(r'<blockquote class="st-q"[^>]*>([^<]+)', own) == ["Rain fell later"]


def test_first_to_hear_it_counts_relays_behind_which_only_the_speaker_is(client, post):
    article(post)
    for others_behind in (0, 1):
        one = visible_statement(version=version(outlet=OutletFactory()), words=SAID)
        RelayFactory(statement=one, outlet=post, actor_as_printed="")
        for _ in range(others_behind):
            RelayFactory(statement=one)
    hidden = StatementFactory(version=version(outlet=OutletFactory()), words=SAID)
    RelayFactory(statement=hidden, outlet=post, actor_as_printed="")
    merged = OutletFactory(merged_into=post)
    RelayFactory(
        statement=visible_statement(version=version(), words=SAID), outlet=merged, actor_as_printed=""
    )
    assert "First to hear it 2 of what others passed on" in plain(page(client))


def test_its_checks_that_stand_on_visible_claims_are_told_with_their_claim(client, editor_client, post):
    made = article(post)
    claim = ClaimFactory(visible=True, text="The fire was set", slug="the-fire")
    first = AssessmentFactory(claim=claim, by_outlet=post)
    passage = passage_of(made, "Nobody was hurt")
    last = AssessmentFactory(
        claim=claim, by_outlet=post, verdict="evidence", passage=passage, reasoning="", replaces=first
    )
    AssessmentFactory(claim=claim, by_outlet=OutletFactory())
    AssessmentFactory(claim=ClaimFactory(text="Hidden claim"), by_outlet=post)
    html = page(client, part="checks")
    assert f'href="/claims/the-fire/#check-{last.pk}"' in html
    assert f"check-{first.pk}" not in html
    assert "Nobody was hurt" in html
    assert ("What it checked", "1") in tabs(html)
    assert "Hidden claim" in page(editor_client, part="checks")


def test_a_passage_of_a_check_is_not_shown_where_its_article_is_not(client, post):
    article(post)
    hidden = version(outlet=post)
    AssessmentFactory(
        claim=ClaimFactory(visible=True),
        by_outlet=post,
        passage=passage_of(hidden, "Ships waited"),
        reasoning="",
    )
    assert "Ships waited" not in page(client, part="checks")


def test_pages_of_checks_follow_one_another(client, post, monkeypatch):
    monkeypatch.setattr("claims.queries.outlet_checks.PAGE", 2)
    article(post)
    for number in range(3):
        AssessmentFactory(claim=ClaimFactory(visible=True, text=f"Claim {number}"), by_outlet=post)
    first = page(client, part="checks")
    older = re.search(r'rel="next" href="\?part=checks&amp;after=(\d+)"', first)[1]
    second = page(client, part="checks", after=older)
    assert [re.findall(r"Claim \d", html) for html in (first, second)] == [
        ["Claim 2", "Claim 1"],
        ["Claim 0"],
    ]
    newer = re.search(r'rel="prev" href="\?part=checks&amp;before=(\d+)"', second)[1]
    assert re.findall(r"Claim \d", page(client, part="checks", before=newer)) == ["Claim 2", "Claim 1"]


def test_a_part_is_looked_for_in_a_page_of_the_articles_and_leads_to_the_older_ones(
    client, post, monkeypatch
):
    monkeypatch.setattr("claims.queries.outlet.WINDOW", 2)
    article(post, "Old copy", reprint_of_outlet=OutletFactory(), published=stated("2030"))
    for day in (1, 2):
        article(post, f"Day {day}", published=stated(f"2031-05-0{day}"))
    html = page(client)
    assert "Counted in its newest 2 articles" in plain(html)
    assert ("Reprints", "") in tabs(html)
    first = page(client, part="copies")
    assert "None of these articles is known to be a copy." in first
    older = re.search(r'rel="next" href="\?part=copies&amp;after=([^"]+)"', first)[1]
    assert "Old copy" in page(client, part="copies", after=older)


def test_the_outlet_leads_to_its_page_as_a_speaker(client, post):
    article(post)
    speaker = SpeakerFactory(body=True, name="Velm Post", slug="velm-post-speaks", outlet=post)
    assert "/speakers/velm-post-speaks/" not in page(client)
    visible_statement(speaker=speaker)
    assert 'href="/speakers/velm-post-speaks/"' in page(client)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("part", "queries"), [("copies", 15), ("notices", 13), ("dropped", 14), ("checks", 12)]
)
def test_the_queries_of_a_part_do_not_grow(client, post, part, queries, number, django_assert_num_queries):
    claim = ClaimFactory(visible=True)
    for one in range(number):
        made = version(headline=f"Number {one}", outlet=post, reprint_of_outlet=OutletFactory())
        said = StatementFactory(version=made, words=SAID, origin_dropped=True)
        StatementLinkFactory(statement=said, claim=claim)
        article(OutletFactory(), reprint_of=made.article)
        PublisherNoticeFactory(article=made.article)
        AssessmentFactory(claim=claim, by_outlet=post)
    with django_assert_num_queries(queries):
        page(client, part=part)
