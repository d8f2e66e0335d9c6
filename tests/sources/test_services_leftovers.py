"""What is swept from the store of originals: leftovers alone, and only once they are old."""

import logging
import time

import pytest
from django.conf import settings
from django.db import transaction

from sources import originals, tasks
from sources.services import intake, leftovers
from sources.services.leftovers import Swept, hold_off_sweeps, sweep_originals
from tests.connections import at_once
from tests.sources.importing import batch_of, drain_all, text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

HOUR = 3600


def half_written(name=".new-x1"):
    path = originals.path_of("0" * 64).with_name(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"half")
    return path


def later(hours):
    return time.time() + hours * HOUR


def test_leftovers_go_once_they_are_old_and_what_rows_name_stays(caplog):
    batch = batch_of({"a.txt": text("One."), "b.txt": text("Two.")})
    drain_all()
    strange = half_written("notes.txt")
    half, lost = half_written(), originals.path_of(originals.keep(b"Of an upload that failed."))
    assert sweep_originals(now=later(0.9)) == Swept()
    assert sweep_originals(now=later(23)) == Swept(unfinished=1, size=4)
    assert (half.exists(), lost.exists()) == (False, True)
    with caplog.at_level(logging.INFO, logger=leftovers.__name__):
        assert sweep_originals(now=later(25)) == Swept(unnamed=1, size=25, named=2)
    assert "0 half written and 1 that no row names deleted (25 bytes)" in caplog.text
    assert sweep_originals(now=later(25)) == Swept(named=2)
    assert all(originals.read(file.sha256) for file in batch.files.all())
    assert (lost.exists(), strange.exists()) == (False, True)


def test_the_original_of_an_upload_that_failed_half_way_is_left_over(monkeypatch):
    batch_of({"a.txt": text("One.")})
    monkeypatch.setattr(intake, "copy_in", lambda *rows: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        batch_of({"b.txt": text("Two."), "c.txt": text("Three.")})
    assert sweep_originals(now=later(25)).unnamed == 2


def test_a_store_of_which_the_database_names_nothing_is_left_alone(caplog):
    lost = originals.path_of(originals.keep(b"Of another database."))
    half = half_written()
    assert sweep_originals(now=later(25)) == Swept(unfinished=1, size=4, doubtful=1)
    assert "names none of 1 original in the store" in caplog.text
    assert (lost.exists(), half.exists()) == (True, False)


def test_what_the_disk_does_not_let_go_is_told(monkeypatch, caplog):
    half_written()

    def refuse(path):
        raise PermissionError("not yours")

    monkeypatch.setattr(leftovers.Path, "unlink", refuse)
    assert sweep_originals(now=later(2)) == Swept(stuck=1)
    assert "not to be deleted: .new-x1 (not yours)" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_nothing_is_swept_while_somebody_brings_the_same_bytes_and_they_are_named_afterwards():
    batch_of({"a.txt": text("One.")})
    sha256 = originals.keep(text("Two.").encode())
    with transaction.atomic():
        hold_off_sweeps()
        assert at_once([lambda: sweep_originals(now=later(25))]) == [Swept(named=1, postponed=1)]
        batch_of({"b.txt": text("Two.")})
    assert sweep_originals(now=later(25)) == Swept(named=2)
    assert originals.read(sha256) == text("Two.").encode()


@pytest.mark.django_db(transaction=True)
def test_what_was_named_between_the_look_and_the_lock_stays(monkeypatch):
    batch_of({"a.txt": text("One.")})
    sha256 = originals.keep(text("Two.").encode())
    honest = leftovers._take_away

    def late(paths, swept):
        batch_of({"b.txt": text("Two.")})
        return honest(paths, swept)

    monkeypatch.setattr(leftovers, "_take_away", late)
    assert sweep_originals(now=later(25)).unnamed == 0
    assert originals.read(sha256) == text("Two.").encode()


def test_an_intake_holds_sweeps_off_and_the_scheduler_sends_them(monkeypatch):
    seen = []
    monkeypatch.setattr(intake, "hold_off_sweeps", lambda: seen.append("held off"))
    batch_of({"a.txt": text("One.")})
    assert seen == ["held off"]
    names = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert tasks.sweep_originals.name in names
    half_written()
    tasks.sweep_originals()
    assert sweep_originals(now=later(2)).unfinished == 1
