"""The queue: newest first, with what is recorded, searched by headline and text, page by page."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from claims.queries import desk
from claims.queries.desk_article import article_desk, find_article
from claims.queries.keys import Turn
from sources.clocks import UNKNOWN
from sources.folding import fold
from sources.models import Article
from tests.claims.desk import ACCUSES, DENIES, LAST, desk_article
from tests.factories.base import stated
from tests.factories.claims import StatementFactory
from tests.factories.sources import ArticleFactory, ArticleVersionFactory

pytestmark = pytest.mark.django_db
ADDRESS = reverse("claims:desk")


def titles(response):
    return re.findall(r'/desk/articles/\d+/" lang="en">([^<]*)</a>', response.content.decode())


def turn(response, rel):
    """Where the page leads to, newer ("prev") or older ("next"); "" where nowhere."""
    found = re.search(rf'<a rel="{rel}" href="([^"]*)"', response.content.decode())
    return html.unescape(found[1]) if found else ""


def article(headline, published="2031-05-12", **fields):
    return ArticleFactory(headline=headline, search_key=fold(headline), published=stated(published), **fields)


def test_without_articles_the_page_says_what_to_do(editor_client):
    assert "An admin imports a folder" in editor_client.get(ADDRESS).content.decode()


def test_the_newest_articles_come_first_and_undated_ones_last(editor_client):
    article("Older", "2031-05-01")
    ArticleFactory(headline="Undated", published=UNKNOWN)
    article("Newer", "2031-05-02")
    assert titles(editor_client.get(ADDRESS)) == ["Newer", "Older", "Undated"]


def test_what_is_recorded_and_what_waits_is_counted(editor_client):
    version = desk_article()
    StatementFactory(version=version, words=LAST)
    StatementFactory(version=version, words=DENIES, proposed=True)
    StatementFactory(version=version, words="The pier", withdrawn=True)
    article("Nothing here")
    rows = desk.read_queue(words="", turn=Turn()).rows
    assert {row.title: (row.recorded, row.proposed) for row in rows} == {
        str(version.article): (1, 1),
        "Nothing here": (0, 0),
    }
    content = editor_client.get(ADDRESS).content.decode()
    assert "<b>1 statement</b>" in content and "1 proposal to decide" in content and "none yet" in content


def test_headlines_are_searched_by_all_words_in_any_spelling(editor_client):
    article("The mayor of Kyiv speaks")
    article("The mayor of Velm speaks")
    assert titles(editor_client.get(ADDRESS, {"q": "SPEAKS kiev"})) == ["The mayor of Kyiv speaks"]


def test_texts_are_searched_by_whole_words_without_case_and_accents(editor_client):
    for headline, words in (
        ("Dawn", "Zoë Núñez waits at the quay."),
        ("Dusk", "The port of Київ is closed."),
    ):
        ArticleVersionFactory(article__headline=headline, article__search_key=fold(headline), text=words)
    found = {
        q: titles(editor_client.get(ADDRESS, {"q": q})) for q in ("nunez zoe", "київ PORT", "que", "dusk")
    }
    assert found == {"nunez zoe": ["Dawn"], "київ PORT": ["Dusk"], "que": [], "dusk": ["Dusk"]}


def test_texts_are_searched_by_their_index():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "version_by_words" in Article.objects.filter(desk._with_words("quay")).explain()


def test_the_server_does_not_cut_texts_into_words_to_count_its_rows():
    ArticleVersionFactory(text="The ferry was late.")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE sources_articleversion")
        cursor.execute("SELECT count(*) FROM pg_stats WHERE tablename = 'sources_articleversion'")
        known = cursor.fetchone()
        cursor.execute("SELECT count(*) FROM pg_stats WHERE tablename = 'version_by_words'")
        assert (known, cursor.fetchone()) == ((7,), (0,))


def test_a_text_has_no_end_of_different_words_and_is_searched_where_it_begins(editor_client):
    ArticleVersionFactory(
        article__headline="Long", text=" ".join(f"word{number}" for number in range(150_000))
    )
    assert titles(editor_client.get(ADDRESS, {"q": "word7"})) == ["Long"]


def test_words_that_no_headline_has_are_said_back(editor_client):
    article("The mayor speaks")
    assert (
        "No article has all of the words “flood”"
        in editor_client.get(ADDRESS, {"q": "flood"}).content.decode()
    )


def test_pages_are_cut_by_key_and_lead_both_ways(editor_client, monkeypatch):
    monkeypatch.setattr(desk, "PAGE", 2)
    for number in range(1, 6):
        article(f"Report {number}", f"2031-05-0{number}")
    first = editor_client.get(ADDRESS)
    second = editor_client.get(ADDRESS + turn(first, "next"))
    back = editor_client.get(ADDRESS + turn(second, "prev"))
    assert (titles(first), titles(second)) == (["Report 5", "Report 4"], ["Report 3", "Report 2"])
    assert titles(back) == titles(first)
    assert turn(first, "prev") == ""


def test_a_search_survives_the_turn_of_a_page(editor_client, monkeypatch):
    monkeypatch.setattr(desk, "PAGE", 1)
    article("A report", "2031-05-01")
    article("B report", "2031-05-02")
    content = editor_client.get(ADDRESS, {"q": "report & more"}).content.decode()
    assert "No article has" in content
    assert 'href="?q=report&amp;after=' in editor_client.get(ADDRESS, {"q": "report"}).content.decode()


def test_withdrawn_articles_and_other_saves_are_named():
    first = article("First", "2031-05-02")
    article("Second", "2031-05-01", same_as=first, address="")
    ArticleFactory(headline="Gone", withdrawn=True, published=stated("2031-04-01"))
    rows = desk.read_queue(words="", turn=Turn()).rows
    assert [row.tags for row in rows] == [(), ("another save",), ("withdrawn",)]


@pytest.mark.parametrize("number", [1, 3])
def test_the_queue_takes_the_same_queries_however_long_it_is(
    editor_client, django_assert_num_queries, number
):
    for _ in range(number):
        StatementFactory(version=desk_article(), words=LAST)
    with django_assert_num_queries(12):  # two count reports and overlaps, two states, one what waits for me
        editor_client.get(ADDRESS)


def test_readers_are_refused(reader_client):
    assert Client().get(ADDRESS).status_code == 302
    assert reader_client.get(ADDRESS).status_code == 403


def test_an_article_without_a_headline_is_known_by_its_first_words(editor_client):
    version = desk_article(article=ArticleFactory(headline=""))
    assert [html.unescape(title)[: len(ACCUSES)] for title in titles(editor_client.get(ADDRESS))] == [ACCUSES]
    assert article_desk(find_article(version.article_id)).title == f"{ACCUSES} …"
