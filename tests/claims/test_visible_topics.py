"""A topic over merged claims: wherever in a family of merged claims it hangs, and wherever the words do."""

from itertools import product

import pytest

from claims.models import Topic
from claims.services.merging import unmerge_claim
from tests.factories.claims import ClaimFactory, ClaimTopicFactory, TopicFactory, visible_statement

pytestmark = pytest.mark.django_db

PLACES = ("target", "merged", "merged as well")
STATES = {"visible": {"visible": True}, "hidden": {}, "withdrawn": {"visible": True, "withdrawn": True}}


def family(state):
    """A claim and two that are merged into it."""
    target = ClaimFactory(slug=False, **STATES[state])
    merged = {name: ClaimFactory(slug=False, merged_into=target) for name in PLACES[1:]}
    return {"target": target, **merged}


def test_a_topic_is_seen_through_every_claim_of_a_merge_and_through_its_target_alone():
    expected = set()
    for state, linked in product(STATES, PLACES):
        claims = family(state)
        visible_statement(claim=claims[linked])
        for name in PLACES:
            topic = ClaimTopicFactory(claim=claims[name], topic=TopicFactory(slug=False)).topic
            expected |= {topic.pk} if state == "visible" else set()
    assert set(Topic.objects.visible().values_list("pk", flat=True)) == expected
    assert len(expected) == 9


def test_unmerging_gives_a_claim_its_topics_back_and_no_other(client, editor):
    target = ClaimFactory(visible=True, slug="fire")
    merged = ClaimFactory(visible=True, slug="blaze", merged_into=target)
    topic = ClaimTopicFactory(claim=merged, topic=TopicFactory(name="Tide tables", slug="tides")).topic
    visible_statement(claim=target)
    link = '<a href="/topics/tides/">Tide tables</a>'
    assert link in client.get("/claims/fire/").content.decode()
    assert "/claims/fire/" in client.get("/topics/tides/").content.decode()
    unmerge_claim(editor=editor, claim=merged, expected=1)
    assert "Tide tables" not in client.get("/claims/fire/").content.decode()
    assert list(merged.topics.all()) == [topic]
    assert client.get("/topics/tides/").status_code == 404
