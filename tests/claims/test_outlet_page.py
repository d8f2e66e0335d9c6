import re

import pytest

from sources.clocks import UNKNOWN
from tests.claims.pages import SAID, plain, version
from tests.factories.base import stated
from tests.factories.claims import visible_statement
from tests.factories.sources import OutletAddressFactory, OutletFactory

pytestmark = pytest.mark.django_db

TITLE = re.compile(r'href="/articles/\d+/">([^<]+)</a></h2>')


@pytest.fixture
def outlet(db):
    return OutletFactory(
        name="Velm Post",
        slug="velm-post",
        aliases=["The Post"],
        country="OS",
        language="en",
        domain="velm-post.example",
    )


def article(headline, outlet, published=UNKNOWN, *, shown=True):
    made = version(headline=headline, outlet=outlet, published=published)
    if shown:
        visible_statement(version=made, words=SAID)
    return made


def page(client, slug="velm-post", **query):
    response = client.get(f"/outlets/{slug}/", query or None)
    assert response.status_code == 200
    return response.content.decode()


def test_the_head_tells_what_it_is(client, outlet):
    article("Shown", outlet)
    OutletFactory(name="Velm Evening Post", aliases=["Evening Post"], merged_into=outlet)
    text = plain(page(client))
    assert "Newspaper Velm Post Claims it reports on" in text
    assert "Country OS Language en Its pages velm-post.example" in text
    assert "Also printed as Evening Post, The Post, Velm Evening Post" in text
    assert "1 article Shown" in text


def test_its_articles_and_those_of_merged_outlets_stand_newest_first(client, outlet):
    article("Early", outlet, stated("2031-05"))
    article("Undated", outlet)
    article("Late", OutletFactory(merged_into=outlet), stated("2031-06-01"))
    article("Elsewhere", OutletFactory())
    assert TITLE.findall(page(client)) == ["Late", "Early", "Undated"]
    assert TITLE.findall(page(client, after="nonsense", part="nowhere")) == ["Late", "Early", "Undated"]


def test_readers_see_articles_with_a_visible_statement_and_editors_all(client, editor_client, outlet):
    article("Shown", outlet)
    article("Bare", outlet, shown=False)
    assert TITLE.findall(page(client)) == ["Shown"]
    assert sorted(TITLE.findall(page(editor_client))) == ["Bare", "Shown"]
    assert "2 articles" in plain(page(editor_client))


def test_an_old_address_and_that_of_a_merged_outlet_lead_to_the_current_one(client, outlet):
    article("Shown", outlet)
    OutletAddressFactory(target=outlet, slug="the-post")
    OutletFactory(merged_into=outlet, slug="evening-post")
    for slug in ("the-post", "evening-post"):
        response = client.get(f"/outlets/{slug}/")
        assert (response.status_code, response.headers["Location"]) == (301, "/outlets/velm-post/")


def test_an_outlet_that_readers_do_not_see_is_nothing_to_them(client, editor_client, admin_client, outlet):
    article("Bare", OutletFactory(), shown=False)
    for slug in ("velm-post", "nowhere"):
        assert client.get(f"/outlets/{slug}/").status_code == 404
    assert "An admin brings them in." in page(editor_client)
    assert 'href="/imports/">Import articles' in page(admin_client)


def test_pages_follow_one_another(client, outlet, monkeypatch):
    monkeypatch.setattr("claims.queries.outlet_articles.PAGE", 2)
    for day in (1, 2, 3):
        article(f"Day {day}", outlet, stated(f"2031-05-0{day}"))
    html = page(client)
    older = re.search(r'rel="next" href="\?after=([^"]+)"', html)
    assert TITLE.findall(html) == ["Day 3", "Day 2"]
    assert TITLE.findall(page(client, after=older[1])) == ["Day 1"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_thirteen_queries_however_many_articles(
    client, outlet, number, django_assert_num_queries
):
    for one in range(number):
        article(f"Number {one}", outlet)
    with django_assert_num_queries(13):
        assert len(TITLE.findall(page(client))) == number


def test_an_article_leads_to_its_outlet_over_a_merge(client, outlet):
    made = article("Shown", OutletFactory(merged_into=outlet))
    html = client.get(f"/articles/{made.article_id}/").content.decode()
    assert '<b><a href="/outlets/velm-post/">Velm Post</a></b>' in html
