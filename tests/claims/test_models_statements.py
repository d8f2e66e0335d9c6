"""What the database refuses of statements, their parts, relays and figures."""

import pytest
from django.utils import timezone

from claims.models import Statement
from sources.services.acting import acting, machine
from tests.factories.base import settle
from tests.factories.claims import (
    ArticleVersionFactory,
    SpeakerFactory,
    StatementFactory,
)
from tests.refusals import change, delete, refused

pytestmark = pytest.mark.usefixtures("person_writes")
BOTH = "Both spokesmen said the crane fell. Both spokesmen said the crane fell."


def test_two_speakers_of_one_sentence_are_two_statements():
    version = ArticleVersionFactory(text=BOTH)
    first = StatementFactory(version=version, words="the crane fell", speaker_as_printed="Spokesman Sorn")
    second = StatementFactory(version=version, words="the crane fell", speaker_as_printed="Spokesman Yarl")
    settle()
    assert first.parts.get().passage == second.parts.get().passage


def test_the_same_statement_twice_is_refused():
    statement = StatementFactory()
    with refused("statement_once"):
        StatementFactory(version=statement.article_version, speaker_as_printed=statement.speaker_as_printed)


def test_the_same_statement_twice_is_refused_also_with_no_printed_speaker():
    statement = StatementFactory(unattributed=True)
    with refused("statement_once"):
        StatementFactory(unattributed=True, version=statement.article_version)
    with refused("statement_once"):
        StatementFactory(by_outlet=True, proposed=True, version=statement.article_version)


def test_the_same_statement_may_come_back_after_it_was_rejected_or_withdrawn():
    rejected = StatementFactory(unattributed=True, rejected=True)
    again = StatementFactory(unattributed=True, version=rejected.article_version)
    change(again, state="withdrawn", withdrawn_at=timezone.now(), withdrawn_reason="Misread.",
           withdrawn_by=again.last_actor)  # fmt: skip
    assert StatementFactory(unattributed=True, proposed=True, version=rejected.article_version).pk
    with refused("statement_once"):
        change(rejected, state="confirmed")


def test_the_same_words_at_two_places_are_two_statements():
    version = ArticleVersionFactory(text=BOTH)
    for nth in (0, 1):
        StatementFactory(version=version, words="the crane fell", nth=nth, speaker_as_printed="Sorn")
    settle()
    assert set(Statement.objects.values_list("content_key", flat=True)) == {"20-34", "56-70"}


@pytest.mark.parametrize("voice", ["named", "record"])
def test_a_decided_named_or_record_statement_needs_its_speaker(voice):
    speakerless = {"voice": voice, "speaker": None, "speaker_as_printed": "Orla Venn"}
    with refused("statement_speaker_fits_voice"):
        StatementFactory(**speakerless)
    assert StatementFactory(**speakerless, rejected=True).pk
    proposal = StatementFactory(**speakerless, proposed=True)
    with refused("statement_speaker_fits_voice"):
        change(proposal, state="confirmed", decided_by=proposal.last_actor, decided_at=timezone.now())


@pytest.mark.parametrize("voice", ["unnamed", "unattributed", "outlet"])
def test_other_voices_have_no_speaker_not_even_proposed(voice):
    with refused("statement_speaker_fits_voice"):
        StatementFactory(voice=voice)
    with refused("statement_speaker_fits_voice"):
        StatementFactory(voice=voice, proposed=True)
    assert StatementFactory(voice=voice, speaker=None, speaker_as_printed=None).pk


def test_a_record_speaks_only_in_the_voice_of_a_record():
    person, record = SpeakerFactory(), SpeakerFactory(record=True)
    by = "Statement.voice_fits_speaker"
    with refused(by):
        StatementFactory(speaker=record)
    with refused(by):
        StatementFactory(record=True, speaker=person)
    statement = StatementFactory(speaker=person)
    for columns in ({"voice": "record"}, {"speaker": record}):
        with refused(by):
            change(statement, **columns)
    assert change(statement, voice="record", speaker=record) == 1


def test_a_speaker_with_statements_neither_becomes_nor_ceases_to_be_a_record():
    record = StatementFactory(record=True).speaker
    person = StatementFactory().speaker
    with refused("Speaker.record_stays_a_record"):
        change(record, kind="body")
    with refused("Speaker.record_stays_a_record"):
        change(person, kind="record")
    assert change(person, kind="office") == 1
    assert change(SpeakerFactory(), kind="record") == 1


def test_a_speaker_who_is_not_printed_is_null_and_never_empty():
    with refused("statement_printed_null_not_empty"):
        StatementFactory(speaker_as_printed="")


def test_a_statement_without_words_is_refused():
    with refused("statement_has_words"):
        StatementFactory(content_key="", content=False)


@pytest.mark.parametrize("state", ["confirmed", "rejected"])
def test_a_statement_is_decided_by_a_person_at_a_time(state):
    for missing in ({"decided_by": None}, {"decided_at": None}):
        with refused("statement_decided_by_a_person"):
            StatementFactory(state=state, **missing)


def test_withdrawing_a_statement_needs_time_person_and_reason():
    by = "statement_withdrawal_has_a_reason"
    for missing in ({"withdrawn_at": None}, {"withdrawn_by": None}, {"withdrawn_reason": ""}):
        with refused(by):
            StatementFactory(withdrawn=True, **missing)
    with refused(by):
        StatementFactory(withdrawn_at=timezone.now())


def test_a_statement_does_not_show_its_own_fuller_chain():
    statement = StatementFactory()
    with refused("statement_is_not_its_own_chain"):
        change(statement, fuller_chain=statement.pk)
    assert change(statement, fuller_chain=StatementFactory()) == 1


def test_a_machine_never_changes_a_statement_that_a_person_has_decided():
    for state in ("confirmed", "rejected"):
        statement = StatementFactory(state=state)
        with acting(machine("engine rules 1")):
            for act in (lambda: change(statement, mode="direct"), lambda: delete(statement)):  # noqa: B023
                with refused("Statement.machine_leaves_decided"):
                    act()
        assert Statement.objects.get(pk=statement.pk).mode == "indirect"


def test_a_machine_proposes_and_decides_nothing():
    with acting(machine("engine rules 1")):
        proposal = StatementFactory(proposed=True)
        assert change(proposal, proposed_score=0.9) == 1
        with refused("Statement.only_people_decide"):
            StatementFactory()
        with refused("Statement.only_people_decide"):
            change(proposal, state="rejected", decided_by=proposal.last_actor, decided_at=timezone.now())
