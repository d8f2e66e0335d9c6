"""What the database refuses of pairs of speakers."""

import pytest

from tests.factories.claims import SpeakerFactory
from tests.factories.likeness import LikelyDuplicateFactory, SpeakersApartFactory
from tests.refusals import refused

pytestmark = pytest.mark.usefixtures("person_writes")


def test_a_likely_pair_stands_once_with_the_earlier_first():
    first, second = SpeakerFactory(), SpeakerFactory()
    LikelyDuplicateFactory(first=first, second=second)
    with refused("likely_pair_once"):
        LikelyDuplicateFactory(first=first, second=second)
    for one, other in ((second, first), (first, first)):
        with refused("likely_first_is_earlier"):
            LikelyDuplicateFactory(first=one, second=other)


def test_two_are_told_apart_once_and_with_a_reason():
    first, second = SpeakerFactory(), SpeakerFactory()
    SpeakersApartFactory(first=first, second=second)
    with refused("apart_pair_once"):
        SpeakersApartFactory(first=second, second=first)
    with refused("apart_is_of_two"):
        SpeakersApartFactory(first=first, second=first)
    with refused("apart_has_a_reason"):
        SpeakersApartFactory(reason="")
