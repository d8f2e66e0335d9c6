"""Pages of a search: by key, in both directions and every order; and how many queries they take."""

import re
from dataclasses import replace

import pytest

from claims.queries import search_newest, search_results
from claims.queries.commonness import commonness
from claims.queries.search_articles import INDEX
from tests.claims.searching import claim, counts, find, results, said, tabs
from tests.factories.base import stated
from tests.factories.subjects import ClaimFactory, SpeakerFactory

pytestmark = pytest.mark.django_db
TURN = re.compile(r'<a rel="(prev|next)" href="([^"]+)"')


@pytest.fixture
def pages_of_two(monkeypatch):
    monkeypatch.setattr(search_newest, "PAGE", 2)
    monkeypatch.setattr(search_results, "PAGE", 2)


def turns(html):
    return {rel: address.replace("&amp;", "&") for rel, address in TURN.findall(html)}


def walk(client, way, html):
    """The pages from this one on."""
    pages = [results(html)]
    while way in turns(html):
        html = client.get(f"/search/{turns(html)[way]}").content.decode()
        pages.append(results(html))
    return pages, html


@pytest.mark.parametrize(
    ("kind", "sort"),
    [
        *(("claims", sort) for sort in ("moved", "said", "event", "recorded")),
        *(("statements", sort) for sort in ("said", "event", "published", "recorded")),
        *(("articles", sort) for sort in ("published", "recorded")),
        ("speakers", "name"),
    ],
)
def test_every_order_is_read_to_its_end_and_back_without_a_row_lost_or_doubled(
    client, pages_of_two, kind, sort
):
    days = ("2031-05-12", "2031-05-10", None, "2031-05-12", "2031-05-11")
    for number, day in enumerate(days):
        clock = {"said": stated(day), "event": stated(day)} if day else {}
        article = {"headline": f"Weir {number}", **({"published": stated(day)} if day else {})}
        claim(
            f"Weir {number} was opened",
            words=f"the weir {number} is open",
            speaker=SpeakerFactory(name=f"Weir Keeper {number}"),
            article=article,
            **clock,
        )
    forth, last = walk(client, "next", find(client, q="weir", kind=kind, sort=sort))
    assert [len(page) for page in forth] == [2, 2, 1]
    assert len({row for page in forth for row in page}) == 5
    back, _ = walk(client, "prev", last)
    assert back == list(reversed(forth))


def test_pages_go_on_past_what_is_hidden(client, pages_of_two):
    shown, hidden = ClaimFactory(visible=True), ClaimFactory()
    for number in range(5):
        for of in (shown, hidden, hidden):
            said(of, words=f"weir {number} is open")
    forth, _ = walk(client, "next", find(client, q="weir", kind="statements"))
    assert [len(page) for page in forth] == [2, 2, 1]


@pytest.mark.parametrize("narrowed", [{}, {"clock": "recorded", "since": "2000-01-01"}])
def test_a_search_that_gives_up_among_hidden_rows_can_be_gone_on_with(
    client, pages_of_two, monkeypatch, narrowed
):
    monkeypatch.setattr(search_newest, "LOOKED_AT", 4)
    monkeypatch.setattr(search_results, "COUNTED", 2)
    shown, hidden = ClaimFactory(visible=True), ClaimFactory()
    said(shown, words="the oldest weir is open")
    for number in range(12):
        said(hidden, words=f"weir {number} is open")
    forth, _ = walk(client, "next", find(client, q="weir", kind="statements", **narrowed))
    assert [row for page in forth for row in page] == ["the oldest weir is open"]


QUERIES = {"claims": 5, "statements": 5, "speakers": 10, "articles": 2}


@pytest.mark.parametrize("kind", QUERIES)
@pytest.mark.parametrize("number", [1, 3])
def test_a_page_takes_as_many_queries_for_three_results_as_for_one(
    client, kind, number, django_assert_num_queries
):
    for one in range(number):
        claim(
            f"Weir {one} was opened",
            words=f"the weir {one} is open",
            speaker=SpeakerFactory(name=f"Weir Keeper {one}"),
            article={"headline": f"Weir {one}"},
        )
    for index in ("claim_by_words", "statement_by_words", INDEX):
        commonness(index)  # read once in five minutes
    with django_assert_num_queries(QUERIES[kind]):
        assert len(results(find(client, q="weir", kind=kind))) == number


def test_no_search_counts_its_way_to_a_page(client, pages_of_two, django_assert_max_num_queries):
    for number in range(5):
        claim(f"Weir {number} was opened")
    with django_assert_max_num_queries(99) as asked:
        walk(client, "next", find(client, q="weir"))
    assert not [one["sql"] for one in asked.captured_queries if " OFFSET " in one["sql"]]


@pytest.mark.parametrize(("counted", "told"), [(2, True), (3, False)])
def test_of_more_articles_than_are_counted_a_narrowed_page_says_to_editors_that_the_newest_are_searched(
    client, editor_client, monkeypatch, counted, told
):
    monkeypatch.setattr(search_results, "COUNTED", counted)
    for number in range(3):
        claim(f"Weir {number} was opened", words="the weir is open", article={"headline": f"Weir {number}"})
    narrowed = {"q": "weir", "kind": "articles", "since": "1990-01-01"}
    assert ("the newest of them are searched" in find(editor_client, **narrowed)) is told
    assert "the newest of them are searched" not in find(client, **narrowed)
    assert "the newest of them are searched" not in find(editor_client, q="weir", kind="articles")


def test_numbers_beside_filters_say_how_many_of_the_newest_they_are_of(client, monkeypatch):
    sort = search_results.SORTS["claims"]
    monkeypatch.setitem(search_results.SORTS, "claims", replace(sort, sampled=2))
    for number in range(3):
        claim(f"Weir {number} was opened")
    html = find(client, q="weir")
    assert "Numbers are of the newest 2." in html
    assert sum(counts(html, "state").values()) == 2
    assert tabs(html)["claims"] == "3"
