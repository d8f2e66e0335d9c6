"""Two editors at the same moment: one record, and the other is told."""

import pytest

from claims.models import Claim, Speaker, Statement
from claims.services.errors import AlreadyRecorded
from sources.services.roots import Stale
from tests.claims.desk import desk_article
from tests.claims.saving import asserts, save
from tests.connections import at_once
from tests.factories.claims import ClaimFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_same_words_recorded_at_once_make_one_statement_one_speaker_and_one_claim(editor, admin):
    version = desk_article()
    doors = [lambda who=who: save(who, version, links=(asserts(),)) for who in (editor, admin)]
    outcomes = at_once(doors)
    refused = [outcome for outcome in outcomes if isinstance(outcome, AlreadyRecorded)]
    assert (len(refused), Statement.objects.count(), Speaker.objects.count()) == (1, 1, 1)
    assert Claim.objects.count() == 1
    assert refused[0].statement_id == Statement.objects.get().pk


def test_two_changes_at_once_are_one_change_and_one_stale_save(editor, admin):
    version = desk_article()
    pk = save(editor, version).pk
    doors = [
        lambda who=who: save(
            who, version, statement=Statement.objects.get(pk=pk), expected=1, role_as_printed=who.username
        )
        for who in (editor, admin)
    ]
    outcomes = at_once(doors)
    assert sum(isinstance(outcome, Stale) for outcome in outcomes) == 1
    kept = Statement.objects.get()
    assert (kept.version, kept.role_as_printed) == (2, kept.last_actor.username)


def test_statements_that_meet_in_their_claims_do_not_wait_for_one_another_for_ever(editor, admin):
    version = desk_article()
    one, two = ClaimFactory(visible=True), ClaimFactory(visible=True)
    doors = [
        lambda: save(editor, version, speaker_as_printed="A", links=(asserts(one), asserts(two))),
        lambda: save(admin, version, speaker_as_printed="B", links=(asserts(two), asserts(one))),
    ]
    assert [type(outcome) for outcome in at_once(doors)] == [Statement, Statement]
    for claim in (one, two):
        claim.summary.refresh_from_db()
        assert (claim.revisions.count(), claim.summary.asserting) == (2, 2)
