"""Revisions and summaries: one function writes both, and what is stored is always what the rows say."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings, strategies

from claims import reach, summaries
from claims.choices import ClaimState, LinkState, Moved, Stance, StatementState
from claims.models import Claim, ClaimRevision, ClaimSummary, StatementLink
from claims.states import SummaryValues
from claims.tasks import sweep
from sources.services.acting import acting, person
from tests.factories.base import desk_editor
from tests.factories.claims import (
    AssessmentFactory,
    ClaimFactory,
    ClaimRelationFactory,
    FigureFactory,
    RelayFactory,
    SpeakerFactory,
    StatementFactory,
    StatementLinkFactory,
    visible_statement,
)

pytestmark = pytest.mark.django_db


def record(*claims, moved=Moved.STATEMENT, note=""):
    actor = person(desk_editor())
    with acting(actor):
        summaries.record_revision(
            actor=actor, claims=[claim.pk for claim in claims], moved=moved, subject="statement:1", note=note
        )


def change(row, **columns):
    """Change columns of a row in the desk editor's name, as a service would."""
    with acting(person(desk_editor())):
        type(row)._base_manager.filter(pk=row.pk).update(**columns)
    row.refresh_from_db()


def numbers(claim):
    return list(claim.revisions.order_by("number").values_list("number", flat=True))


def stored(claim):
    return ClaimSummary.objects.get(claim=claim)


def differences():
    return [str(difference) for difference in summaries.check()]


def withdraw(claim):
    change(
        claim,
        withdrawn_at=timezone.now(),
        withdrawn_by=desk_editor(),
        withdrawn_reason="It named the wrong pier.",
    )


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
    with acting(actor), django_assert_num_queries(22):
        summaries.record_revision(
            actor=actor, claims=[claim.pk for claim in claims], moved=Moved.STATEMENT, subject=""
        )


# --- values ---------------------------------------------------------------------------------------


def test_a_claim_without_statements_has_nothing_recorded():
    assert summaries.recompute(ClaimFactory().pk) == SummaryValues()


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


def test_what_does_not_stand_is_not_counted():
    claim = ClaimFactory(visible=True)
    visible_statement(claim=claim, version__article__withdrawn=True)
    StatementLinkFactory(claim=claim, statement=StatementFactory(withdrawn=True))
    StatementLinkFactory(claim=claim, rejected=True)
    StatementLinkFactory(claim=claim, statement=StatementFactory(proposed=True), proposed=True)
    assert summaries.recompute(claim.pk) == SummaryValues()


def test_checks_count_while_they_stand_and_are_not_replaced():
    claim = ClaimFactory()
    first = AssessmentFactory(claim=claim)
    AssessmentFactory(claim=claim, replaces=first)
    AssessmentFactory(claim=claim, withdrawn_at=timezone.now())
    assert summaries.recompute(claim.pk).checked == 1


# --- whom a change reaches ------------------------------------------------------------------------


def test_a_speaker_reaches_the_claims_it_stands_on_in_any_part():
    speaker = SpeakerFactory(body=True)
    said = StatementLinkFactory(statement__speaker=SpeakerFactory(body=True, merged_into=speaker))
    behind = StatementLinkFactory(statement__unnamed=True, statement__speaks_for=speaker)
    relayed = StatementLinkFactory()
    RelayFactory(statement=relayed.statement, speaker=speaker)
    StatementLinkFactory()
    assert reach.claims_of_speaker(speaker.pk) == {said.claim_id, behind.claim_id, relayed.claim_id}


def test_an_article_and_its_outlet_reach_the_claims_of_its_statements():
    link = StatementLinkFactory()
    StatementLinkFactory(proposed=True, statement=link.statement)
    article = link.statement.article_version.article
    assert reach.claims_of_article(article.pk) == {link.claim_id}
    assert reach.claims_of_outlet(article.outlet_id) == {link.claim_id}
    assert reach.claims_of_statement(link.statement_id) == {link.claim_id}


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


# --- any sequence of changes ----------------------------------------------------------------------

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


@given(steps=steps)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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


def test_statements_that_are_confirmed_are_what_is_counted():
    proposed = StatementLinkFactory(statement=StatementFactory(proposed=True), claim__visible=True)
    assert proposed.statement.state == StatementState.PROPOSED
    assert summaries.recompute(proposed.claim_id).statements == 0
