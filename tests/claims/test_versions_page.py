"""The page that compares the versions of an article: what changed, and nothing that an article page hides."""

import re

import pytest

from sources.choices import Display
from tests.claims.correcting import give_later_text
from tests.claims.pages import SAID, TAGS, plain, version
from tests.claims.saving import asserts, save
from tests.factories.claims import StatementFactory, visible_statement
from tests.factories.sources import ArticleVersionFactory, passage_of
from tests.factories.subjects import ClaimFactory, SpeakerFactory
from tests.refusals import change

pytestmark = pytest.mark.django_db

OLD = (
    ("headline", "Port Velm burns"),
    ("body", "Dawn came. A ministry said the fire was an accident. Nobody was hurt. A secret stays."),
    ("furniture", "Old letters here."),
    ("body", "The union called that a fairy tale. Rain fell later. The port stayed shut."),
)
NEW = (
    ("headline", "Port Velm burned"),
    ("body", "Dawn came. A ministry said the fire was an accident. Two were hurt. A riddle stays."),
    ("furniture", "New letters here."),
    ("body", "Rain fell later. The port opened again."),
)


def later(first, lines):
    text, blocks = "", []
    for kind, words in lines:
        text += words + "\n"
        blocks.append((kind, len(text)))
    return ArticleVersionFactory(article=first.article, text=text, blocks=blocks)


def carry(old, new, words):
    """The passage of the older text, carried over to the later one."""
    change(passage_of(old, words), carried_to=passage_of(new, words))


def page(client, made, **query):
    response = client.get(f"/articles/{made.article_id}/versions/", query)
    assert response.status_code == 200
    return response.content.decode()


def marked(html, element):
    return [
        " ".join(TAGS.sub("", words).split())
        for words in re.findall(rf"<{element}>.*?</span>(.*?)<span", html)
    ]


@pytest.fixture
def both(person_writes):
    """An article with two texts; what was said of the fire was carried over and is seen by readers."""
    first = version(lines=OLD, headline="Port Velm burned")
    second = later(first, NEW)
    visible_statement(version=second, words=SAID)
    carry(first, second, SAID)
    return first, second


def test_readers_see_what_changed_around_the_recorded_passages_and_in_the_headline(client, both):
    html = page(client, both[0])
    assert marked(html, "del") == ["burns", "Nobody was"]
    assert marked(html, "ins") == ["burned", "Two were"]


def test_what_excerpts_hide_is_in_no_version_and_in_no_difference(client, both):
    html = page(client, both[0])
    hidden = ("secret", "riddle", "letters", "fairy", "Rain", "opened", "stayed")
    assert [words for words in hidden if words in html] == []


def test_without_a_mark_in_a_text_nothing_but_its_headline_is_shown_of_it(client, person_writes):
    first = version(lines=OLD)
    second = later(first, NEW)
    visible_statement(version=second, words=SAID)
    html = page(client, first)
    assert ("Nobody" in html, "Two" in html, marked(html, "del")) == (False, True, ["burns"])


def test_words_of_statements_that_readers_do_not_see_show_nothing_to_them(client, editor_client, both):
    first, second = both
    StatementFactory(version=second, words="Rain fell later", proposed=True)
    hidden = StatementFactory(version=second, words="The port opened")
    carry(first, second, "Rain fell later")
    assert hidden.pk
    assert "Rain" not in page(client, first)
    assert "Rain" in page(editor_client, first)


def test_the_whole_is_compared_where_the_whole_is_shown_but_never_furniture(client, both):
    first, _ = both
    change(first.article, display=Display.WHOLE)
    html = page(client, first)
    assert "secret" in marked(html, "del")
    assert "opened again" in marked(html, "ins")
    assert "letters" not in html


def test_marked_words_that_moved_changed_or_are_gone_are_told_with_where_they_are_shown(
    client, person_writes
):
    first = version(lines=(("body", "Alpha one two. Beta three four. Gamma five six. Delta."),))
    second = later(first, (("body", "Gamma five six. Alpha one two. Delta."),))
    speaker = SpeakerFactory(name="Orla Venn")
    stays = visible_statement(version=second, words="Alpha one two", speaker=speaker)
    moved = visible_statement(version=second, words="Gamma five six", speaker=speaker)
    for words in ("Alpha one two", "Gamma five six"):
        carry(first, second, words)
    gone = visible_statement(version=first, words="Beta three four", speaker=speaker)
    change(passage_of(first, "Beta three four"), anchoring="orphan")
    html = page(client, first)
    told = re.findall(r"</blockquote><p class=\"ui\">(.*?)</p>.*?#s(\d+)", html)
    assert sorted(told) == sorted(
        [
            ("These words stand at another place now.", str(moved.pk)),
            ("These words are no longer in the text.", str(gone.pk)),
        ]
    )
    assert f"#s{stays.pk}" not in html


def test_any_two_texts_may_be_compared_and_what_is_no_number_means_the_last_two(client, both):
    first, second = both
    third = later(first, OLD)
    carry(second, third, SAID)
    visible_statement(version=third, words=SAID)
    assert marked(page(client, first, old="1", new="3"), "del") == []
    assert marked(page(client, first, old="3", new="1"), "ins") == []
    for query in ({}, {"old": "7", "new": "x"}, {"old": "2", "new": "2"}, {"old": "-1"}):
        assert "Text 2, reached us" in plain(page(client, first, **query))


def test_an_article_with_one_text_says_so(client):
    made = version()
    visible_statement(version=made, words=SAID)
    assert "Only one text of this article has reached us." in page(client, made)
    assert "/versions/" not in client.get(f"/articles/{made.article_id}/").content.decode()


def test_the_article_leads_to_the_comparison_and_says_when_its_texts_reached_us(client, both):
    html = client.get(f"/articles/{both[0].article_id}/").content.decode()
    assert f'href="/articles/{both[0].article_id}/versions/"' in html
    assert "2 texts of it have reached us" in plain(html)


def test_a_corrected_article_is_compared_with_what_it_said_before(client, editor):
    first = ArticleVersionFactory(text="The fire at pier 4 was set, Orla Venn said. Nobody was hurt.\n")
    claim = ClaimFactory(visible=True)
    save(editor, first, "The fire at pier 4 was set", links=(asserts(claim),))
    give_later_text(editor, first, "The fire at pier 5 was set, Orla Venn said. Nobody was hurt.\n")
    html = page(client, first)
    assert "The publisher has changed this; whether it still says so is being checked." in html
    assert marked(html, "del") == ["4"]


@pytest.mark.parametrize(("how", "status"), [({"withdrawn": True}, 410), ({"removed": True}, 410), ({}, 404)])
def test_what_readers_may_not_see_is_not_compared_for_them(client, how, status):
    first = version(lines=OLD, **how)
    if how:
        visible_statement(version=first, words=SAID)
    later(first, NEW)
    response = client.get(f"/articles/{first.article_id}/versions/")
    assert response.status_code == status
    assert "burns" not in response.content.decode()
    assert client.get("/articles/999999999/versions/").status_code == 404


@pytest.mark.parametrize("statements", [1, 3])
def test_the_page_takes_seven_queries_however_many_statements(
    client, person_writes, statements, django_assert_num_queries
):
    first = version()
    second = later(first, NEW)
    for words in ("the fire was an accident", "Two were hurt", "Rain fell later")[:statements]:
        visible_statement(version=second, words=words)
    with django_assert_num_queries(7):
        assert marked(page(client, first), "ins") != []
