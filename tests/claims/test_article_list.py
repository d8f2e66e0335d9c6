import re

import pytest

from sources.clocks import UNKNOWN
from tests.claims.pages import LIST, SAID, version
from tests.factories.base import stated
from tests.factories.claims import (
    StatementFactory,
    StatementLinkFactory,
    visible_statement,
)
from tests.factories.sources import ArticleFactory, OutletFactory
from tests.factories.subjects import ClaimFactory

pytestmark = pytest.mark.django_db


def test_readers_are_told_what_will_appear_here(client):
    assert "checked by an editor and linked to a claim" in client.get(LIST).content.decode()


def test_editors_are_told_who_brings_articles_in(editor_client):
    assert "An admin brings them in" in editor_client.get(LIST).content.decode()


def test_admins_are_told_where_to_bring_articles_in(admin_client):
    assert "Bring saved articles in under Imports" in admin_client.get(LIST).content.decode()


@pytest.mark.parametrize("articles", [1, 3])
def test_readers_list_takes_two_queries_however_long(client, django_assert_num_queries, articles):
    for _ in range(articles):
        visible_statement(version=version(), words=SAID)
    with django_assert_num_queries(2):
        html = client.get(LIST).content.decode()
    assert html.count('<li class="cl">') == articles


@pytest.mark.parametrize("articles", [1, 3])
def test_editors_list_takes_five_queries_however_long(editor_client, django_assert_num_queries, articles):
    for _ in range(articles):
        version()
    with django_assert_num_queries(5):  # session, user and groups besides
        html = editor_client.get(LIST).content.decode()
    assert html.count('<li class="cl">') == articles


@pytest.mark.parametrize("articles", [1, 3])
def test_what_few_articles_have_takes_one_more_query_each(client, django_assert_num_queries, articles):
    for number in range(articles):
        made = version(headline="", outlet=None, credited_to=OutletFactory(name=f"Karta {number}"))
        visible_statement(version=made, words=SAID)
    with django_assert_num_queries(4):  # how the text begins, and the outlet
        html = client.get(LIST).content.decode()
    assert html.count("The fire began at dawn.") == articles
    assert all(f"Karta {number}" in html for number in range(articles))


def test_readers_see_only_articles_with_a_visible_statement(client):
    shown = visible_statement(version=version(headline="Shown"), words=SAID)
    StatementFactory(version=version(headline="Unlinked"), words=SAID)
    version(headline="Bare")
    html = client.get(LIST).content.decode()
    assert re.findall(r'href="/articles/(\d+)/"', html) == [str(shown.article_version.article_id)]


def test_newest_come_first_and_those_without_a_date_last(editor_client):
    for headline, published in (("B", stated("2031-05")), ("C", UNKNOWN), ("A", stated("2031-06-01"))):
        version(headline=headline, published=published)
    html = editor_client.get(LIST).content.decode()
    assert re.findall(r">([ABC])</a></h2>", html) == ["A", "B", "C"]


def test_a_row_counts_statements_and_claims_each_once(client):
    made, claim = version(), ClaimFactory(visible=True)
    first = visible_statement(version=made, words=SAID, claim=claim)
    visible_statement(version=made, words="Nobody was hurt", claim=claim)
    StatementLinkFactory(statement=first, claim=ClaimFactory(visible=True))
    StatementLinkFactory(statement=first, claim=ClaimFactory())  # not visible
    assert "2 statements on 2 claims" in client.get(LIST).content.decode()


def test_an_article_without_a_headline_is_listed_by_its_first_words(client):
    visible_statement(version=version(headline=""), words=SAID)
    assert "The fire began at dawn. A ministry said" in client.get(LIST).content.decode()


def test_editors_see_what_is_missing(editor_client, client):
    made = version(headline="", outlet=None)
    visible_statement(version=made, words=SAID)
    tags = re.compile(r'class="tag[^"]*">([^<]+)<')
    assert tags.findall(editor_client.get(LIST).content.decode()) == ["no outlet", "no headline"]
    assert tags.findall(client.get(LIST).content.decode()) == []


def test_pages_follow_one_another_both_ways_without_gap_or_repetition(editor_client):
    for number in range(62):
        published = UNKNOWN if number in (1, 2) else stated(f"2031-{1 + number % 3:02}")
        ArticleFactory(headline=f"Number {number}", published=published)
    titles, html = re.compile(r">(Number \d+)</a></h2>"), editor_client.get(LIST).content.decode()
    seen = [titles.findall(html)]
    while older := re.search(r'rel="next" href="([^"]+)"', html):
        html = editor_client.get(LIST + older[1]).content.decode()
        seen.append(titles.findall(html))
    assert [len(page) for page in seen] == [30, 30, 2]
    assert len({title for page in seen for title in page}) == 62
    newer = re.search(r'rel="prev" href="([^"]+)"', html)
    assert titles.findall(editor_client.get(LIST + newer[1]).content.decode()) == seen[1]


@pytest.mark.parametrize(
    "key", ["x", "9999-99-99T00:00:00Z,1", ",", "2031-01-01T00:00:00Z,99999999999999999999"]
)
def test_a_mangled_page_key_leads_to_the_first_page(client, key):
    visible_statement(version=version(), words=SAID)
    assert client.get(LIST, {"after": key}).content.count(b'<li class="cl">') == 1
