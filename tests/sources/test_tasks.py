import os
import socket
import subprocess
import sys

import pytest
from django.conf import settings

from sources import tasks
from sources.models import Article, ImportFile
from sources.services.drain import lease_files
from tests.sources.importing import batch_of, fates, text
from tests.sources.test_services_drain import expire

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_dir")]

#: A nudge sent by a process of its own, as its first word to the broker; prints the seconds it took.
NUDGE = """
import time, django
django.setup()
from sources.tasks import send_nudge
began = time.monotonic()
send_nudge()
print(time.monotonic() - began)
"""


@pytest.fixture
def sent(monkeypatch):
    """The nudges that would go to the broker."""
    nudges = []
    monkeypatch.setattr(tasks.drain, "delay", lambda: nudges.append("drain"))
    return nudges


def six_files():
    return batch_of({f"{n}.txt": text(f"Report {n} of the harbour.") for n in range(6)})


def test_one_task_reads_everything_and_calls_one_more_worker(sent):
    batch = six_files()
    tasks.drain()
    assert set(fates(batch).values()) == {"imported"}
    assert sent == ["drain"]


def test_a_task_that_comes_twice_changes_nothing(sent):
    six_files()
    tasks.drain()
    before = list(ImportFile.objects.values_list("pk", "state", "attempts", "article_version"))
    tasks.drain()
    assert list(ImportFile.objects.values_list("pk", "state", "attempts", "article_version")) == before
    assert (Article.objects.count(), sent) == (6, ["drain"])


def test_a_task_whose_time_is_up_gives_back_what_it_did_not_begin(sent, monkeypatch):
    batch = six_files()
    monkeypatch.setattr(tasks, "BUDGET", 0.0)
    tasks.drain()
    assert set(batch.files.values_list("state", "attempts")) == {("pending", 0)}
    assert sent == ["drain"]


def test_the_sweep_nudges_when_files_wait_and_nobody_reads(sent):
    six_files()
    tasks.sweep()
    assert sent == ["drain"]


def test_the_sweep_is_quiet_when_nothing_waits_or_somebody_reads(sent):
    tasks.sweep()
    six_files()
    lease_files(limit=1)
    tasks.sweep()
    assert sent == []


def test_the_sweep_frees_the_files_of_a_worker_that_is_gone(sent):
    batch = six_files()
    expire(*lease_files())
    tasks.sweep()
    assert set(fates(batch).values()) == {"pending"}
    assert sent == ["drain"]


def test_a_nudge_goes_out_only_after_the_commit(sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        tasks.nudge()
        assert sent == []
    assert sent == ["drain"]


@pytest.fixture
def frozen_broker():
    """A broker that takes connections and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(50)
        yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"


@pytest.fixture
def closed_broker():
    """A port where nobody listens."""
    with socket.socket() as once:
        once.bind(("127.0.0.1", 0))
        return f"redis://127.0.0.1:{once.getsockname()[1]}/0"


@pytest.mark.parametrize("broker", ["closed_broker", "frozen_broker"])
def test_a_broker_that_is_away_costs_at_most_three_seconds_and_no_error(broker, request):
    address = request.getfixturevalue(broker)
    done = subprocess.run(
        [sys.executable, "-c", NUDGE],
        env={**os.environ, "REDIS_URL": address, "DJANGO_SETTINGS_MODULE": "claimtrack.settings"},
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, "The broker is away" in done.stderr) == (0, True), done.stderr
    assert float(done.stdout) < 3


def test_the_settings_send_the_sweep():
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} >= {tasks.sweep.name}
