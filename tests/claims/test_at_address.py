"""What a claim comes with."""

from datetime import timedelta

import pytest
from django.utils import timezone

from claims.models import Claim
from claims.queries.at_address import find_claim, found_claim
from claims.queries.revisions import NEWEST, Told
from claims.querysets import ClaimQuerySet
from claimtrack.roles import READER
from tests.claims.recording import record
from tests.factories.base import desk_editor
from tests.factories.claims import ClaimFactory, ClaimTopicFactory, TopicFactory, visible_statement

pytestmark = pytest.mark.django_db


def test_topics_come_once_by_their_names_over_merges_of_topics_and_of_claims():
    kept, other = TopicFactory(name="Beta", slug="beta"), TopicFactory(name="Alpha", slug="alpha")
    claim = ClaimFactory(visible=True)
    merged = ClaimFactory(merged_into=claim)
    for one, topic in (
        (claim, kept),
        (claim, TopicFactory(merged_into=kept)),
        (merged, kept),
        (merged, other),
    ):
        ClaimTopicFactory(claim=one, topic=topic)
    ClaimTopicFactory(claim=ClaimFactory(), topic=TopicFactory())
    assert found_claim(claim.pk, "").topics == [(other.pk, "Alpha", "alpha"), (kept.pk, "Beta", "beta")]


def test_revisions_are_those_that_a_list_asks_for():
    claim = ClaimFactory(visible=True)
    visible_statement(claim=claim)
    record(claim)
    record(claim)
    told = found_claim(claim.pk, "").revisions
    assert [one.number for one in told] == [2, 1]
    assert told == [Told._make(row) for row in NEWEST.rows(claim=claim.pk)]


@pytest.mark.parametrize("published", [None, -1, 1])
@pytest.mark.parametrize("withdrawn", [False, True])
@pytest.mark.parametrize("merged", [False, True])
def test_who_sees_it_is_told_as_querysets_say(published, withdrawn, merged):
    now = timezone.now()
    taken_back = {"withdrawn_at": now, "withdrawn_by": desk_editor(), "withdrawn_reason": "Not ours."}
    claim = ClaimFactory(
        visible_since=published and now + timedelta(days=published),
        merged_into=ClaimFactory(visible=True) if merged else None,
        **taken_back if withdrawn else {},
    )
    found = found_claim(claim.pk, "")
    assert found.seen == Claim.objects.visible().filter(pk=claim.pk).exists()
    assert found.gone == Claim.objects.filter(ClaimQuerySet.GONE, pk=claim.pk).exists()


def test_an_address_of_nothing_leads_nowhere():
    assert find_claim("nothing", READER) is None
