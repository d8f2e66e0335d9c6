"""Where people belong: recorded once, in the person's history, and of a person in a body alone."""

import pytest

from claims.models import Affiliation
from claims.services.affiliations import AffiliationInput, affiliate
from claims.services.errors import Refused
from sources.services.roots import Stale
from tests.factories.base import stated
from tests.factories.claims import SpeakerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def orla():
    return SpeakerFactory(name="Orla Venn")


@pytest.fixture
def ministry():
    return SpeakerFactory(name="Harbour Ministry", body=True)


def place(body, **fields):
    return AffiliationInput(body=body, title="minister", since=stated("2029-03"), **fields)


def test_a_place_is_recorded_once_with_its_dates_and_makes_a_version_of_the_person(editor, orla, ministry):
    made = affiliate(editor=editor, speaker=orla, expected=orla.version, data=place(ministry))
    assert (str(made), made.since, made.until.earliest) == (
        "Orla Venn, minister Harbour Ministry",
        stated("2029-03"),
        None,
    )
    assert (orla.version, orla.last_actor) == (2, editor)
    assert affiliate(editor=editor, speaker=orla, expected=2, data=place(ministry)) == made
    with pytest.raises(Stale):
        affiliate(editor=editor, speaker=orla, expected=1, data=place(ministry))


def test_a_place_in_a_merged_body_is_one_in_the_body_that_stands_for_it(editor, orla, ministry):
    merged = SpeakerFactory(body=True, merged_into=ministry)
    assert affiliate(editor=editor, speaker=orla, expected=1, data=place(merged)).body == ministry


def test_only_a_person_belongs_and_only_to_a_body_or_office(editor, orla, ministry):
    for speaker, body in ((ministry, ministry), (orla, orla), (ministry, orla)):
        with pytest.raises(Refused, match="A person belongs to a body"):
            affiliate(editor=editor, speaker=speaker, expected=1, data=place(body))
    assert Affiliation.objects.count() == 0
