"""What is recorded of a claim is told before it is asked for."""

import pytest

from claims.queries.at_address import found_claim
from claims.queries.bears import Bears
from tests.factories.claims import (
    AssessmentFactory,
    ClaimFactory,
    ClaimPartyFactory,
    ClaimRelationFactory,
    OriginDecisionFactory,
    ReplyRequestFactory,
    ResponseFactory,
)

pytestmark = pytest.mark.django_db

NOTHING = Bears(*(False for _ in Bears._fields))
KINDS = {
    "assessments": lambda claim: AssessmentFactory(claim=claim),
    "parties": lambda claim: ClaimPartyFactory(claim=claim),
    "responses": lambda claim: ResponseFactory(claim=claim),
    "requests": lambda claim: ReplyRequestFactory(claim=claim),
    "decisions": lambda claim: OriginDecisionFactory(claim=claim),
}


def borne(claim):
    return found_claim(claim.pk, "").bears


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_recorded_of_a_claim_or_of_one_merged_into_it_is_told_and_nothing_else(kind):
    claim, other, kept = (ClaimFactory() for _ in range(3))
    merged = ClaimFactory(merged_into=kept)
    KINDS[kind](other)
    assert (borne(claim), borne(kept)) == (NOTHING, NOTHING._replace(merged=True))
    KINDS[kind](claim)
    KINDS[kind](merged)
    told = NOTHING._replace(**{kind: True})
    assert (borne(claim), borne(kept)) == (told, told._replace(merged=True))


def test_a_relation_is_told_at_both_ends_and_over_a_merge():
    first, third, kept = (ClaimFactory() for _ in range(3))
    merged = ClaimFactory(merged_into=kept)
    ClaimRelationFactory(from_claim=first, to_claim=merged)
    assert [borne(one).relations for one in (first, third, kept)] == [True, False, True]
