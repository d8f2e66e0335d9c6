"""Factories of what is kept of pairs of speakers: likely to be one, told apart, compared."""

import factory

from claims import models
from tests.factories.base import WrittenFactory
from tests.factories.subjects import DESK, SpeakerFactory


class LikelyDuplicateFactory(WrittenFactory):
    class Meta:
        model = models.LikelyDuplicate

    first = factory.SubFactory(SpeakerFactory)
    second = factory.SubFactory(SpeakerFactory)
    score = 0.95
    reason = "another spelling"


class SpeakersApartFactory(WrittenFactory):
    class Meta:
        model = models.SpeakersApart

    first = factory.SubFactory(SpeakerFactory)
    second = factory.SubFactory(SpeakerFactory)
    reason = "One is the other's brother."
    decided_by = DESK


class ComparedSpeakerFactory(WrittenFactory):
    class Meta:
        model = models.ComparedSpeaker

    speaker = factory.SubFactory(SpeakerFactory)
    version = 1
