"""Whom a change reaches."""

import pytest

from claims import reach
from tests.factories.claims import RelayFactory, SpeakerFactory, StatementLinkFactory

pytestmark = pytest.mark.django_db


def test_a_speaker_reaches_the_claims_it_stands_on_in_any_part():
    speaker = SpeakerFactory(body=True)
    said = StatementLinkFactory(statement__speaker=SpeakerFactory(body=True, merged_into=speaker))
    behind = StatementLinkFactory(statement__unnamed=True, statement__speaks_for=speaker)
    relayed = StatementLinkFactory()
    RelayFactory(statement=relayed.statement, speaker=speaker)
    StatementLinkFactory()
    assert reach.claims_of_speaker(speaker.pk) == {said.claim_id, behind.claim_id, relayed.claim_id}


def test_an_article_and_its_outlet_reach_the_claims_of_its_statements():
    link = StatementLinkFactory()
    StatementLinkFactory(proposed=True, statement=link.statement)
    article = link.statement.article_version.article
    assert reach.claims_of_article(article.pk) == {link.claim_id}
    assert reach.claims_of_outlet(article.outlet_id) == {link.claim_id}
    assert reach.claims_of_statement(link.statement_id) == {link.claim_id}
