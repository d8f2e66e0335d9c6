"""Numbers beside the filters of a long list of claims: counted on its beginning."""

from dataclasses import replace

import pytest

from claims.models import Claim, ClaimSummary
from claims.queries import sample
from claims.queries.narrowing import under_topics
from claims.queries.sample import Sample
from tests.claims.test_claim_list import claim, page
from tests.factories.claims import (
    ClaimFactory,
    ClaimTopicFactory,
    SpeakerFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


def test_numbers_of_a_long_list_are_counted_on_its_beginning_and_it_says_so(client, monkeypatch):
    for name in ("First", "Second", "Third"):
        claim(name)
    whole = page(client)
    monkeypatch.setattr(sample, "MOST", 2)
    shown = page(client)
    assert "3 claims</h2>" in whole
    assert "2+ claims</h2>" in shown
    told = "The numbers beside the filters are counted on the first 2 of the list."
    assert (told in whole, told in shown) == (False, True)


@pytest.mark.parametrize("sort", ["moved", "said"])
def test_claims_under_topics_are_counted_as_any_others(sort):
    fires, floods = TopicFactory(name="Fires", slug="fires"), TopicFactory(name="Floods", slug="floods")
    blazes = TopicFactory(name="Blazes", slug="blazes", merged_into=fires)
    orla = SpeakerFactory(name="Orla Venn", slug="orla")
    told = [claim(f"Claim {n}", "denies" if n else "asserts", speaker=orla) for n in range(4)]
    merged = ClaimFactory(text="Merged", merged_into=told[3])
    hidden = ClaimFactory(text="Hidden")
    for one, topic in zip([*told, merged, hidden], [fires, fires, blazes, floods, fires, fires], strict=True):
        ClaimTopicFactory(claim=one, topic=topic)
    under = Sample(Claim.objects.none, sort=sort, topics=[fires.pk])
    listed = Sample(lambda: under_topics(Claim.objects.visible(), [fires.pk]), sort=sort)
    assert (under.number, under.more, [*under.first]) == (4, False, [*listed.first])
    assert replace(under.counts, first=(), claims=0) == replace(listed.counts, first=(), claims=0)
    assert (under.counts.lanes, under.counts.speakers.numbers) == ({"asserts": 1, "denies": 3}, {orla.pk: 4})


def test_what_waits_for_the_sweep_is_counted_as_it_stands():
    orla, topic = SpeakerFactory(name="Orla Venn", slug="orla"), TopicFactory()
    told = [claim(f"Claim {n}", "denies" if n else "asserts", speaker=orla) for n in range(3)]
    for one in told:
        ClaimTopicFactory(claim=one, topic=topic)
    samples = [
        lambda: Sample(Claim.objects.none, sort="moved", topics=[topic.pk]),
        lambda: Sample(Claim.objects.visible, sort="moved"),
    ]
    before = [made().counts for made in samples]
    ClaimSummary.objects.update(stale=True, lanes=[], by_speakers=[SpeakerFactory().pk], in_outlets=[])
    assert [made().counts for made in samples] == before
    assert before[0].lanes == {"asserts": 1, "denies": 2}
    assert len(before[0].outlets.numbers) == 3
