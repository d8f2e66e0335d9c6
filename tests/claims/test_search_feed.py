"""The feed of a search: the same results, newest first, as readers see them."""

import pytest

from claims.choices import Stance
from tests.claims.searching import claim
from tests.claims.test_twins import HOST, feed
from tests.factories.claims import visible_statement
from tests.factories.subjects import ClaimFactory, SpeakerFactory
from tests.world import slug_of

pytestmark = pytest.mark.django_db


def search(client, kind, words="weir"):
    return feed(client, f"/search/feed/?q={words}&kind={kind}")


@pytest.fixture
def weir():
    """A claim with a denial, and an older one."""
    claim("The weir is old", words="the weir is old", article={"headline": "Old weir"})
    return claim(
        "The weir was opened",
        words="the weir was never opened",
        stance=Stance.DENIES,
        speaker=SpeakerFactory(name="Weir Keeper", slug="keeper"),
        article={"headline": "Night at the weir"},
    )


def test_each_kind_leads_to_what_was_found_newest_first(client, weir):
    one = weir.links.get().statement
    place, page = f"{HOST}/articles/{one.article_version.article_id}/", f"{HOST}/claims/{slug_of(weir)}/"
    assert search(client, "claims")[0] == ("The weir was opened", page)
    assert [title for title, _ in search(client, "claims")] == ["The weir was opened", "The weir is old"]
    assert search(client, "statements")[0] == ("Weir Keeper denies: The weir was opened", f"{page}#s{one.pk}")
    assert search(client, "articles")[0] == ("Night at the weir", place)
    assert search(client, "speakers") == [("Weir Keeper", f"{HOST}/speakers/keeper/")]


def test_it_shows_what_readers_see_whoever_asks(client, editor_client):
    visible_statement(claim=ClaimFactory(text="The weir was hidden"))
    assert search(client, "claims") == search(editor_client, "claims") == []


def test_filters_are_kept_and_what_cannot_be_read_is_said(client, weir):
    path = "/search/feed/?kind=statements&stance=denies"
    assert [title for title, _ in feed(client, path)] == ["Weir Keeper denies: The weir was opened"]
    for query, words in (("q=weir&since=never", "Write the day"), ("q=", "Say what to look for.")):
        answer = client.get(f"/search/feed/?{query}")
        assert (answer.status_code, answer["Content-Type"]) == (400, "text/plain; charset=utf-8")
        assert words in answer.text


@pytest.mark.parametrize("number", [1, 3])
def test_it_takes_as_many_queries_for_three_entries_as_for_one(client, number, django_assert_num_queries):
    for one in range(number):
        claim(f"Weir {one} was opened", words=f"the weir {one} is open")
    with django_assert_num_queries(4):
        assert len(search(client, "statements")) == number
