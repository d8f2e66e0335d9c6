"""What tests of the search share: its page, and what is read of it."""

import re

from claims.choices import Stance
from tests.claims.recording import record
from tests.factories.claims import visible_statement
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, OutletFactory
from tests.factories.subjects import ClaimFactory

TAB = re.compile(r'<li><a href="([^"]*)"( aria-current="page")?>(\w+) <span class="count">([\d,]+\+?)</span>')
MARK = re.compile(r'<mark class="found">([^<]*)</mark>')
COUNT = re.compile(r'<input type="checkbox" name="(\w+)" value="([\w-]+)"( checked)?>.*?</span>([\d,]+)<span')
RESULTS = re.compile(r'<(?:ol|ul) class="(?:cls|found-l|names)">.*?</(?:ol|ul)>', re.DOTALL)
LEADS = re.compile(r"<(?:h2|blockquote[^>]*)><a [^>]*>(.*?)</a></(?:h2|blockquote)>", re.DOTALL)


def find(client, status=200, **query):
    """The page of a search."""
    response = client.get("/search/", query)
    assert response.status_code == status
    return response.content.decode()


def results(html):
    """The words of each result, in order."""
    listed = RESULTS.search(html)
    found = LEADS.findall(listed[0]) if listed else []
    return [re.sub("<[^>]+>", "", words) for words in found]


def tabs(html):
    """How many were found of each kind."""
    return {name.lower(): number for _, _, name, number in TAB.findall(html)}


def counts(html, name):
    """The numbers of one group of choices."""
    return {value: int(number) for group, value, _, number in COUNT.findall(html) if group == name}


def marks(html):
    """What is marked as found, in order."""
    return MARK.findall(html)


def claim(text, *, outlet=None, stance=Stance.ASSERTS, **statement):
    """A claim that readers see, with one statement."""
    made = ClaimFactory(visible=True, text=text)
    said(made, outlet=outlet, stance=stance, **statement)
    record(made)
    return made


def said(of, *, words=None, outlet=None, article=None, **statement):
    """A statement on a claim that readers see, in an article of its own, with these words alone in it."""
    about = article or {}
    made = ArticleFactory(outlet=outlet or OutletFactory(), **about)
    text = {} if words is None else {"text": words}
    version = ArticleVersionFactory(article=made, **text)
    told = {} if words is None else {"words": words}
    return visible_statement(claim=of, version=version, **told, **statement)
