"""The indexes of topics, speakers and outlets: who sees which, their numbers, pages, empty states."""

import re

import pytest

from claims.choices import Stance
from claims.queries import names
from sources.folding import fold
from sources.models import Outlet
from tests.claims.pages import plain
from tests.claims.recording import change, record
from tests.factories.base import stated
from tests.factories.claims import ClaimTopicFactory, visible_statement
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, OutletFactory
from tests.factories.subjects import ClaimFactory, SpeakerAliasFactory, SpeakerFactory, TopicFactory

pytestmark = pytest.mark.django_db

NAME = re.compile(r'<h2><a href="([^"]+)" dir="auto">([^<]+)</a></h2>')
INDEXES = ("topics", "speakers", "outlets")


def page(client, kind, **query):
    response = client.get(f"/{kind}/", query or None)
    assert response.status_code == 200
    return response.content.decode()


def listed(html):
    return [name for _, name in NAME.findall(html)]


def seen(number=9, *, topic=None, speaker=None, outlet=None, claim=None):
    """A statement that readers see, with its speaker, outlet and topic."""
    claim = claim or ClaimFactory(visible=True)
    if not claim.topics.exists():
        ClaimTopicFactory(claim=claim, topic=topic or TopicFactory(name=f"Topic {number}"))
    if outlet is None:
        outlet = Outlet.objects.filter(name=f"Outlet {number}").first() or OutletFactory(
            name=f"Outlet {number}"
        )
    article = ArticleFactory(outlet=outlet, published=stated("2031-05-12"))
    speaker = speaker or SpeakerFactory(name=f"Speaker {number}")
    return visible_statement(claim=claim, speaker=speaker, version=ArticleVersionFactory(article=article))


def hidden():
    """One of each that only editors see."""
    ClaimTopicFactory(claim=ClaimFactory(), topic=TopicFactory(name="Hidden"))
    SpeakerFactory(name="Hidden")
    OutletFactory(name="Hidden")


@pytest.mark.parametrize("kind", INDEXES)
def test_readers_see_what_bears_a_visible_statement_and_editors_all(client, editor_client, kind):
    seen(1)
    hidden()
    name = f"{kind.capitalize()[:-1]} 1"
    assert listed(page(client, kind)) == [name]
    assert sorted(listed(page(editor_client, kind))) == sorted(["Hidden", name])


@pytest.mark.parametrize("kind", INDEXES)
def test_names_stand_in_the_order_of_their_folded_spelling(editor_client, kind):
    factory = {"topics": TopicFactory, "speakers": SpeakerFactory, "outlets": OutletFactory}[kind]
    for name in ("zeta", "Ábel", "Bodo", "Юлия"):
        factory(name=name)
    assert listed(page(editor_client, kind)) == ["Ábel", "Bodo", "Юлия", "zeta"]


@pytest.mark.parametrize("kind", INDEXES)
def test_what_is_merged_is_not_listed_beside_its_target(editor_client, kind):
    factory = {"topics": TopicFactory, "speakers": SpeakerFactory, "outlets": OutletFactory}[kind]
    factory(name="Merged", merged_into=factory(name="Target"))
    assert listed(page(editor_client, kind)) == ["Target"]


def test_a_speakers_statements_and_claims_are_counted_over_merges(client):
    speaker, claim = SpeakerFactory(name="Orla Venn"), ClaimFactory(visible=True)
    seen(speaker=speaker, claim=claim)
    seen(speaker=SpeakerFactory(merged_into=speaker), claim=claim)
    visible_statement(speaker=speaker, claim=ClaimFactory(visible=True))
    visible_statement(speaker=SpeakerFactory(), claim=claim)
    assert "Orla Venn Person 3 statements on 2 claims" in plain(page(client, "speakers"))


def test_an_outlets_articles_are_counted_as_the_visitor_sees_them(client, editor_client):
    outlet = OutletFactory(name="Velm Post")
    seen(outlet=outlet)
    seen(outlet=OutletFactory(merged_into=outlet))
    ArticleFactory(outlet=outlet)
    assert "Velm Post Newspaper 2 articles" in plain(page(client, "outlets"))
    assert "Velm Post Newspaper 3 articles" in plain(page(editor_client, "outlets"))


def test_a_topic_says_how_many_of_its_claims_are_disputed_and_when_one_moved(client):
    topic = TopicFactory(name="The fire", description="What burned at Port Velm.")
    claim = ClaimFactory(visible=True)
    seen(topic=topic, claim=claim)
    visible_statement(claim=claim, stance=Stance.DENIES)
    record(claim)
    change(claim.summary, last_moved="2031-05-12T10:00Z")
    seen(topic=TopicFactory(merged_into=topic))
    ClaimTopicFactory(claim=ClaimFactory(), topic=topic)  # not visible
    told = "The fire What burned at Port Velm. 2 claims, 1 disputed, moved 12 May 2031"
    assert told in plain(page(client, "topics"))


def test_of_a_topic_with_very_many_claims_no_more_is_told_than_that(client, monkeypatch):
    monkeypatch.setattr("claims.queries.done.MANY", 2)
    topic = TopicFactory(name="The fire")
    for number in range(3):
        seen(number, topic=topic)
    assert "The fire 2+ claims" in plain(page(client, "topics"))
    assert "moved" not in plain(page(client, "topics"))


@pytest.mark.parametrize("kind", INDEXES)
def test_pages_follow_one_another_both_ways(client, monkeypatch, kind):
    monkeypatch.setattr(names, "PAGE", 2)
    for number in range(5):
        seen(number)
    html = page(client, kind)
    pages = [listed(html)]
    while later := re.search(r'rel="next" href="\?after=(\d+)"', html):
        html = page(client, kind, after=later[1])
        pages.append(listed(html))
    assert [len(one) for one in pages] == [2, 2, 1]
    assert [name[-1] for one in pages for name in one] == list("01234")
    earlier = re.search(r'rel="prev" href="\?before=(\d+)"', html)
    html = page(client, kind, before=earlier[1])
    assert listed(html) == pages[1]
    earlier = re.search(r'rel="prev" href="\?before=(\d+)"', html)
    html = page(client, kind, before=earlier[1])
    assert listed(html) == pages[0]
    assert 'rel="prev"' not in html


@pytest.mark.parametrize("key", ["x", "0", "-1", "9" * 40, "²", "999999"])
def test_a_key_that_leads_nowhere_shows_the_first_page(client, key):
    seen(1)
    for kind in INDEXES:
        assert listed(page(client, kind, after=key)) == listed(page(client, kind, before=key)) != []


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("kind", INDEXES)
def test_an_index_takes_two_queries_however_long(
    client, editor_client, kind, number, django_assert_num_queries
):
    for one in range(number):
        seen(one)
    with django_assert_num_queries(2):
        assert len(listed(page(client, kind))) == number
    with django_assert_num_queries(5):  # session, user and groups besides
        assert len(listed(page(editor_client, kind))) == number


@pytest.mark.parametrize("kind", INDEXES)
def test_names_are_found_by_parts_of_their_words_among_what_the_visitor_sees(client, editor_client, kind):
    for number in (1, 2):
        seen(number)
    hidden()
    word = kind.capitalize()[:-1]
    assert listed(page(client, kind, q=f"{word[2:].upper()} 1")) == [f"{word} 1"]
    assert "Nothing is found under “Hidden”." in page(client, kind, q="Hidden")
    assert listed(page(editor_client, kind, q=" hid ")) == ["Hidden"]
    for words in ("…", "?!", "no such name", "x" * 300):
        assert listed(page(client, kind, q=words)) == []


def test_speakers_are_found_by_other_spellings_and_scripts(client):
    speaker = SpeakerFactory(name="Юлия Краммер", search_key=fold("Юлия Краммер"))
    SpeakerAliasFactory(speaker=speaker, spelling="Julia Krammer", search_key=fold("Julia Krammer"))
    seen(speaker=speaker)
    seen(1)
    for words in ("krammer", "Краммер", "julia"):
        assert listed(page(client, "speakers", q=words)) == ["Юлия Краммер"]


@pytest.mark.parametrize("kind", INDEXES)
def test_pages_of_what_is_found_keep_the_words(client, kind, monkeypatch):
    monkeypatch.setattr(names, "PAGE", 1)
    for number in (1, 2):
        seen(number)
    word = kind.capitalize()[:-1]
    html = page(client, kind, q=f"{word[:3]}")
    assert listed(html) == [f"{word} 1"]
    later = re.search(rf'rel="next" href="\?q={word[:3]}&amp;after=(\d+)"', html)[1]
    assert listed(page(client, kind, q=word[:3], after=later)) == [f"{word} 2"]


def test_what_somebody_did_is_counted_no_further_than_a_list_tells(client, monkeypatch):
    monkeypatch.setattr("claims.queries.done.FEW", 2)
    speaker, outlet = SpeakerFactory(name="Orla Venn"), OutletFactory(name="Velm Post")
    for _ in range(3):
        seen(speaker=speaker, outlet=outlet)
    assert "Orla Venn Person 2+ statements on 2+ claims" in plain(page(client, "speakers"))
    assert "Velm Post Newspaper 2+ articles" in plain(page(client, "outlets"))


@pytest.mark.parametrize(
    ("kind", "to_reader", "to_editor", "to_admin"),
    [
        ("topics", "One appears here once", "An admin adds topics", "Open the administration"),
        ("speakers", "One appears here once", "Open the desk", "Open the desk"),
        ("outlets", "One appears here with", "an admin brings in", "Import articles"),
    ],
)
def test_an_empty_index_tells_each_role_what_to_do(
    client, editor_client, admin_client, kind, to_reader, to_editor, to_admin
):
    told = zip((client, editor_client, admin_client), (to_reader, to_editor, to_admin), strict=True)
    assert [words for who, words in told if words not in page(who, kind)] == []
