"""Merging and unmerging: a pointer each, moved along and offered back, never a row rewritten."""

import pytest

from claims import summaries
from claims.choices import Moved
from claims.models import Claim, StatementLink
from claims.services.errors import Refused
from claims.services.merging import (
    brought_along,
    merge_claims,
    merge_speakers,
    unmerge_claim,
    unmerge_speaker,
)
from sources.services.roots import Stale
from tests.claims.saving import events
from tests.factories.claims import ClaimFactory, SpeakerFactory, visible_statement
from tests.factories.sources import OutletFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def claims():
    return [ClaimFactory(text=f"Claim {letter}", visible=True) for letter in "ABC"]


@pytest.fixture
def speakers():
    return [SpeakerFactory(name=f"Speaker {letter}") for letter in "ABC"]


def merge(editor, claim, into):
    claim.refresh_from_db()
    return merge_claims(editor=editor, claim=claim, expected=claim.version, into=into, reason="The same.")


def pointers(rows):
    for row in rows:
        row.refresh_from_db()
    return [row.merged_into_id for row in rows]


def test_a_merge_sets_the_pointer_and_its_reason_and_nothing_else(editor, claims):
    one, other, _ = claims
    visible_statement(claim=one)
    merge(editor, one, other)
    assert (one.merged_into, one.version, other.version) == (other, 2, 1)
    assert events(one)[-1] == ("update", f"user:{editor.pk}", "The same.", f"claim:{one.pk}", "2")
    assert StatementLink.objects.get().claim == one


def test_a_merge_moves_both_pages_and_says_which(editor, claims):
    one, other, _ = claims
    visible_statement(claim=one)
    merge(editor, one, other)
    revision = other.revisions.get()
    assert (revision.moved, revision.subject) == (Moved.MERGE, f"claim:{one.pk}")
    assert revision.note == "“Claim A” was merged into “Claim B”."
    assert other.summary.__class__.objects.get(claim=other).asserting == 1
    assert [str(one) for one in summaries.check()] == []


def test_what_was_merged_before_moves_along_with_an_event_of_its_own(editor, claims):
    first, second, third = claims
    merge(editor, first, second)
    merge(editor, second, third)
    assert pointers(claims) == [third.pk, third.pk, None]
    assert events(first)[-1][3:] == (f"claim:{first.pk}", "3")


def test_unmerging_offers_back_what_moved_along_and_takes_what_is_asked_for(editor, claims):
    first, second, third = claims
    merge(editor, first, second)
    merge(editor, second, third)
    second.refresh_from_db()
    assert brought_along(second) == [first]
    unmerge_claim(editor=editor, claim=second, expected=second.version, take_back=[first.pk, third.pk])
    assert pointers(claims) == [second.pk, None, None]
    assert [str(one) for one in summaries.check()] == []


def test_unmerging_without_asking_leaves_what_moved_along(editor, claims):
    first, second, third = claims
    merge(editor, first, second)
    merge(editor, second, third)
    unmerge_claim(editor=editor, claim=second, expected=second.version)
    assert pointers(claims) == [third.pk, None, None]


def test_unmerging_brings_the_counts_back(editor, claims):
    one, other, _ = claims
    visible_statement(claim=one)
    merge(editor, one, other)
    unmerge_claim(editor=editor, claim=one, expected=2, reason="They differ.")
    assert [str(difference) for difference in summaries.check()] == []
    assert [Claim.objects.get(pk=row.pk).summary.asserting for row in (one, other)] == [1, 0]


def test_merging_twice_or_into_itself_or_into_a_merged_one_is_refused(editor, claims):
    one, other, third = claims
    merge(editor, one, other)
    for claim, into in ((one, third), (third, one), (third, third)):
        with pytest.raises(Refused):
            merge(editor, claim, into)
    assert pointers(claims) == [other.pk, None, None]


def test_a_merge_needs_a_reason(editor, claims):
    with pytest.raises(Refused):
        merge_claims(editor=editor, claim=claims[0], expected=1, into=claims[1], reason="  ")


def test_a_claim_is_not_merged_into_a_withdrawn_one(editor, claims):
    with pytest.raises(Refused, match="is withdrawn"):
        merge(editor, claims[0], ClaimFactory(withdrawn=True))


def test_a_merge_on_an_old_version_is_stale_and_moves_nothing(editor, claims):
    first, second, third = claims
    merge(editor, first, second)
    with pytest.raises(Stale):
        merge_claims(editor=editor, claim=second, expected=9, into=third, reason="The same.")
    assert pointers(claims) == [second.pk, None, None]


def test_what_is_not_merged_cannot_be_unmerged(editor, claims):
    with pytest.raises(Refused):
        unmerge_claim(editor=editor, claim=claims[0], expected=1)


def test_a_merged_speakers_statements_count_for_the_other(editor, speakers):
    one, other, _ = speakers
    claim = ClaimFactory(visible=True)
    visible_statement(claim=claim, speaker=one)
    visible_statement(claim=claim, speaker=other)
    merge_speakers(editor=editor, speaker=one, expected=1, into=other, reason="Two spellings.")
    assert Claim.objects.get(pk=claim.pk).summary.asserting == 1
    assert claim.revisions.get().subject == f"speaker:{one.pk}"
    unmerge_speaker(editor=editor, speaker=one, expected=2)
    assert Claim.objects.get(pk=claim.pk).summary.asserting == 2
    assert [str(difference) for difference in summaries.check()] == []


def test_a_record_is_not_merged_into_a_person(editor, speakers):
    with pytest.raises(Refused, match="A record"):
        merge_speakers(
            editor=editor, speaker=SpeakerFactory(record=True), expected=1, into=speakers[0], reason="No."
        )


def test_a_speaker_whose_outlet_is_taken_meanwhile_is_not_unmerged(editor, speakers):
    outlet = OutletFactory()
    one = SpeakerFactory(outlet=outlet)
    merge_speakers(editor=editor, speaker=one, expected=1, into=speakers[0], reason="The same.")
    SpeakerFactory(outlet=outlet)
    with pytest.raises(Refused, match="stands for its outlet"):
        unmerge_speaker(editor=editor, speaker=one, expected=2)
    assert pointers([one]) == [speakers[0].pk]
