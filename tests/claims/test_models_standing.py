"""What stands, flat: the triggers keep it, whatever changes and whoever changes something else meanwhile."""

import pytest
from django.db import transaction
from django.utils import timezone

from claims.choices import LinkState, Stance, StatementState
from claims.models import StandingLink
from claims.querysets import visible_articles
from tests.claims.recording import change
from tests.connections import elsewhere, wait_until_somebody_waits
from tests.factories.base import desk_editor
from tests.factories.claims import ClaimFactory, SpeakerFactory, StatementLinkFactory
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, ImportBatchFactory, OutletFactory

CONFIRMED = {"state": LinkState.CONFIRMED}


def rows(link):
    """What is kept of the link: (target, stance, speaker, outlet)."""
    kept = StandingLink.objects.filter(link=link.pk)
    return list(kept.values_list("target", "stance", "speaker", "outlet"))


@pytest.fixture
def article(db):
    return ArticleFactory(batch=ImportBatchFactory())


@pytest.fixture
def link(article):
    version = ArticleVersionFactory(article=article)
    return StatementLinkFactory(statement__speaker=SpeakerFactory(), statement__article_version=version)


def row_of(link):
    article = link.statement.article_version.article
    return (link.claim_id, "asserts", link.statement.speaker_id, article.outlet_id)


def test_a_confirmed_link_of_a_confirmed_statement_stands(link):
    assert rows(link) == [row_of(link)]
    proposed = StatementLinkFactory(proposed=True, statement=link.statement)
    assert rows(proposed) == []
    change(proposed, **CONFIRMED, decided_by=desk_editor(), decided_at=timezone.now())
    assert rows(proposed) == [(proposed.claim_id, *row_of(link)[1:])]


def test_it_says_what_the_link_and_the_statement_say(link):
    other = SpeakerFactory()
    change(link, stance=Stance.DENIES)
    change(link.statement, speaker=other)
    assert rows(link) == [(link.claim_id, "denies", other.pk, row_of(link)[3])]


@pytest.mark.parametrize("state", [LinkState.WITHDRAWN, LinkState.REJECTED])
def test_a_link_that_is_taken_back_stands_no_longer(link, state):
    change(link, state=state)
    assert rows(link) == []


def test_a_withdrawn_statement_takes_its_links_with_it(link):
    change(
        link.statement,
        state=StatementState.WITHDRAWN,
        withdrawn_by=desk_editor(),
        withdrawn_at=timezone.now(),
        withdrawn_reason="Misread",
    )
    assert rows(link) == []


def test_a_withdrawn_article_takes_them_away_and_brings_them_back(link, article):
    change(article, withdrawn_at=timezone.now(), withdrawn_by=desk_editor(), withdrawn_reason="A draft")
    assert rows(link) == []
    change(article, withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
    assert rows(link) == [row_of(link)]


def test_another_save_of_an_article_bears_nothing(link, article):
    change(article, same_as=ArticleFactory())
    assert rows(link) == []


def test_an_article_of_another_outlet_counts_for_that_one(link, article):
    other = OutletFactory()
    change(article, outlet=other)
    assert rows(link)[0][3] == other.pk


def test_a_withdrawn_batch_takes_all_its_articles_with_it(link, article):
    change(article.batch, withdrawn_at=timezone.now(), withdrawn_by=desk_editor(), withdrawn_reason="Twice")
    assert rows(link) == []
    change(article.batch, withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
    assert rows(link) == [row_of(link)]


def test_what_is_merged_counts_for_its_target_until_it_is_taken_apart(link, article):
    claim, speaker, outlet = ClaimFactory(visible=True), SpeakerFactory(), OutletFactory()
    before = rows(link)
    merges = ((link.claim, claim), (link.statement.speaker, speaker), (article.outlet, outlet))
    for merged, target in merges:
        change(merged, merged_into=target)
    assert rows(link) == [(claim.pk, "asserts", speaker.pk, outlet.pk)]
    for merged, _ in merges:
        change(merged, merged_into=None)
    assert rows(link) == before


@pytest.mark.django_db(transaction=True)
def test_a_link_made_while_its_article_is_withdrawn_does_not_stand():
    link = StatementLinkFactory(proposed=True)
    article, person = link.statement.article_version.article, desk_editor()
    with transaction.atomic():
        change(article, withdrawn_at=timezone.now(), withdrawn_by=desk_editor(), withdrawn_reason="A draft")
        confirmed = elsewhere(lambda: change(link, **CONFIRMED, decided_by=person, decided_at=timezone.now()))
        wait_until_somebody_waits()
    confirmed.result(timeout=10)
    assert link.state == LinkState.CONFIRMED
    assert rows(link) == []
    assert not visible_articles().exists()
