import logging
import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from sources.ingest.watching import WAITS, Watch
from sources.management.commands import watch_folder
from sources.models import Article, ImportBatch, ImportFile
from tests.sources.importing import batch_of, drain_all, fates, text
from tests.sources.worker import environment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "inbox"
    place.mkdir()
    return place


@pytest.fixture(autouse=True)
def nudges(monkeypatch):
    """What would go to the worker."""
    sent = []
    monkeypatch.setattr(watch_folder, "nudge", lambda: sent.append("nudge"))
    return sent


@pytest.fixture(autouse=True)
def says(caplog):
    caplog.set_level(logging.INFO)
    return caplog


def once(folder, *options):
    """Two looks, as a watch of its own."""
    call_command("watch_folder", str(folder), "--once", "--interval", "0", *options)


def names():
    return [sorted(fates(batch).items()) for batch in ImportBatch.objects.order_by("pk")]


def test_files_that_come_together_are_one_batch_and_stay_as_they_are(folder, says, nudges):
    (folder / "a.txt").write_text(text("One."))
    (folder / "may").mkdir()
    (folder / "may" / "b.txt").write_text(text("Two."))
    (folder / "photo.jpg").write_bytes(b"x")
    (folder / ".hidden.txt").write_text("x")
    before = {path: path.stat() for path in folder.rglob("*")}
    once(folder, "--outlet", "Halm Courier", "--display", "whole")
    assert {path: path.stat() for path in folder.rglob("*")} == before
    batch = ImportBatch.objects.get()
    assert names() == [[("a.txt", "pending"), ("may/b.txt", "pending")]]
    assert (batch.label, batch.origin, batch.made_by.username) == ("inbox", "folder", "machine")
    assert (batch.declared_outlet, batch.display, nudges) == ("Halm Courier", "whole", ["nudge"])
    assert f"Batch {batch.pk}: 2 files from {folder}." in says.messages


def test_nothing_is_brought_twice_whatever_became_of_it(folder, says):
    batch_of({"upload.txt": text("Uploaded.")})
    drain_all()
    (folder / "copy.txt").write_text(text("Uploaded."))
    (folder / "a.txt").write_text(text("One."))
    (folder / "photo.txt").write_bytes(b"\xff\xd8" + bytes(3000))
    (folder / "huge.txt").touch()
    os.truncate(folder / "huge.txt", 2_000_001)
    once(folder)
    drain_all()
    (folder / "again.txt").write_text(text("One."))
    for _ in range(2):
        once(folder)
    assert names()[1:] == [[("a.txt", "imported"), ("huge.txt", "rejected"), ("photo.txt", "rejected")]]
    assert "1 file was here already." in says.messages
    assert "5 files were here already." in says.messages


def test_a_file_waits_until_it_stops_growing_and_others_wait_with_it(folder):
    watch, growing = Watch(folder), folder / "growing.txt"
    (folder / "a.txt").write_text(text("One."))
    for number in range(3):
        with growing.open("a") as file:
            file.write(f"Line {number}.\n")
        assert watch.look().ready == []
    assert watch.look().ready == ["a.txt", "growing.txt"]
    watch.done(["a.txt", "growing.txt"])
    assert watch.look().ready == []
    growing.write_text("More.")
    assert [watch.look().ready, watch.look().ready] == [[], ["growing.txt"]]


def test_a_file_that_never_stops_growing_does_not_keep_the_others_for_ever(folder):
    watch, growing = Watch(folder), folder / "growing.txt"
    (folder / "a.txt").write_text("One.")
    for number in range(WAITS + 2):
        growing.write_text("x" * number)
        ready = watch.look().ready
    assert ready == ["a.txt"]


def test_links_pipes_and_what_lies_outside_are_never_opened(folder, tmp_path, says):
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "key.txt").write_text("Not for anybody.")
    (folder / "link.txt").symlink_to(secret / "key.txt")
    (folder / "way").symlink_to(secret)
    os.mkfifo(folder / "pipe.txt")
    (folder / "a.txt").write_text(text("One."))
    once(folder)
    assert names() == [[("a.txt", "pending")]]
    assert "link.txt is a link: not followed." in says.messages
    assert "pipe.txt is no ordinary file: left alone." in says.messages


def test_what_becomes_a_link_between_look_and_reading_is_not_followed(folder, tmp_path):
    (tmp_path / "key.txt").write_text("Not for anybody.")
    (folder / "in").mkdir()
    (folder / "in" / "key.txt").write_text("Harmless.")
    (folder / "b.txt").write_text("Harmless too.")
    watch = Watch(folder)
    watch.look()
    ready = watch.look().ready
    (folder / "in" / "key.txt").unlink()
    (folder / "in").rmdir()
    (folder / "in").symlink_to(tmp_path)
    (folder / "b.txt").unlink()
    (folder / "b.txt").symlink_to(tmp_path / "key.txt")
    assert [(found.name, found.content, found.problem.code) for found in watch.read(ready)] == [
        ("b.txt", None, "link")
    ]


def test_a_file_that_changes_or_goes_while_it_is_read_waits_for_a_later_look(folder, monkeypatch):
    from sources.ingest import read

    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text(text(name))
    looked = []
    moved = read._moved

    def changing(handle, before):
        if not looked:
            looked.append("changed")
            with (folder / "a.txt").open("a") as file:
                file.write("Still being written.")
            (folder / "c.txt").unlink()
        return moved(handle, before)

    monkeypatch.setattr(read, "_moved", changing)
    watch = Watch(folder)
    options = {"made_by": watch_folder.acting_admin(other_saves="ask"), "declared": None}
    options |= {"display": "excerpts", "other_saves": "ask"}
    for _ in range(5):
        watch_folder._look(watch, options)
    assert names() == [[("b.txt", "pending")], [("a.txt", "pending")]]


def test_a_file_that_may_not_be_read_is_named_once_and_taken_when_it_may(folder, monkeypatch, says):
    from sources.ingest import read

    (folder / "a.txt").write_text(text("One."))
    opened = os.open
    denied = [True]

    def closed(path, flags, *args, **options):
        if denied and str(path) == "a.txt":
            raise PermissionError("not for you")
        return opened(path, flags, *args, **options)

    monkeypatch.setattr(read.os, "open", closed)
    once(folder)
    once(folder)
    assert says.messages.count("a.txt: This file may not be read.") == 1
    denied.clear()
    once(folder)
    assert names() == [[("a.txt", "rejected")], [("a.txt", "pending")]]


def test_a_huge_sparse_file_is_refused_by_its_size_alone(folder):
    (folder / "huge.txt").touch()
    os.truncate(folder / "huge.txt", 1_000_000_000)
    began = time.monotonic()
    once(folder)
    assert (names(), time.monotonic() - began < 5) == ([[("huge.txt", "rejected")]], True)
    assert ImportFile.objects.get().reason.startswith("This file is larger than 2 MB.")


def test_a_manifest_speaks_of_what_comes_beside_it_later_and_is_no_batch_alone(folder):
    (folder / "manifest.csv").write_text("file,Outlet\na.txt,Halm\nb.txt,Velm\n,Nobody\n")
    once(folder)
    assert ImportBatch.objects.count() == 0
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(text(name))
        once(folder)
    once(folder)
    assert names() == [[(name, "pending"), ("manifest.csv", "rejected")] for name in ("a.txt", "b.txt")]
    assert list(ImportFile.objects.filter(size__gt=0).values_list("declared", flat=True)) == [
        {"outlet": "Halm"},
        {"outlet": "Velm"},
    ]


def test_a_full_disk_or_a_folder_that_is_away_is_tried_again(folder, monkeypatch, says):
    (folder / "a.txt").write_text(text("One."))

    def full(*_args, **_options):
        raise OSError("no space left on device")

    watch = Watch(folder)
    options = {"made_by": watch_folder.acting_admin(other_saves="ask"), "declared": None}
    options |= {"display": "excerpts", "other_saves": "ask"}
    with monkeypatch.context() as patched:
        patched.setattr(watch_folder, "make_batch", full)
        for _ in range(2):
            watch_folder._look(watch, options)
    folder.rename(folder.with_name("elsewhere"))
    watch_folder._look(watch, options)
    folder.with_name("elsewhere").rename(folder)
    for _ in range(2):
        watch_folder._look(watch, options)
    assert sum("trying again" in said for said in says.messages) == 2
    assert names() == [[("a.txt", "pending")]]


@pytest.mark.parametrize(
    "arguments", [["missing"], [".", "--interval", "-1"], [".", "--published", "12/5/31"]]
)
def test_wrong_usage_ends_with_two(arguments):
    with pytest.raises(CommandError) as error:
        call_command("watch_folder", *arguments)
    assert error.value.returncode == 2


@pytest.mark.thorough
@pytest.mark.django_db(transaction=True)
def test_it_brings_what_comes_and_stops_cleanly_when_told(folder, data_dir):
    process = subprocess.Popen(
        [sys.executable, "manage.py", "watch_folder", str(folder), "--interval", "0.2"],
        env=environment(data_dir), cwd=settings.BASE_DIR, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        time.sleep(3)
        (folder / "a.txt").write_text(text("One."))
        end = time.monotonic() + 30
        while not ImportBatch.objects.exists() and time.monotonic() < end:
            time.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=20)[1]
    finally:
        process.kill()
    assert (process.returncode, names(), Article.objects.count()) == (0, [[("a.txt", "pending")]], 0)
    assert "Stopped watching" in said
