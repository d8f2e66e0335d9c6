"""What tests of pages share: an article laid out in blocks, and what is read of a page."""

import re

from tests.factories.sources import ArticleFactory, ArticleVersionFactory

LIST = "/articles/"
LINES = (
    ("headline", "Port Velm burns"),
    ("caption", "The pier at noon. Photo: T. Orm"),
    ("body", "The fire began at dawn. A ministry said the fire was an accident. Nobody was hurt."),
    ("furniture", "Subscribe to our letter."),
    ("body", "The union called that a fairy tale. Rain fell later. The port stayed shut. Ships waited."),
    ("comment", "Reader Bo: I was there."),
)
SAID = "the fire was an accident"


def version(*, lines=LINES, **article):
    text, blocks = "", []
    for kind, words in lines:
        text += words + "\n"
        blocks.append((kind, len(text)))
    return ArticleVersionFactory(article=ArticleFactory(**article), text=text, blocks=blocks)


def address(made):
    return f"/articles/{made.article_id}/"


def page(client, made):
    response = client.get(address(made))
    assert response.status_code == 200
    return response.content.decode()


BLOCKS = re.compile(r"</(p|li|div|dd|dt|h1|h2|h3|aside|summary|blockquote)>")
TAGS = re.compile(r"<[^>]+>")


def plain(html):
    """The words a visitor reads: without tags, one space between them, blocks apart."""
    return " ".join(TAGS.sub("", BLOCKS.sub(" ", html)).split())
