"""Summaries hold: whatever changes, in whatever order, and whoever else writes, the check finds nothing."""

import os
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings, strategies

from claims import reach
from claims.choices import LinkState, Moved, Stance
from claims.models import Claim, StatementLink
from tests.claims.recording import change, differences, numbers, record, stored, withdraw
from tests.factories.base import desk_editor
from tests.factories.claims import (
    AssessmentFactory,
    ClaimFactory,
    ClaimRelationFactory,
    SpeakerFactory,
    StatementLinkFactory,
)

# --- any sequence of changes ----------------------------------------------------------------------

EXAMPLES = 60 if os.environ.get("CLAIMTRACK_THOROUGH") == "1" else 10
CHANGES = ("link", "unlink", "withdraw", "merge", "relate", "check", "hide_article", "merge_speaker")
steps = strategies.lists(
    strategies.tuples(
        strategies.sampled_from(CHANGES),
        strategies.integers(0, 3),
        strategies.integers(0, 3),
        strategies.sampled_from(Stance.values),
    ),
    min_size=1,
    max_size=12,
)


@pytest.mark.django_db
@given(steps=steps)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_sequence_of_changes_the_check_finds_nothing(steps, db):
    claims = [ClaimFactory(visible=number != 3) for number in range(4)]
    speakers = [SpeakerFactory() for _ in range(4)]
    record(*claims)
    for kind, one, two, stance in steps:
        DOES[kind](claims, speakers, one, two, stance)
        assert differences() == []
    assert_no_gaps(claims)


def assert_no_gaps(claims):
    for claim in claims:
        assert numbers(claim) == list(range(1, len(numbers(claim)) + 1))


def link(claims, speakers, one, two, stance):
    StatementLinkFactory(claim=claims[one], stance=stance, statement__speaker=speakers[two])
    record(claims[one])


def unlink(claims, _speakers, one, _two, _stance):
    found = StatementLink.objects.confirmed().filter(claim=claims[one]).first()
    if found:
        change(found, state=LinkState.WITHDRAWN)
        record(claims[one], moved=Moved.WITHDRAWAL)


def withdraw_or_not(claims, _speakers, one, _two, _stance):
    claim = Claim.objects.get(pk=claims[one].pk)
    withdraw(claim) if claim.withdrawn_at is None else change(claim, withdrawn_at=None)
    record(claim, moved=Moved.WITHDRAWAL)


def merge_or_not(claims, _speakers, one, two, _stance):
    claim, target = Claim.objects.get(pk=claims[one].pk), Claim.objects.get(pk=claims[two].pk)
    if claim.merged_into_id:
        former = claim.merged_into
        change(claim, merged_into=None)
        record(claim, former, moved=Moved.MERGE)
    elif claim != target and not target.merged_into_id and not claim.merged.exists():
        change(claim, merged_into=target)
        record(claim, target, moved=Moved.MERGE)


def relate(claims, _speakers, one, two, _stance):
    first, second = claims[min(one, two)], claims[max(one, two)]
    if first != second and not first.relations_from.filter(to_claim=second).exists():
        ClaimRelationFactory(from_claim=first, to_claim=second)
        record(first, second, moved=Moved.TEXT)


def assess(claims, _speakers, one, _two, _stance):
    AssessmentFactory(claim=claims[one])
    record(claims[one], moved=Moved.CHECK)


def hide_article(claims, _speakers, one, _two, _stance):
    found = StatementLink.objects.standing().filter(claim=claims[one]).first()
    if found:
        article = found.statement.article_version.article
        change(
            article, withdrawn_at=timezone.now(), withdrawn_by=desk_editor(), withdrawn_reason="Taken down."
        )
        record(*Claim.objects.filter(pk__in=reach.claims_of_article(article.pk)), moved=Moved.WITHDRAWAL)


def merge_speaker(_claims, speakers, one, two, _stance):
    for speaker in speakers:
        speaker.refresh_from_db()
    first, second = speakers[one], speakers[two]
    if first != second and not second.merged_into_id and not first.merged.exists():
        change(first, merged_into=second)
        touched = reach.claims_of_speaker(second.pk)
        record(*Claim.objects.filter(pk__in=touched), moved=Moved.MERGE)


DOES = {
    "link": link,
    "unlink": unlink,
    "withdraw": withdraw_or_not,
    "merge": merge_or_not,
    "relate": relate,
    "check": assess,
    "hide_article": hide_article,
    "merge_speaker": merge_speaker,
}


# --- two at once ----------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_writers_at_once_wait_for_one_another_and_leave_no_gap():
    claims = [ClaimFactory(visible=True) for _ in range(2)]

    def write(order):
        try:
            for _ in range(5):
                for claim in order:
                    StatementLinkFactory(claim=claim)
                record(*order)
        finally:
            connection.close()

    desk_editor()
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(write, order) for order in (claims, claims[::-1])]:
            done.result(timeout=60)
    assert [numbers(claim) for claim in claims] == [list(range(1, 11))] * 2
    assert [stored(claim).statements for claim in claims] == [10, 10]
    assert differences() == []
