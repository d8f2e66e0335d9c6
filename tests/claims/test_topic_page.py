import re
from urllib.parse import unquote

import pytest

from claims.choices import Stance
from claims.queries import claim_list
from tests.claims.pages import plain
from tests.claims.recording import record, withdraw
from tests.factories.claims import ClaimRelationFactory, ClaimTopicFactory, visible_statement
from tests.factories.subjects import ClaimFactory, TopicAddressFactory, TopicFactory

pytestmark = pytest.mark.django_db

TITLE = re.compile(r'<li class="cl"><div><h2><a [^>]*>(.*?)</a></h2>')


@pytest.fixture
def topic(db):
    return TopicFactory(name="The fire", slug="the-fire", description="What burned at Port Velm.")


def claim(text, topic, *stances):
    made = ClaimFactory(visible=True, text=text)
    for stance in stances or [Stance.ASSERTS]:
        visible_statement(claim=made, stance=stance)
    ClaimTopicFactory(claim=made, topic=topic)
    record(made)
    return made


def page(client, slug="the-fire", **query):
    response = client.get(f"/topics/{slug}/", query or None)
    assert response.status_code == 200
    return response.content.decode()


def test_a_topics_claims_stand_with_their_states_newest_movement_first(client, topic):
    claim("The gates were open", topic)
    claim("The crates were opened", topic, Stance.ASSERTS, Stance.DENIES)
    claim("Elsewhere", TopicFactory())
    html = page(client)
    assert TITLE.findall(html) == ["The crates were opened", "The gates were open"]
    assert "The fire What burned at Port Velm. Claims 2 Timeline" in plain(html)
    assert "The crates were opened Disputed." in plain(html)


def test_readers_see_visible_claims_only_and_editors_all(client, editor_client, topic):
    claim("Shown", topic)
    withdraw(claim("Withdrawn", topic))
    ClaimTopicFactory(claim=ClaimFactory(text="Hidden"), topic=topic)
    assert TITLE.findall(page(client)) == ["Shown"]
    assert sorted(TITLE.findall(page(editor_client))) == ["Hidden", "Shown", "Withdrawn"]


def test_claims_and_topics_are_followed_over_their_merges(client, topic):
    merged = TopicFactory(merged_into=topic)
    target = ClaimFactory(visible=True, text="Target")
    merged_claim = ClaimFactory(merged_into=target)
    visible_statement(claim=merged_claim)
    ClaimTopicFactory(claim=merged_claim, topic=merged)
    assert TITLE.findall(page(client)) == ["Target"]


def test_an_old_address_and_that_of_a_merged_topic_lead_to_the_current_one(client, topic):
    claim("Shown", topic)
    TopicAddressFactory(target=topic, slug="a-fire")
    TopicFactory(merged_into=topic, slug="the-blaze")
    for slug in ("a-fire", "the-blaze"):
        response = client.get(f"/topics/{slug}/")
        assert (response.status_code, response.headers["Location"]) == (301, "/topics/the-fire/")


def test_a_topic_without_a_visible_claim_is_nothing_to_readers(client, editor_client, topic):
    TopicAddressFactory(target=topic, slug="a-fire")
    for slug in ("the-fire", "a-fire", "nowhere"):
        assert client.get(f"/topics/{slug}/").status_code == 404
    assert "No claim stands under this topic yet." in page(editor_client)


def test_pages_follow_one_another(client, topic, monkeypatch):
    monkeypatch.setattr(claim_list, "PAGE", 2)
    for number in range(3):
        claim(f"Number {number}", topic)
    html = page(client)
    older = re.search(r'rel="next" href="\?after=([^"]+)"', html)
    assert TITLE.findall(html) == ["Number 2", "Number 1"]
    assert TITLE.findall(page(client, after=unquote(older[1]))) == ["Number 0"]
    assert "There is no claim on this page" in page(client, after="1990-01-01T00:00:00Z,1")


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_however_many_claims(
    client, topic, number, django_assert_num_queries
):
    for one in range(number):
        claim(f"Number {one}", topic)
    with django_assert_num_queries(11):
        assert len(TITLE.findall(page(client))) == number


def test_filters_narrow_the_claims_of_the_topic_alone(client, topic):
    claim("The gates were open", topic)
    claim("The crates were opened", topic, Stance.ASSERTS, Stance.DENIES)
    claim("The crates were denied elsewhere", TopicFactory(), Stance.ASSERTS, Stance.DENIES)
    html = page(client, state="disputed")
    assert TITLE.findall(html) == ["The crates were opened"]
    assert 'name="topic"' not in html
    assert 'href="?state=disputed&amp;part=timeline"' in html
    assert "No claim of this topic fits all of these filters." in page(client, q="nothing")


def relate(one, other, reason="Both cannot be."):
    return ClaimRelationFactory(from_claim=one, to_claim=other, kind="contradicts", reason=reason)


def test_claims_that_contradict_each_other_in_the_topic_stand_side_by_side_once(client, topic):
    open_, shut = claim("The gates were open", topic), claim("The gates were shut", topic)
    elsewhere = claim("Elsewhere", TopicFactory())
    relate(open_, shut)
    relate(ClaimFactory(merged_into=shut), ClaimFactory(merged_into=open_))
    relate(open_, elsewhere)
    html = page(client)
    assert html.count('<div class="facing">') == 1
    assert "Against each other" in plain(html)
    assert "Both cannot be." in plain(html)
    assert "Elsewhere" not in html


def test_a_contradiction_with_a_claim_of_another_page_of_the_list_stands_on_both(client, topic, monkeypatch):
    monkeypatch.setattr(claim_list, "PAGE", 1)
    relate(claim("The gates were open", topic), claim("The gates were shut", topic))
    html = page(client)
    older = page(client, after=unquote(re.search(r'rel="next" href="\?after=([^"]+)"', html)[1]))
    for one in (html, older):
        assert one.count('<div class="facing">') == 1


def test_a_contradiction_with_a_claim_that_readers_do_not_see_is_not_told(client, editor_client, topic):
    shown, hidden = claim("Shown", topic), ClaimFactory(text="Hidden")
    ClaimTopicFactory(claim=hidden, topic=topic)
    relate(shown, hidden)
    assert "Against each other" not in page(client)
    assert "Against each other" in page(editor_client)


def test_a_claim_leads_to_its_topics_where_the_visitor_may_see_them(client, editor_client, topic):
    shown = claim("Shown", topic)
    bare = ClaimFactory(visible=True, text="Bare")
    ClaimTopicFactory(claim=bare, topic=TopicFactory(name="Elsewhere", slug="elsewhere"))
    addresses = [f"/claims/{one.addresses.get().slug}/" for one in (shown, bare)]
    link = '<a href="/topics/elsewhere/">Elsewhere</a>'
    assert '<a href="/topics/the-fire/">The fire</a>' in client.get(addresses[0]).content.decode()
    assert "<dd>Elsewhere</dd>" in client.get(addresses[1]).content.decode()
    assert link in editor_client.get(addresses[1]).content.decode()
