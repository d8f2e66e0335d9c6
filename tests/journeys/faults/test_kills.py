"""kill -9 of workers and of commands, at every step of the work and at any moment."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db.models.functions import Now

from sources.models import ArticleVersion, ImportBatch, ImportFile, Overlap, TextSketch
from sources.queries import progress_of
from sources.services.comparing_queue import left_out
from sources.services.leftovers import sweep_originals
from tests.journeys.faults.invariants import accounted_for, half_originals, states, wait_for_the_end
from tests.journeys.faults.reports import reports
from tests.journeys.faults.words import DEADLY, POISON
from tests.journeys.launching import wait_until
from tests.sources.importing import batch_of, fates
from tests.sources.worker import manage

pytestmark = pytest.mark.thorough

PLACES = (
    "leased",
    "begun",
    "one file read",
    "articles stored",
    "settled, not committed",
    "committed, not announced",
    "taken to be compared",
    "compared, not committed",
)
SEED, FILES, FEW, KILLS = 20310512, 150, 60, 14


def somebody_reads():
    return ImportFile.objects.filter(state="running", attempts__gt=0).exists()


@pytest.mark.parametrize("how", ["", "whole"], ids=["one process", "the whole worker"])
def test_a_worker_killed_at_any_step_loses_and_doubles_nothing(machine, tell, how):
    machine.broker()
    worker = machine.worker()
    machine.scheduler()
    brought, slowest = [], 0.0
    for number, place in enumerate(PLACES):
        machine.arm(place, how)
        contents = reports(f"step{number}", 6)
        brought.append((batch_of(contents), contents))
        wait_until(lambda place=place: machine.fired(place), 60, machine.told)
        killed = time.monotonic()
        if how:
            worker.again()
        wait_for_the_end(machine)
        slowest = max(slowest, time.monotonic() - killed)
        assert states(batch=brought[-1][0]) == {"imported": 6}
    assert accounted_for(*brought) == {"imported": 6 * len(PLACES)}
    assert max(ImportFile.objects.values_list("attempts", flat=True)) <= 2
    fault = f"{'the worker' if how else 'one process of it'} killed at {len(PLACES)} places"
    tell(fault, kills=len(PLACES), files=6 * len(PLACES), recovery=slowest)


def test_workers_killed_at_random_moments_lose_and_double_nothing(machine, tell):
    chance = random.Random(SEED)
    machine.broker()
    workers = [machine.worker(SLOWLY="0.02"), machine.worker(SLOWLY="0.02")]
    machine.scheduler()
    brought = []
    for _ in range(KILLS):
        if ImportFile.objects.open().count() < FEW:  # however fast they are: there is work to be killed at
            contents = reports(f"random{len(brought)}", FILES)
            brought.append((batch_of(contents), contents))
        wait_until(somebody_reads, 60, machine.told)
        time.sleep(chance.uniform(0, 0.6))
        victim = chance.choice(workers)
        if chance.random() < 0.4:
            victim.again()
        elif pool := victim.children():
            os.kill(chance.choice(pool), signal.SIGKILL)
    last = time.monotonic()
    wait_for_the_end(machine)
    files = FILES * len(brought)
    assert accounted_for(*brought) == {"imported": files}
    assert ArticleVersion.objects.count() == files
    tell("workers killed at random", kills=KILLS, files=files, recovery=time.monotonic() - last)


def test_a_file_that_kills_its_worker_is_set_aside_and_its_neighbours_are_imported(machine, tell):
    machine.broker()
    machine.worker()
    machine.scheduler()
    contents = reports("poison", 12) | {"poison-5.txt": b"Ferry 5 was late.\n\n" + POISON + b"\n"}
    batch = batch_of(contents)
    begun = time.monotonic()
    wait_for_the_end(machine)
    assert accounted_for((batch, contents)) == {"imported": 11, "rejected": 1}
    assert fates(batch)["poison-5.txt"] == "rejected"
    poison = batch.files.get(state="rejected")
    assert (poison.attempts, poison.reason_code) == (3, "crashed")
    assert max(batch.files.filter(state="imported").values_list("attempts", flat=True)) <= 2
    tell("a poison file", kills=3, files=12, recovery=time.monotonic() - begun)


def test_a_text_that_kills_its_worker_while_it_is_compared_is_left_out_and_its_batch_ends(machine, tell):
    machine.broker()
    machine.worker()
    machine.scheduler()
    alike = " ".join(
        f"Ferry {n} left pier {n * 3} at dawn with {n * 7} on board." for n in range(40)
    ).encode()
    contents = reports("deadly", 12)
    contents |= {"copy.txt": alike, "deadly.txt": alike + DEADLY.encode(), "reprint.txt": alike + b" So far."}
    batch = batch_of(contents)
    begun = time.monotonic()
    wait_for_the_end(machine)
    assert accounted_for((batch, contents)) == {"imported": 15}
    [(article, sketch)] = left_out(batch_id=batch.pk)
    name = article.current_version.files.get().name
    assert (name, sketch.state, sketch.attempts) == ("deadly.txt", "crashed", 3)
    assert TextSketch.objects.filter(state="done").count() == 14
    others = Overlap.objects.exclude(first=article).exclude(second=article)
    assert {pair.first.batch for pair in others} == {batch}
    tell("a text that kills while compared", kills=3, files=15, recovery=time.monotonic() - begun)


@pytest.mark.parametrize("steps", [0, 2], ids=["in its first step", "after two steps"])
def test_a_command_killed_while_it_takes_files_in_says_what_came_and_can_be_repeated(machine, tell, steps):
    folder = machine.place / "saved"
    folder.mkdir()
    contents = reports("command", 1800)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    machine.broker()
    machine.worker()
    command = [sys.executable, "manage.py", "import_batch", str(folder)]
    process = subprocess.Popen(command, env=machine.env, cwd=settings.BASE_DIR, stderr=subprocess.DEVNULL)
    store = machine.data / "originals"
    wait_until(lambda: ImportFile.objects.count() >= 500 * steps and store.exists(), 60, machine.told)
    process.kill()
    assert process.wait() == -signal.SIGKILL
    came = dict(ImportFile.objects.values_list("name", "sha256"))
    assert len(came) % 500 == 0, "a step is half here"
    first = ImportBatch.objects.first()
    assert bool(first) == bool(steps)
    ImportBatch.objects.update(taking_until=Now())  # a minute later

    killed = time.monotonic()
    done = manage("import_batch", folder, "--wait", env=machine.env)
    assert done.returncode == 0, done.stderr + machine.told()
    machine.scheduler()  # the first batch is closed by the sweep
    wait_for_the_end(machine)
    half = len(half_originals())
    assert sweep_originals(now=time.time() + 2 * 3600).unfinished == half
    batches = [(first, {name: contents[name] for name in came})] if first else []
    fates = accounted_for(*batches, (ImportBatch.objects.latest("pk"), contents))
    assert fates.pop("duplicate", 0) == len(came)
    assert fates == {"imported": 1800}
    assert [progress_of([one])[one.pk].interrupted for one in batches and [first]] == [True] * len(batches)
    tell("import_batch killed", kills=1, files=1800, recovery=time.monotonic() - killed)
