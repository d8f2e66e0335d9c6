"""Articles that share their text, made of invented words and compared as the worker does it."""

import random

from sources.services.comparing import compare_waiting
from sources.services.sketching import bodies_of, store_sketches
from tests.factories.sources import ArticleFactory, ArticleVersionFactory


def words(count, seed):
    """So many invented words, the same ones for the same seed."""
    rng = random.Random(seed)
    return [f"{rng.choice('bdfgklmnprst')}{rng.choice('aeiou')}{rng.randrange(3000)}" for _ in range(count)]


def sketched(text, **article):
    """An article with that body (words or a text), which waits to be compared; address: none unless given."""
    body = text if isinstance(text, str) else " ".join(text)
    article.setdefault("address", "")
    article.setdefault("headline", "Pier closed")
    article.setdefault("outlet", None)
    version = ArticleVersionFactory(article=ArticleFactory(**article), text=body, blocks=[("body", None)])
    store_sketches(bodies_of([version.pk]))
    return version.article


def compare_all():
    """Compare until nothing waits."""
    while compare_waiting():
        pass
