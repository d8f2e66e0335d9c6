"""Revisions and summaries: one function writes both."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from claims import reach, summaries
from claims.choices import ClaimState, Lane, LinkState, Moved, Stance, StatementState
from claims.models import ClaimRevision, ClaimSummary
from claims.states import Summed
from claims.tasks import sweep
from sources.services.acting import acting, person
from tests.claims.recording import change, differences, numbers, record, stored, withdraw
from tests.factories.base import desk_editor
from tests.factories.claims import (
    AssessmentFactory,
    ClaimFactory,
    ClaimRelationFactory,
    FigureFactory,
    SpeakerFactory,
    StatementFactory,
    StatementLinkFactory,
    visible_statement,
)
from tests.factories.sources import ArticleVersionFactory, OutletFactory

pytestmark = pytest.mark.django_db


# --- revisions ------------------------------------------------------------------------------------


def test_a_visible_claim_gets_one_revision_a_change_numbered_without_gaps():
    claim = ClaimFactory(visible=True)
    record(claim)
    record(claim, moved=Moved.DENIAL, note="The ministry denies it.")
    last = claim.revisions.order_by("number").last()
    assert numbers(claim) == [1, 2]
    assert (last.moved, last.note, last.subject) == ("denial", "The ministry denies it.", "statement:1")
    assert (stored(claim).revision, stored(claim).last_moved) == (2, last.at)


def test_a_claim_that_nobody_sees_gets_its_summary_and_no_revision():
    claim = ClaimFactory(summary_row=False)
    StatementLinkFactory(claim=claim)
    record(claim)
    assert numbers(claim) == []
    assert (stored(claim).asserting, stored(claim).state) == (1, ClaimState.ASSERTED)


def test_nothing_is_written_where_no_claim_is_named():
    record()
    assert ClaimRevision.objects.count() == 0


def test_the_withdrawal_is_the_last_revision_of_a_withdrawn_claim():
    claim = ClaimFactory(visible=True)
    record(claim)
    withdraw(claim)
    record(claim, moved=Moved.WITHDRAWAL)
    record(claim)
    assert numbers(claim) == [1, 2]
    assert stored(claim).state == ClaimState.WITHDRAWN
    change(claim, withdrawn_at=None)
    record(claim, moved=Moved.WITHDRAWAL)
    assert numbers(claim) == [1, 2, 3]


def test_what_moves_on_a_merged_claim_is_a_revision_of_its_target():
    target, merged = ClaimFactory(visible=True), ClaimFactory(visible=True)
    StatementLinkFactory(claim=merged)
    change(merged, merged_into=target)
    record(merged, moved=Moved.MERGE)
    assert (numbers(target), numbers(merged)) == ([1], [])
    assert (stored(target).asserting, stored(merged).asserting) == (1, 0)
    change(merged, merged_into=None)
    record(merged, target, moved=Moved.MERGE)
    assert (stored(target).asserting, stored(merged).asserting) == (0, 1)
    assert (numbers(target), numbers(merged)) == ([1, 2], [1])


def test_a_counter_claim_that_is_asserted_makes_the_other_disputed_and_gives_it_a_revision():
    claim, counter = ClaimFactory(visible=True), ClaimFactory(visible=True)
    ClaimRelationFactory(from_claim=counter, to_claim=claim)
    StatementLinkFactory(claim=claim)
    record(claim, counter)
    before = numbers(claim)
    link = StatementLinkFactory(claim=counter)
    record(counter)
    assert stored(claim).state == stored(counter).state == ClaimState.DISPUTED
    assert len(numbers(claim)) == len(before) + 1
    change(link, state=LinkState.WITHDRAWN)
    record(counter)
    assert stored(claim).state == ClaimState.ASSERTED


def test_a_related_claim_gets_no_revision_for_what_its_page_does_not_say():
    claim, counter = ClaimFactory(visible=True), ClaimFactory(visible=True)
    ClaimRelationFactory(from_claim=counter, to_claim=claim)
    record(claim, counter)
    before = numbers(counter)
    FigureFactory(statement=StatementLinkFactory(claim=claim, statement__unattributed=True).statement)
    record(claim)
    after_the_statement = numbers(counter)
    record(claim, moved=Moved.FIGURE)
    assert numbers(counter) == after_the_statement
    assert len(after_the_statement) == len(before) + 1


def test_a_relation_that_is_only_proposed_reaches_nobody():
    claim, other = ClaimFactory(visible=True), ClaimFactory(visible=True)
    ClaimRelationFactory(
        from_claim=claim, to_claim=other, state=LinkState.PROPOSED, decided_by=None, decided_at=None
    )
    record(claim)
    assert reach.reach_of([claim.pk]).all == {claim.pk}
    assert numbers(other) == []


def test_a_change_that_reaches_many_is_recorded_at_once_and_summed_by_the_sweep(monkeypatch):
    monkeypatch.setattr(summaries, "AT_ONCE", 2)
    monkeypatch.setattr(summaries, "CHUNK", 2)
    claims = [ClaimFactory(visible=True) for _ in range(3)]
    for claim in claims:
        StatementLinkFactory(claim=claim)
    record(*claims)
    assert [numbers(claim) for claim in claims] == [[1]] * 3
    assert [(stored(claim).stale, stored(claim).asserting) for claim in claims] == [(True, 0)] * 3
    assert differences() == []
    sweep()
    assert [(stored(claim).stale, stored(claim).asserting) for claim in claims] == [(False, 1)] * 3
    assert differences() == []


@pytest.mark.parametrize("count", [1, 3])
def test_recording_takes_the_same_queries_however_many_claims(count, django_assert_num_queries):
    claims = [ClaimFactory(visible=True) for _ in range(count)]
    for claim in claims:
        StatementLinkFactory(claim=claim)
        StatementLinkFactory(claim=claim, stance=Stance.DENIES)
    actor = person(desk_editor())
    with acting(actor), django_assert_num_queries(20):
        summaries.record_revision(
            actor=actor, claims=[claim.pk for claim in claims], moved=Moved.STATEMENT, subject=""
        )


# --- values ---------------------------------------------------------------------------------------


def test_a_claim_without_statements_has_nothing_recorded():
    assert summaries.recompute(ClaimFactory().pk) == Summed()


def test_counts_are_of_distinct_known_speakers_and_the_unnamed_apart():
    claim = ClaimFactory(visible=True)
    orla, ministry = SpeakerFactory(), SpeakerFactory(body=True)
    alias = SpeakerFactory(merged_into=orla)
    for said in ({"speaker": orla}, {"speaker": alias}, {"unnamed": True}, {"unattributed": True}):
        visible_statement(claim=claim, **said)
    visible_statement(claim=claim, stance=Stance.DENIES, speaker=ministry)
    visible_statement(claim=claim, stance=Stance.CORRECTS, speaker=ministry)
    visible_statement(claim=claim, stance=Stance.DISPUTES, unnamed=True)
    values = summaries.recompute(claim.pk)
    assert (values.asserting, values.asserting_unnamed) == (1, 1)
    assert (values.denying, values.questioning, values.questioning_unnamed) == (1, 1, 1)
    assert (values.statements, values.outlets) == (7, 7)
    assert values.state == ClaimState.DISPUTED


def test_a_summary_holds_the_lanes_speakers_and_outlets_of_what_stands_each_once_and_over_merges():
    claim, orla, outlet = ClaimFactory(visible=True), SpeakerFactory(), OutletFactory()
    merged = ClaimFactory(merged_into=claim)
    version = ArticleVersionFactory(article__outlet=OutletFactory(merged_into=outlet))
    visible_statement(claim=claim, speaker=SpeakerFactory(merged_into=orla), version=version)
    visible_statement(claim=merged, speaker=orla, stance=Stance.REPEATS, version__article__outlet=outlet)
    visible_statement(claim=claim, unnamed=True, stance=Stance.DECLINES, version__article__outlet=None)
    visible_statement(claim=claim, stance=Stance.DENIES, version__article__withdrawn=True)
    values = summaries.recompute(claim.pk)
    assert values.lanes == [Lane.ASSERTS, Lane.QUESTIONS]
    assert (values.by_speakers, values.in_outlets) == ([orla.pk], [outlet.pk])
    assert summaries.recompute(merged.pk).by_speakers == []


def test_what_does_not_stand_is_not_counted():
    claim = ClaimFactory(visible=True)
    visible_statement(claim=claim, version__article__withdrawn=True)
    StatementLinkFactory(claim=claim, statement=StatementFactory(withdrawn=True))
    StatementLinkFactory(claim=claim, rejected=True)
    StatementLinkFactory(claim=claim, statement=StatementFactory(proposed=True), proposed=True)
    assert summaries.recompute(claim.pk) == Summed()


def test_checks_count_while_they_stand_and_are_not_replaced():
    claim = ClaimFactory()
    first = AssessmentFactory(claim=claim)
    AssessmentFactory(claim=claim, replaces=first)
    AssessmentFactory(claim=claim, withdrawn_at=timezone.now())
    assert summaries.recompute(claim.pk).checked == 1


def test_statements_that_are_confirmed_are_what_is_counted():
    proposed = StatementLinkFactory(statement=StatementFactory(proposed=True), claim__visible=True)
    assert proposed.statement.state == StatementState.PROPOSED
    assert summaries.recompute(proposed.claim_id).statements == 0


# --- the check ------------------------------------------------------------------------------------


def test_the_check_lists_what_differs_and_fails(capsys):
    claim = ClaimFactory(visible=True)
    record(claim)
    call_command("check_summaries")
    assert capsys.readouterr().out == "Every summary is what its claim's rows say.\n"
    ClaimSummary.objects.filter(claim=claim).update(asserting=4)
    with pytest.raises(CommandError, match="1 fields are not") as refused:
        call_command("check_summaries")
    assert refused.value.returncode == 1
    assert capsys.readouterr().out == f"claim {claim.pk}, asserting: 4 is stored, 0 was found\n"


def test_the_check_misses_no_claim_without_a_summary():
    claim = ClaimFactory(summary_row=False)
    assert differences() == [f"claim {claim.pk}, row: None is stored, 'a claim' was found"]


# --- how the claim stood --------------------------------------------------------------------------


def stood(claim):
    return list(claim.revisions.order_by("number").values_list("state_before", "state", "new_origin"))


def test_each_revision_keeps_how_the_claim_stood_with_it_and_before():
    claim = ClaimFactory(visible=True)
    visible_statement(claim=claim)
    record(claim)
    visible_statement(claim=claim, stance=Stance.DENIES, words="a fairy tale")
    record(claim)
    withdraw(claim)
    record(claim, moved=Moved.WITHDRAWAL)
    assert stood(claim) == [
        (None, "asserted", False),
        ("asserted", "disputed", False),
        ("disputed", "withdrawn", False),
    ]


def test_one_more_origin_is_kept_with_the_revision_that_brought_it_and_a_repetition_is_none():
    claim = ClaimFactory(visible=True)
    first = visible_statement(claim=claim)
    record(claim)
    visible_statement(claim=claim, words="Port Velm")
    record(claim)
    visible_statement(claim=claim, speaker=first.speaker)
    record(claim)
    assert [new for *_, new in stood(claim)] == [False, True, False]


def test_how_a_claim_stood_is_not_told_where_a_change_reaches_too_many(monkeypatch):
    claim = ClaimFactory(visible=True)
    visible_statement(claim=claim)
    record(claim)
    monkeypatch.setattr(summaries, "AT_ONCE", 0)
    record(claim)
    monkeypatch.setattr(summaries, "AT_ONCE", 200)
    record(claim)
    assert stood(claim) == [
        (None, "asserted", False),
        ("asserted", None, False),
        (None, "asserted", False),
    ]
