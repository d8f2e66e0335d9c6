"""What the database refuses of batches and their files."""

import pytest
from django.utils import timezone

from tests.factories.sources import ImportBatchFactory, ImportFileFactory
from tests.refusals import change, refused

pytestmark = pytest.mark.usefixtures("person_writes")


def test_withdrawing_a_batch_needs_a_person_and_a_reason(person_writes):
    batch = ImportBatchFactory()
    by = "batch_withdrawal_has_a_reason"
    with refused(by):
        change(batch, withdrawn_at=timezone.now(), withdrawn_reason="Sent by mistake.")
    with refused(by):
        change(batch, withdrawn_at=timezone.now(), withdrawn_by=person_writes)
    assert ImportBatchFactory(withdrawn=True).withdrawn_at


def test_what_becomes_of_other_saves_is_set_by_a_person(person_writes):
    with refused("batch_saves_set_by_a_person"):
        ImportBatchFactory(other_saves="reprint")
    with refused("batch_other_saves_is_a_choice"):
        ImportBatchFactory(other_saves="both", other_saves_by=person_writes)
    assert ImportBatchFactory(other_saves="reprint", other_saves_by=person_writes).pk


def test_a_name_stands_once_in_a_batch():
    file = ImportFileFactory(name="harbour.txt")
    with refused("file_once_in_a_batch"):
        ImportFileFactory(batch=file.batch, name="harbour.txt")
    assert ImportFileFactory(name="harbour.txt").pk


@pytest.mark.parametrize("state", ["imported", "duplicate"])
def test_a_file_that_was_read_leads_to_its_article(state):
    with refused("file_read_has_an_article"):
        ImportFileFactory(state=state)
    assert change(ImportFileFactory(imported=True), state=state) == 1


@pytest.mark.parametrize("state", ["held", "rejected"])
def test_a_file_that_was_refused_says_why(state):
    with refused("file_refused_has_a_reason"):
        ImportFileFactory(state=state)
    assert change(ImportFileFactory(held=True), state=state) == 1


def test_a_file_is_leased_while_it_is_read_and_only_then():
    running = ImportFileFactory(running=True)
    with refused("file_running_is_leased"):
        change(running, leased_until=None)
    with refused("file_running_is_leased"):
        change(running, state="pending")
    with refused("file_running_is_leased"):
        change(ImportFileFactory(), leased_until=timezone.now())
    assert change(running, state="pending", leased_until=None) == 1


@pytest.mark.parametrize("state", ["pending", "held"])
def test_a_file_still_to_be_read_has_its_bytes(state):
    with refused("file_has_its_bytes"):
        ImportFileFactory(state=state, reason="Its letters could not be read.", sha256="")


@pytest.mark.parametrize("state", ["rejected", "cancelled"])
def test_a_file_that_was_never_read_may_have_none(state):
    assert ImportFileFactory(state=state, reason="It is larger than 2 MB.", sha256="", size=None).pk
