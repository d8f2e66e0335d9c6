"""Rules of the tables of trained taggers."""

import pytest

from claims.choices import TaggerState
from tests.factories.site import TaggerTextFactory, TrainedTaggerFactory
from tests.factories.subjects import NOW
from tests.refusals import change, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("person_writes")]


def test_one_tagger_is_in_use():
    TrainedTaggerFactory(in_use=True)
    with refused("trained_tagger_one_in_use"):
        TrainedTaggerFactory(in_use=True)


def test_a_tagger_that_did_no_better_is_never_in_use():
    with refused("trained_tagger_in_use_was_better"):
        TrainedTaggerFactory(in_use=True, better=False)


def test_a_tagger_in_use_says_who_put_it_there():
    for missing in ({"used_by": None}, {"used_at": None}):
        with refused("trained_tagger_in_use_says_who"):
            TrainedTaggerFactory(in_use=True, **missing)
    assert change(TrainedTaggerFactory(used_at=NOW), reason="") == 1


def test_a_retired_tagger_says_why():
    with refused("trained_tagger_retired_says_why"):
        TrainedTaggerFactory(state=TaggerState.RETIRED)


def test_a_tagger_learns_from_a_text_once():
    text = TaggerTextFactory()
    with refused("tagger_text_once"):
        TaggerTextFactory(tagger=text.tagger, article_version=text.article_version)
