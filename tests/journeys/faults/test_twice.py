"""The same nudge many times, the same files many times: everything is there once."""

import hashlib
import time

import pgtrigger
import pytest
from django.core.management import call_command
from django.db import connection

from claims.choices import ReadingState
from claims.models import Reading
from sources.models import Article, ArticleVersion, Block, ImportBatch, ImportFile
from sources.services.acting import _machine_user_id
from sources.services.comparing import compare_waiting
from sources.services.repeating import look_for_repetition
from tests.connections import at_once
from tests.journeys.faults.invariants import accounted_for, states, wait_for_the_end
from tests.journeys.faults.reports import reports
from tests.journeys.launching import wait_until
from tests.journeys.test_backup import contents as tables_of
from tests.sources.importing import batch_of, drain_all
from tests.sources.worker import database_url

pytestmark = pytest.mark.thorough


def stands():
    """Rows of each table of the imports, and a checksum of what the articles say, whatever their keys.

    Passages belong to what is found in the texts after the import.
    """
    tables = {
        name: rows[0]
        for name, rows in tables_of(database_url()).items()
        if name.startswith("public.sources_") and name != "public.sources_passage"
    }
    said = sorted(
        ArticleVersion.objects.values_list(
            "sha256", "text", "encoding", "article__headline", "article__address", "article__outlet__name"
        )
    )
    laid = sorted(Block.objects.values_list("version__sha256", "start", "end", "kind", "reason"))
    return tables, hashlib.sha256(repr((said, laid)).encode()).hexdigest()


def start_over():
    """Empty the database, as the end of a test does."""
    with pgtrigger.ignore():
        call_command("flush", verbosity=0, interactive=False)
    _machine_user_id.cache_clear()


def test_two_workers_and_five_nudges_for_one_make_exactly_what_one_worker_makes(machine, tell):
    files = reports("nudged", 80)
    batch_of(files)
    drain_all()
    while look_for_repetition() or compare_waiting():
        pass
    alone = stands()
    start_over()

    machine.broker()
    workers = [machine.worker(), machine.worker()]
    for worker in workers:
        wait_until(lambda log=worker.log: "ready" in log.read_text(), 60, machine.told)
    batch = batch_of(files)
    machine.nudge(times=5)
    wait_for_the_end(machine)
    assert accounted_for((batch, files)) == {"imported": 80}
    assert stands() == alone
    assert set(ImportFile.objects.values_list("attempts", flat=True)) == {1}

    # What was imported is read for statements after it, by the same workers.
    wait_until(lambda: Reading.objects.filter(state=ReadingState.DONE).count() == 80, 120, machine.told)
    exactly = tables_of(database_url())
    received = [worker.log.read_text().count("sources.tasks.drain") for worker in workers]
    machine.nudge(times=5)
    wait_until(
        lambda: (
            sum(one.log.read_text().count("sources.tasks.drain") for one in workers) >= sum(received) + 10
        ),
        60,
        machine.told,
    )
    assert tables_of(database_url()) == exactly
    tell("nudges five times, two workers", files=80)


def test_the_same_files_uploaded_four_times_at_once_are_there_once(machine, admin, tell):
    machine.broker()
    machine.worker()
    machine.worker()
    machine.scheduler()
    site = machine.web(admin)
    files = reports("again", 60)
    begun = time.monotonic()
    answers = at_once([lambda: site.upload(files)] * 4)
    assert [answer.status for answer in answers] == [302] * 4
    wait_for_the_end(machine)
    brought = [(batch, files) for batch in ImportBatch.objects.all()]
    assert len(brought) == 4
    assert accounted_for(*brought) == {"imported": 60, "duplicate": 180}
    assert (Article.objects.count(), ArticleVersion.objects.count()) == (60, 60)
    later = batch_of(files)
    machine.nudge()
    wait_for_the_end(machine)
    assert states(batch=later) == {"duplicate": 60}
    tell("one batch from four uploads at once", files=240, recovery=time.monotonic() - begun)
    connection.close()
