"""What the database refuses when two connections write at once."""

import random

import pytest
from django.db import DatabaseError

from claims.models import ClaimRevision, Speaker
from sources.models import Outlet
from sources.services.acting import acting, person
from tests.connections import at_once, elsewhere, wait_until_somebody_waits
from tests.factories.base import desk_editor
from tests.factories.claims import ClaimFactory, ClaimRevisionFactory, SpeakerFactory, StatementFactory
from tests.factories.sources import ArticleFactory, ArticleVersionFactory, OutletFactory
from tests.refusals import change, culprit

pytestmark = pytest.mark.django_db(transaction=True)


def merge(row, into):
    """Point one at another, in a transaction of its own."""
    with acting(person(desk_editor())):
        return change(row, merged_into=into.pk)


def chains():
    return Speaker.objects.filter(merged_into__merged_into__isnull=False).count()


@pytest.mark.parametrize("first", ["its tail", "its head"])
def test_two_merges_that_would_build_a_chain_wait_for_one_another(first):
    one, two, three = SpeakerFactory.create_batch(3)
    early, late = [(one, two), (two, three)] if first == "its tail" else [(two, three), (one, two)]
    with acting(person(desk_editor())):
        change(early[0], merged_into=early[1].pk)
        outcome = elsewhere(lambda: merge(*late))
        wait_until_somebody_waits()
    assert culprit(outcome.exception(timeout=20)) == "Speaker.merge_is_one_step"
    assert chains() == 0


def test_two_speakers_merged_into_one_another_at_once_do_not_become_a_ring():
    one, two = SpeakerFactory.create_batch(2)
    outcomes = at_once([lambda: merge(one, two), lambda: merge(two, one)])
    assert sum(isinstance(outcome, DatabaseError) for outcome in outcomes) == 1
    assert Speaker.objects.filter(merged_into__isnull=False).count() == 1


@pytest.mark.parametrize("rounds", [3, pytest.param(30, marks=pytest.mark.thorough)])
def test_however_many_merge_at_once_no_chain_comes_of_it(rounds):
    chance = random.Random(20310512)
    speakers = SpeakerFactory.create_batch(6)
    done = 0
    for _ in range(rounds):
        pairs = [chance.sample(speakers, 2) for _ in range(6)]
        outcomes = at_once([lambda pair=pair: merge(*pair) for pair in pairs])
        assert all(outcome == 1 or isinstance(outcome, DatabaseError) for outcome in outcomes)
        done += outcomes.count(1)
        assert chains() == 0
        with acting(person(desk_editor())):
            Speaker.objects.update(merged_into=None)
    assert done >= rounds


def test_a_revision_number_is_given_once_to_two_who_count_at_once():
    claim = ClaimFactory()
    with acting(person(desk_editor())):
        ClaimRevisionFactory(claim=claim, number=1)
        outcome = elsewhere(lambda: ClaimRevisionFactory(claim=claim, number=1))
        wait_until_somebody_waits()
    assert culprit(outcome.exception(timeout=20)) == "revision_number_once"
    assert list(ClaimRevision.objects.values_list("number", flat=True)) == [1]


def test_what_two_workers_make_at_once_is_made_once():
    article, version = ArticleFactory(), ArticleVersionFactory()
    makers = {
        "outlet_once": lambda: OutletFactory(name="Velm Courier", slug=False),
        "version_bytes_once": lambda: ArticleVersionFactory(article=article, number=1, sha256="a" * 64),
        "article_address_once": lambda: ArticleFactory(address="https://courier.example/1", outlet=None),
        "statement_once": lambda: StatementFactory(version=version, unattributed=True),
    }
    for rule, make in makers.items():
        outcomes = at_once([make, make])
        (error,) = [outcome for outcome in outcomes if isinstance(outcome, DatabaseError)]
        assert culprit(error) in {rule, "version_number_once", "passage_once"}
    assert Outlet.objects.filter(name="Velm Courier").count() == 1
