"""A topic as one timeline: a lane for each claim, and an ordered list that carries everything."""

import re

import pytest

from claims.choices import Stance
from claims.queries import topic_timeline
from tests.claims.pages import plain
from tests.claims.recording import change, record, withdraw
from tests.factories.base import stated
from tests.factories.claims import ClaimTopicFactory, visible_statement
from tests.factories.sources import ArticleFactory, ArticleVersionFactory
from tests.factories.subjects import ClaimFactory, TopicFactory

pytestmark = pytest.mark.django_db

LANE = re.compile(r'class="td-name"><title>(.*?)</title>')
MARK = re.compile(r'<a href="#([^"]+)" class="l-(\w+)"><title>(.*?)</title>')
ENTRY = re.compile(r'<li class="st" id="([^"]+)">')


@pytest.fixture
def topic(db):
    return TopicFactory(name="The fire", slug="the-fire")


def claim(topic, text, *said, visible=True):
    """A claim of the topic; said: (stance, day) of each statement."""
    made = ClaimFactory(visible=visible, text=text)
    ClaimTopicFactory(claim=made, topic=topic)
    for stance, day in said:
        visible_statement(claim=made, stance=stance, said=stated(day))
    record(made)
    return made


def on(day):
    return (Stance.ASSERTS, day)


def page(client, **query):
    response = client.get("/topics/the-fire/", {"part": "timeline", **query})
    assert response.status_code == 200
    return response.content.decode()


def test_each_claim_has_a_lane_and_each_mark_leads_to_its_entry_in_one_order(client, topic):
    claim(topic, "The gates were open", on("2031-05-12"), (Stance.DENIES, "2031-05-14"))
    claim(topic, "The crates were opened", on("2031-05-13"))
    html = page(client)
    assert LANE.findall(html) == ["The crates were opened", "The gates were open"]
    anchors = ENTRY.findall(html)
    assert len(anchors) == 3
    assert [anchor for anchor, _, _ in MARK.findall(html)] == anchors
    assert [side for _, side, _ in MARK.findall(html)] == ["asserts", "asserts", "denies"]
    names = [name for _, _, name in MARK.findall(html)]
    assert "on “The gates were open”, 12 May 2031" in names[0]
    assert "on “The crates were opened”, 13 May 2031" in names[1]


def test_each_entry_carries_its_claim_its_words_and_its_place(client, topic):
    made = claim(topic, "The gates were open", on("2031-05-12"))
    (link,) = made.links.all()
    article = link.statement.article_version.article_id
    html = page(client)
    assert f'href="/articles/{article}/#s{link.statement_id}">Read it in place</a>' in html
    assert f'href="/claims/{made.addresses.get().slug}/#s{link.statement_id}">Entry of the claim</a>' in html
    assert "the fire at Port Velm was an accident" in plain(html)


def test_what_has_no_date_stands_apart(client, topic):
    dated = claim(topic, "Dated", on("2031-05-12"))
    undated = claim(topic, "Undated")
    statement = visible_statement(claim=undated)
    change(
        statement, said_earliest=None, said_latest=None, said_zone="", said_precision="unknown",
        said_qualifier="none", said_basis="unknown", said_wording="",
    )  # fmt: skip
    record(dated, undated)
    html = page(client)
    assert (
        html.index("Dated</a>")
        < html.index('id="undated">Order unknown')
        < html.index(f'id="s{statement.pk}"')
    )
    assert ", order unknown</title>" in html


@pytest.mark.parametrize(
    ("axis", "first"),
    [("said", "early"), ("published", "late"), ("recorded", "late"), ("nonsense", "early")],
)
def test_the_axis_may_be_another_clock_and_the_list_keeps_its_order(client, topic, axis, first):
    late_first = ArticleVersionFactory(article=ArticleFactory(published=stated("2031-05-20")))
    early_last = ArticleVersionFactory(article=ArticleFactory(published=stated("2031-05-30")))
    made = claim(topic, "The gates were open")
    late = visible_statement(claim=made, version=late_first, said=stated("2031-05-14"))
    early = visible_statement(claim=made, version=early_last, said=stated("2031-05-12"))
    record(made)
    html = page(client, axis=axis)
    anchors = {"early": f"s{early.pk}", "late": f"s{late.pk}"}
    assert MARK.findall(html)[0][0] == anchors[first]
    assert ENTRY.findall(html) == [anchors["early"], anchors["late"]]


def test_readers_see_visible_claims_only(client, editor_client, topic):
    claim(topic, "Shown", on("2031-05-12"))
    withdraw(claim(topic, "Withdrawn", on("2031-05-12")))
    hidden = claim(topic, "Hidden", visible=False)
    visible_statement(claim=hidden)
    assert LANE.findall(page(client)) == ["Shown"]
    assert {"Shown", "Hidden"} <= set(LANE.findall(page(editor_client)))


def test_filters_stay_from_the_list_to_the_timeline_and_its_clocks(client, topic):
    claim(topic, "Agreed", on("2031-05-12"))
    claim(topic, "Disputed", on("2031-05-12"), (Stance.DENIES, "2031-05-13"))
    html = page(client, state="disputed")
    assert LANE.findall(html) == ["Disputed"]
    assert 'href="?state=disputed&amp;part=timeline&amp;axis=published#timeline"' in html
    assert 'href="?state=disputed">Claims' in html


def test_lanes_are_paged_by_movement_both_ways(client, topic, monkeypatch):
    monkeypatch.setattr(topic_timeline, "LANES", 2)
    for number in range(5):
        claim(topic, f"Number {number}", on("2031-05-12"))
    seen, html = [], page(client)
    for _ in range(2):
        seen.append(LANE.findall(html))
        html = client.get("/topics/the-fire/" + follow(html, "next")).content.decode()
    assert [*seen, LANE.findall(html)] == [["Number 4", "Number 3"], ["Number 2", "Number 1"], ["Number 0"]]
    assert "1 claim of 5" in plain(html)
    back = client.get("/topics/the-fire/" + follow(html, "prev")).content.decode()
    assert LANE.findall(back) == seen[1]


def follow(html, rel):
    return re.search(rf'rel="{rel}" href="([^"]+)"', html)[1].replace("&amp;", "&")


def test_a_page_holds_so_many_claims_as_have_so_many_statements(client, topic, monkeypatch):
    monkeypatch.setattr(topic_timeline, "STATEMENTS", 3)
    for number in range(3):
        claim(topic, f"Number {number}", on("2031-05-12"), on("2031-05-13"))
    html = page(client)
    assert LANE.findall(html) == ["Number 2"]
    older = client.get("/topics/the-fire/" + follow(html, "next")).content.decode()
    assert LANE.findall(older) == ["Number 1"]


def test_of_a_claim_that_is_too_much_for_a_page_the_latest_stand_there(client, topic, monkeypatch):
    monkeypatch.setattr(topic_timeline, "STATEMENTS", 2)
    claim(topic, "Much said", on("2031-05-12"), on("2031-05-14"), on("2031-05-13"))
    html = page(client)
    assert [name.rpartition(", ")[2] for _, _, name in MARK.findall(html)] == ["13 May 2031", "14 May 2031"]
    assert "1 earlier ones stand on its own page" in plain(html)


def test_a_topic_without_statements_says_so(editor_client, topic):
    assert "No claim stands under this topic yet." in page(editor_client)
    claim(topic, "Silent")
    assert "Nothing has been said on these claims that is shown here." in page(editor_client)
    assert "There is no claim on this page" in page(editor_client, after="1990-01-01T00:00:00Z,1")


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_however_many_claims(
    client, topic, number, django_assert_num_queries
):
    for one in range(number):
        claim(topic, f"Number {one}", on("2031-05-12"), on("2031-05-13"))
    with django_assert_num_queries(6):
        assert len(ENTRY.findall(page(client))) == 2 * number
