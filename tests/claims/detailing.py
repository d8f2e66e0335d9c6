"""Articles of which nothing is known, for the tests of completing their details."""

from tests.factories.sources import ArticleFactory, ArticleVersionFactory, ImportFileFactory

UNKNOWN = {"outlet": None, "address": "", "headline": "", "byline": "", "published": None}


def bare(batch, number=1, **known):
    """Articles of which nothing is known, each with its file."""
    made = []
    for _ in range(number):
        given = {**UNKNOWN, **known}
        if given["published"] is None:
            del given["published"]
            given |= {"published_earliest": None, "published_latest": None, "published_precision": "unknown"}
            given |= {"published_basis": "unknown", "published_zone": "", "published_wording": ""}
        version = ArticleVersionFactory(article=ArticleFactory(batch=batch, **given))
        ImportFileFactory(batch=batch, name=f"{version.pk}.txt", state="imported", article_version=version)
        made.append(version.article)
    return made
