"""Factories of speakers, topics and claims with what belongs to them; `claims` gathers and documents them."""

from datetime import timedelta

import factory
from django.utils import timezone

from claims import choices, models
from sources.folding import fold
from tests.factories.base import WrittenFactory, desk_editor
from tests.factories.sources import WithAddress

NOW = factory.LazyFunction(timezone.now)
DESK = factory.LazyFunction(desk_editor)


class SpeakerFactory(WithAddress):
    class Meta:
        model = models.Speaker

    class Params:
        body = factory.Trait(
            kind=choices.SpeakerKind.BODY, name=factory.Sequence(lambda n: f"Harbour Ministry {n}")
        )
        record = factory.Trait(
            kind=choices.SpeakerKind.RECORD, name=factory.Sequence(lambda n: f"Pier camera recording {n}")
        )

    name = factory.Sequence(lambda n: f"Orla Venn {n}")
    kind = choices.SpeakerKind.PERSON
    search_key = factory.LazyAttribute(lambda o: fold(o.name))


class SpeakerAddressFactory(WrittenFactory):
    """One more address, no longer current."""

    class Meta:
        model = models.SpeakerAddress

    target = factory.SubFactory(SpeakerFactory)
    slug = factory.Sequence(lambda n: f"former-speaker-{n}")
    current = False


class SpeakerAliasFactory(WrittenFactory):
    class Meta:
        model = models.SpeakerAlias

    speaker = factory.SubFactory(SpeakerFactory)
    spelling = factory.Sequence(lambda n: f"O. Venn {n}")
    search_key = factory.LazyAttribute(lambda o: fold(o.spelling))


class AffiliationFactory(WrittenFactory):
    class Meta:
        model = models.Affiliation

    person = factory.SubFactory(SpeakerFactory)
    body = factory.SubFactory(SpeakerFactory, body=True)
    title = "spokeswoman"


class TopicFactory(WithAddress):
    class Meta:
        model = models.Topic

    name = factory.Sequence(lambda n: f"The fire at Port Velm {n}")
    search_key = factory.LazyAttribute(lambda o: fold(o.name))


class TopicAddressFactory(WrittenFactory):
    """One more address, no longer current."""

    class Meta:
        model = models.TopicAddress

    target = factory.SubFactory(TopicFactory)
    slug = factory.Sequence(lambda n: f"former-topic-{n}")
    current = False


class ClaimFactory(WithAddress):
    class Meta:
        model = models.Claim
        skip_postgeneration_save = True

    class Params:
        visible = factory.Trait(
            visible_since=factory.LazyFunction(lambda: timezone.now() - timedelta(days=1))
        )
        withdrawn = factory.Trait(
            withdrawn_at=NOW, withdrawn_by=DESK, withdrawn_reason="It named the wrong port."
        )

    text = factory.Sequence(lambda n: f"The fire at Port Velm was set deliberately ({n})")
    search_key = factory.LazyAttribute(lambda o: fold(o.text))

    @factory.post_generation
    def summary_row(self, create, made, **_):
        """False: no summary row."""
        if made is not False:
            ClaimSummaryFactory(claim=self)


class ClaimAddressFactory(WrittenFactory):
    """One more address, no longer current."""

    class Meta:
        model = models.ClaimAddress

    target = factory.SubFactory(ClaimFactory)
    slug = factory.Sequence(lambda n: f"former-claim-{n}")
    current = False


class ClaimSummaryFactory(WrittenFactory):
    class Meta:
        model = models.ClaimSummary

    claim = factory.SubFactory(ClaimFactory, summary_row=False)


class ClaimTopicFactory(WrittenFactory):
    class Meta:
        model = models.ClaimTopic

    claim = factory.SubFactory(ClaimFactory)
    topic = factory.SubFactory(TopicFactory)


class ClaimPartyFactory(WrittenFactory):
    class Meta:
        model = models.ClaimParty

    claim = factory.SubFactory(ClaimFactory)
    speaker = factory.SubFactory(SpeakerFactory)
    role = choices.PartyRole.ACCUSED


class ClaimRevisionFactory(WrittenFactory):
    class Meta:
        model = models.ClaimRevision

    claim = factory.SubFactory(ClaimFactory)
    number = factory.LazyAttribute(lambda o: o.claim.revisions.count() + 1)
    actor = DESK
    moved = choices.Moved.STATEMENT
