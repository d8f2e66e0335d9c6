"""Taking in by steps: what others see meanwhile, and what stays when it ends before its time."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sources import originals
from sources.models import Article, ImportBatch, ImportFile, RepetitionCheck
from sources.queries import is_importing, progress_of
from sources.services import intake
from sources.services.batches import cancel_batch, make_batch, pause_batch
from sources.services.repeating import is_repetition_waiting
from sources.shown import bar_of
from tests.factories.base import desk_editor
from tests.factories.sources import ImportBatchFactory, ImportFileFactory, OutletFactory
from tests.sources.importing import drain_all, fates, found, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture(autouse=True)
def small_steps(monkeypatch):
    monkeypatch.setattr(intake, "STEP", 2)


def brought(number, *, after=None, on_step=lambda batch: None):
    """A batch of so many files in steps; `after` them comes this error."""

    def files():
        for each in range(number):
            yield found(f"{each}.txt", text(f"Ferry {each} was late."))
        if after:
            raise after

    return make_batch(made_by=desk_editor(), label="x", origin="command", files=files(), on_step=on_step)


def said(batch):
    return bar_of(progress_of([batch])[batch.pk]).lead


def test_what_is_here_is_read_while_the_rest_comes_and_the_batch_says_so():
    seen = []

    def look(batch):
        drain_all()
        seen.append((said(batch), progress_of([batch])[batch.pk].moving, is_importing()))

    made = brought(5, on_step=look)
    assert seen == [
        ("Being taken in: 2 files so far, 2 read.", True, True),
        ("Being taken in: 4 files so far, 4 read.", True, True),
    ]
    assert (made.whole, made.batch.taking_until, said(made.batch)) == (True, None, "4 of 5 read.")


def test_of_a_batch_of_one_step_nobody_is_told():
    assert brought(1, on_step=pytest.fail).batch.files.count() == 1


def test_a_batch_is_closed_only_once_all_of_it_is_here():
    now = timezone.now()
    batch = ImportBatchFactory(taking_until=now + timedelta(minutes=1))
    RepetitionCheck.objects.create(batch=batch, outlet=OutletFactory())
    assert (intake.coming([batch.pk]), is_repetition_waiting()) == ({batch.pk}, False)
    ImportBatch.objects.update(taking_until=now - timedelta(seconds=1))
    assert (intake.coming([batch.pk]), is_repetition_waiting()) == (set(), True)


def test_an_error_leaves_what_came_and_the_batch_says_that_it_was_interrupted(client, admin):
    with pytest.raises(OSError, match="no space"):
        brought(5, after=OSError("no space"))
    batch = ImportBatch.objects.get()
    assert fates(batch) == {f"{number}.txt": "pending" for number in range(4)}
    assert said(batch) == "Taking in was interrupted. 0 of 4 read."
    assert drain_all() == ["imported"] * 4
    assert (said(batch), is_importing()) == ("Taking in was interrupted. 4 of 4 read.", False)
    client.force_login(admin)
    assert "Bring the same files again" in client.get(f"/imports/{batch.pk}/").content.decode()
    again = brought(5)
    assert sorted(drain_all()) == ["duplicate"] * 4 + ["imported"]
    assert (said(again.batch), Article.objects.count()) == ("All 5 files have been read.", 5)


def test_an_error_in_the_first_step_leaves_nothing():
    with pytest.raises(OSError, match="no space"):
        brought(1, after=OSError("no space"))
    assert (ImportBatch.objects.count(), ImportFile.objects.count()) == (0, 0)


def test_a_batch_that_is_cancelled_takes_nothing_more_in():
    made = brought(9, on_step=lambda batch: cancel_batch(batch=batch))
    assert fates(made.batch) == {"0.txt": "cancelled", "1.txt": "cancelled"}
    assert (made.whole, said(made.batch)) == (False, "Cancelled: 0 of 2 read.")
    assert made.notes == [
        "The batch was cancelled while it was taken in: what had not come by then was left out."
    ]


def test_a_batch_that_is_paused_is_taken_in_and_waits():
    seen = []
    made = brought(5, on_step=lambda batch: (pause_batch(batch=batch), drain_all(), seen.append(said(batch))))
    assert seen == ["Paused: 2 files so far, 0 read.", "Paused: 4 files so far, 0 read."]
    assert (made.whole, made.batch.files.filter(state="pending").count()) == (True, 5)


def test_a_command_that_was_only_slow_goes_on():
    def late(batch):
        ImportBatch.objects.update(taking_until=timezone.now() - timedelta(hours=1))
        assert said(batch) == f"Taking in was interrupted. 0 of {batch.files.count()} read."

    assert said(brought(5, on_step=late).batch) == "0 of 5 read."


def test_each_original_is_safe_before_others_see_its_row():
    def look(batch):
        for sha256 in batch.files.values_list("sha256", flat=True):
            assert originals.read(sha256)

    assert brought(5, on_step=look).batch.files.count() == 5


def test_waiting_rows_of_a_batch_that_came_whole_are_as_before():
    batch = ImportFileFactory().batch
    assert (batch.taking_until, said(batch)) == (None, "0 of 1 read.")
