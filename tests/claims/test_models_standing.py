"""What stands, flat: the triggers keep it, whatever changes and whoever changes something else meanwhile."""

from datetime import timedelta

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


@pytest.fixture
def hidden(article):
    """A link that stands on a claim readers do not see yet."""
    version = ArticleVersionFactory(article=article)
    return StatementLinkFactory(statement__article_version=version, claim=ClaimFactory())


def seen_from(link):
    return StandingLink.objects.get(link=link.pk).seen_from


def test_it_says_from_when_readers_see_its_claim(hidden):
    assert seen_from(hidden) is None
    assert not visible_articles().exists()
    shown = timezone.now()
    change(hidden.claim, visible_since=shown)
    assert seen_from(hidden) == shown
    assert visible_articles().exists()


def test_what_is_to_be_shown_another_day_is_not_seen_before(hidden):
    change(hidden.claim, visible_since=timezone.now() + timedelta(days=1))
    assert seen_from(hidden) == hidden.claim.visible_since
    assert not StandingLink.objects.visible().exists()


def test_readers_never_see_what_stands_on_a_withdrawn_claim(hidden):
    change(hidden.claim, visible_since=timezone.now())
    change(hidden.claim, withdrawn_at=timezone.now(), withdrawn_by=desk_editor(), withdrawn_reason="Misread")
    assert seen_from(hidden) is None
    change(hidden.claim, withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
    assert seen_from(hidden) == hidden.claim.visible_since


def test_what_is_merged_is_seen_as_long_as_its_target_is(hidden):
    target = ClaimFactory()
    change(hidden.claim, merged_into=target)
    assert seen_from(hidden) is None
    change(target, visible_since=timezone.now())
    assert seen_from(hidden) == target.visible_since
    change(hidden.claim, merged_into=None)
    assert seen_from(hidden) is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("what", ["shown", "merged"])
def test_a_link_made_while_its_claim_is_shown_or_merged_counts_as_if_it_came_after(what):
    link, target = StatementLinkFactory(proposed=True, claim=ClaimFactory()), ClaimFactory(visible=True)
    person = desk_editor()
    with transaction.atomic():
        columns = {"merged_into": target} if what == "merged" else {"visible_since": target.visible_since}
        change(link.claim, **columns)
        confirmed = elsewhere(lambda: change(link, **CONFIRMED, decided_by=person, decided_at=timezone.now()))
        wait_until_somebody_waits()
    confirmed.result(timeout=10)
    assert seen_from(link) == target.visible_since


@pytest.mark.django_db(transaction=True)
def test_a_claim_is_shown_once_those_who_link_something_with_it_have_done_so():
    link = StatementLinkFactory(proposed=True, claim=ClaimFactory())
    shown = timezone.now()
    with transaction.atomic():
        change(link, **CONFIRMED, decided_by=desk_editor(), decided_at=timezone.now())
        done = elsewhere(lambda: change(link.claim, visible_since=shown))
        wait_until_somebody_waits()
    done.result(timeout=10)
    assert seen_from(link) == shown


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
