"""Articles that a search finds: what is shown of each, and where it leads."""

import re

import pytest

from claims.queries import search_article_words
from sources.choices import Display
from tests.claims.searching import claim, find
from tests.factories.claims import visible_statement
from tests.factories.sources import ArticleFactory, ArticleVersionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("display", "leads"), [(Display.WHOLE, False), (Display.EXCERPTS, True)])
def test_an_excerpt_leads_to_the_statement_it_is_taken_from(client, display, leads):
    claim("The sluice failed", words="the weir is open", article={"display": display})
    (shown,) = re.findall(r'<p class="snip".*?</p>', find(client, q="weir", kind="articles"))
    assert '<mark class="found">weir</mark>' in shown
    assert ('href="/articles/' in shown) == leads


@pytest.mark.parametrize("by", ["client", "editor_client"])
def test_a_text_that_has_the_words_in_other_letters_leaves_it_to_what_was_said(by, request):
    version = ArticleVersionFactory(
        article=ArticleFactory(headline="Night", display=Display.WHOLE), text="A gate. The wéir is open."
    )
    visible_statement(version=version, words="The wéir is open")
    page = find(request.getfixturevalue(by), q="weir", kind="articles")
    (shown,) = re.findall(r'<p class="snip".*?</p>', page)
    assert re.findall('<mark class="found">(.*?)</mark>', shown) == ["wéir"]
    assert 'href="/articles/' in shown


@pytest.fixture
def short(monkeypatch):
    """Texts are searched as far as their 30th letter."""
    monkeypatch.setattr(search_article_words, "SEARCHED_TEXT", 30)
    search_article_words._where.cache_clear()
    yield
    search_article_words._where.cache_clear()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The gate is at the weir, today.", ["weir"]),
        # More bytes than letters.
        ("Ґанок міста стоїть при weir.", ["weir"]),
        ("The gate that nobody has seen yet is at the weir.", []),
        ("Ґанок, що його ніхто не бачив, при weir.", []),
    ],
)
def test_words_are_shown_of_a_text_as_far_as_it_is_searched(client, short, text, shown):
    version = ArticleVersionFactory(article=ArticleFactory(headline="Weir", display=Display.WHOLE), text=text)
    visible_statement(version=version, words=text.split()[0])
    page = find(client, q="weir", kind="articles")
    excerpts = re.findall(r'<p class="snip".*?</p>', page)
    assert re.findall('<mark class="found">(.*?)</mark>', "".join(excerpts)) == shown
