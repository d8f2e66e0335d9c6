"""The disk is full while originals are stored, and files change while they are read."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from sources.models import ImportBatch, ImportFile
from tests.journeys.faults.invariants import accounted_for, half_originals, wait_for_the_end
from tests.journeys.faults.reports import reports
from tests.journeys.launching import wait_until
from tests.sources.worker import manage

pytestmark = pytest.mark.thorough

MORE = b"The list of ferries goes on. "
GROWS = Path(__file__).with_name("growing.py")
STORE = "512k"  # of the small disk
ROUNDS, GROWING = 8, 6


@pytest.fixture
def small_disk(machine):
    """The store of originals on a disk that is soon full."""
    store = machine.data / "originals"
    store.mkdir()
    try:
        command = ["mount", "-t", "tmpfs", "-o", f"size={STORE},mode=700", "tmpfs", str(store)]
        mounted = subprocess.run(command, capture_output=True, text=True)
        told = mounted.stderr
    except OSError as error:
        told = str(error)
    if told or mounted.returncode:
        pytest.skip(f"A small disk can only be mounted by root: {told.strip()}")
    yield store
    machine.end()
    subprocess.run(["umount", str(store)], check=True)


def test_a_full_disk_refuses_with_a_sentence_leaves_nothing_half_and_goes_on_when_there_is_room(
    machine, small_disk, admin, tell
):
    machine.broker()
    machine.worker()
    machine.scheduler()
    site = machine.web(admin)
    few = reports("before", 5)
    assert site.upload(few).status == 302
    wait_for_the_end(machine)

    big = {name: content + MORE * 2000 for name, content in reports("big", 20).items()}
    refused = site.upload(big)
    assert refused.status == 422
    assert "the disk is full or away" in refused.page
    done = manage("import_batch", _folder(machine, big), env=machine.env)
    assert (done.returncode, "could not be stored" in done.stderr) == (3, True), done.stderr
    assert "Traceback" not in done.stderr
    assert (ImportBatch.objects.count(), half_originals()) == (1, [])

    subprocess.run(["mount", "-o", "remount,size=32m", str(small_disk)], check=True)
    room = time.monotonic()
    assert site.upload(big).status == 302
    wait_for_the_end(machine)
    first, second = ImportBatch.objects.order_by("pk")
    assert accounted_for((first, few), (second, big)) == {"imported": 25}
    tell("disk full twice", files=25, recovery=time.monotonic() - room)


def _folder(machine, contents):
    folder = machine.place / "saved"
    folder.mkdir()
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return folder


def _growing(machine):
    """A folder of steady files and of some that are being saved; gives it, both kinds, and who saves them."""
    steady = reports("steady", 10)
    folder = _folder(machine, steady)
    growing = [folder / f"growing-{number}.txt" for number in range(GROWING)]
    for number, path in enumerate(growing):
        path.write_bytes(f"Ferries of pier {number}.\n\n".encode() + (MORE * 100 + b"\n") * 100)
    return folder, steady, growing, machine.run("growing", sys.executable, GROWS, *growing)


def test_a_file_that_changes_while_it_is_read_is_refused_then_and_taken_whole_later(machine, tell):
    folder, steady, growing, writer = _growing(machine)
    caught, rounds = 0, 0
    while not caught and rounds < ROUNDS:
        rounds += 1
        assert manage("import_batch", folder, env=machine.env).returncode in (0, 1)
        changed = ImportFile.objects.filter(reason_code="changed")
        caught = changed.count()
    writer.kill()
    assert caught
    for one in changed:
        assert (one.state, one.sha256, one.name[:8]) == ("rejected", "", "growing-")
        assert one.reason == "This file changed while it was read. Try again when it is complete."
    ImportFile.objects.all().delete()
    ImportBatch.objects.all().delete()

    machine.broker()
    machine.worker()
    whole = steady | {path.name: path.read_bytes() for path in growing}
    done = manage("import_batch", folder, "--wait", env=machine.env)
    assert done.returncode == 0, done.stderr + done.stdout + machine.told()
    wait_for_the_end(machine)
    assert accounted_for((ImportBatch.objects.get(), whole)) == {"imported": len(whole)}
    tell("files growing while read", files=len(whole))


def test_a_watched_folder_gives_a_growing_file_once_it_is_whole_and_nothing_twice(machine, tell):
    machine.broker()
    machine.worker()
    machine.scheduler()  # what is killed between a commit and its nudge leaves the nudge to the sweep
    folder, steady, growing, writer = _growing(machine)
    watch = machine.run("watch", sys.executable, "manage.py", "watch_folder", folder, "--interval=0.5")
    wait_until(lambda: ImportFile.objects.count() >= len(steady), 60, machine.told)
    watch.again()
    wait_for_the_end(machine)
    assert set(ImportFile.objects.values_list("name", flat=True)) == set(steady)

    writer.kill()
    still = time.monotonic()
    whole = steady | {path.name: path.read_bytes() for path in growing}
    wait_until(lambda: ImportFile.objects.count() >= len(whole), 60, machine.told)
    wait_for_the_end(machine)
    recovery = time.monotonic() - still
    watch.again()
    time.sleep(3)
    brought = [
        (batch, {name: whole[name] for name in batch.files.values_list("name", flat=True)})
        for batch in ImportBatch.objects.all()
    ]
    assert sorted(name for _, contents in brought for name in contents) == sorted(whole)
    assert accounted_for(*brought) == {"imported": len(whole)}
    tell("a watched folder of growing files", kills=2, files=len(whole), recovery=recovery)
