"""A body and an outlet with something in every part of their pages, all names and words as long as given."""

from tests.factories.claims import (
    AffiliationFactory,
    AssessmentFactory,
    ClaimPartyFactory,
    ResponseFactory,
    SpeakerFactory,
    visible_statement,
)
from tests.factories.sources import ArticleVersionFactory, PublisherNoticeFactory


def with_every_part(claim, version, speaker, *, name, word):
    """The address of a body with something in each part of its page; the outlet of the version has it too."""
    body = SpeakerFactory(body=True, name=f"{name} and more", slug="long-body")
    AffiliationFactory(person=speaker, body=body, title=name[:150])
    ClaimPartyFactory(claim=claim, speaker=body)
    article = version.article
    other = ArticleVersionFactory(
        article__outlet=article.outlet, article__headline=name, article__reprint_of=article
    )
    words = {"claim": claim, "version": other}
    visible_statement(**words, words="the fire", speaker=body, stance="denies", origin_dropped=True)
    visible_statement(**words, words="Port Velm", unnamed=True, speaks_for=body, speaker_as_printed=word)
    visible_statement(**words, words="a fairy tale", by_outlet=True)
    ResponseFactory(claim=claim, party=body, outlet=article.outlet)
    AssessmentFactory(claim=claim, by_outlet=article.outlet, reasoning=word * 2)
    PublisherNoticeFactory(article=article, text=word * 2)
    ArticleVersionFactory(article=article, text=f"{name}\n\nThe pier is {word}, he said.\n")
    return body.addresses.get(current=True).slug
