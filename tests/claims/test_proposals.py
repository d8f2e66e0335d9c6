"""What an engine found in a text: its Reading, and what becomes of what older ones proposed."""

import pytest

from claims.choices import Mode, Stance, Voice
from claims.models import Reading, Statement
from claims.services.errors import Refused
from claims.services.findings import Engine, ProposalInput
from claims.services.inputs import Words
from claims.services.proposals import propose, propose_all
from tests.claims.desk import ACCUSES, DENIES, LAST
from tests.claims.saving import asserts, save, words_of
from tests.factories.base import settle

pytestmark = pytest.mark.django_db

RULES, SAMPLE = Engine("rules", "9"), Engine("sample", "1")


def found(version, *stretches, **fields):
    given = {"voice": Voice.NAMED, "mode": Mode.INDIRECT, "speaker_as_printed": "the ministry", **fields}
    return ProposalInput(content=words_of(version, *stretches), **given)


def read(version, *stretches, engine=RULES):
    """Everything an engine found, one stretch a statement."""
    made = propose_all(engine=engine, version=version, found=[found(version, one) for one in stretches])
    settle()
    return made


def waiting():
    """What is proposed, and by whom."""
    rows = Statement.objects.filter(state="proposed").order_by("pk")
    return [(row.parts.get().passage.exact, row.proposed_engine, row.proposed_version) for row in rows]


def test_a_reading_says_who_read_what_when_and_with_what_outcome(editor, version):
    save(editor, version, ACCUSES, speaker_as_printed="the ministry")
    reading = read(version, ACCUSES, DENIES, LAST)
    assert (reading.engine, reading.engine_version, reading.article_version) == ("rules", "9", version)
    assert (reading.state, reading.found, reading.proposed, reading.replaced) == ("done", 3, 2, 0)
    assert reading.read_at is not None
    assert reading.leased_until is None


def test_a_text_in_which_nothing_was_found_is_read_too(version):
    assert (read(version).state, Reading.objects.get().found) == ("done", 0)


def test_reading_again_changes_nothing(version):
    first = read(version, ACCUSES)
    again = read(version, ACCUSES, DENIES)
    assert (again.pk, again.read_at, again.found) == (first.pk, first.read_at, 1)
    assert waiting() == [(ACCUSES, "rules", "9")]


def test_what_is_found_piece_by_piece_is_one_reading(version):
    for one in (ACCUSES, DENIES, ACCUSES):
        propose(engine=RULES, version=version, data=found(version, one))
    reading = Reading.objects.get()
    assert (reading.state, reading.found, reading.proposed) == ("done", 2, 2)


@pytest.mark.parametrize("older", [SAMPLE, Engine("rules", "8")])
def test_undecided_proposals_of_older_engines_are_replaced(version, older):
    read(version, ACCUSES, LAST, engine=older)
    reading = read(version, ACCUSES, DENIES)
    assert (reading.proposed, reading.replaced) == (2, 2)
    assert waiting() == [(ACCUSES, "rules", "9"), (DENIES, "rules", "9")]
    assert Reading.objects.count() == 2


def test_what_a_person_decided_stays_and_is_not_proposed_again(editor, version):
    read(version, ACCUSES, DENIES, engine=SAMPLE)
    decided = Statement.objects.order_by("pk").first()
    save(editor, version, ACCUSES, statement=decided, expected=1, speaker_as_printed="the ministry")
    reading = read(version, ACCUSES, LAST)
    assert (reading.found, reading.proposed, reading.replaced) == (2, 1, 1)
    assert Statement.objects.get(pk=decided.pk).state == "confirmed"


@pytest.mark.parametrize(("cut", "proposed"), [(30, 0), (60, 1)])
def test_what_is_much_like_a_decided_statement_of_the_same_speaker_is_not_proposed(
    editor, version, cut, proposed
):
    save(editor, version, ACCUSES, speaker_as_printed="the ministry")
    assert read(version, ACCUSES[cut:]).proposed == proposed


def test_a_speaker_that_is_printed_in_other_letters_is_the_same(editor, version):
    save(editor, version, ACCUSES, speaker_as_printed="The Ministry")
    assert read(version, ACCUSES).proposed == 0


def test_an_older_version_that_comes_late_proposes_nothing(version):
    read(version, ACCUSES, engine=Engine("rules", "10"))
    reading = read(version, DENIES)
    assert (reading.state, reading.proposed) == ("done", 0)
    assert "later version" in reading.note
    assert waiting() == [(ACCUSES, "rules", "10")]


def test_proposals_with_suggested_links_are_replaced_with_them(editor, version):
    claim = save(editor, version, LAST, links=(asserts(),)).links.get().claim
    data = found(version, DENIES, links=((claim.pk, Stance.DENIES),))
    propose_all(engine=SAMPLE, version=version, found=[data])
    assert read(version, ACCUSES).replaced == 1
    assert waiting() == [(ACCUSES, "rules", "9")]


def test_words_that_do_not_stand_there_leave_neither_reading_nor_proposal(version):
    wrong = ProposalInput(content=(Words(0, 5, "other"),), voice=Voice.NAMED, mode=Mode.INDIRECT)
    with pytest.raises(Refused):
        propose_all(engine=RULES, version=version, found=[found(version, ACCUSES), wrong])
    assert (Reading.objects.count(), Statement.objects.count()) == (0, 0)
