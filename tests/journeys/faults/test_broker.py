"""The broker frozen, gone, and back empty: uploads are taken at once, and nothing waits for ever."""

import time

import pytest

from sources.models import ImportBatch
from tests.journeys.faults.invariants import accounted_for, states, wait_for_the_end
from tests.journeys.faults.reports import reports
from tests.journeys.launching import wait_until
from tests.sources.importing import batch_of

pytestmark = pytest.mark.thorough

#: Seconds: an upload's, and from the broker's return to the last file.
AT_ONCE, BACK = 3, 120


def test_an_upload_is_taken_at_once_while_the_broker_is_frozen_or_gone(machine, admin, tell):
    broker = machine.broker()
    machine.worker()
    machine.scheduler()
    # One process, so that the first upload readies it for the others.
    site = machine.web(admin, GUNICORN_CMD_ARGS="--workers=1")
    brought, slowest = [], 0.0
    for name, away, back in (
        ("before", lambda: None, lambda: None),
        ("frozen", broker.freeze, broker.thaw),
        ("gone", broker.kill, broker.start),
    ):
        away()
        contents = reports(name, 10)
        answer = site.upload(contents)
        assert answer.status == 302, answer.page
        assert name == "before" or answer.seconds < AT_ONCE, (name, answer.seconds)
        brought.append((ImportBatch.objects.first(), contents))
        back()
        returned = time.monotonic()
        wait_for_the_end(machine, BACK)
        slowest = max(slowest, time.monotonic() - returned)
        assert states(batch=brought[-1][0]) == {"imported": 10}
    assert accounted_for(*brought) == {"imported": 30}
    tell("broker frozen, then gone, at an upload", kills=1, files=30, recovery=slowest)


def test_a_broker_that_comes_back_empty_in_the_middle_loses_nothing(machine, tell):
    broker = machine.broker()
    machine.worker(SLOWLY="0.02")
    machine.scheduler()
    contents = reports("emptied", 150)
    batch = batch_of(contents)
    wait_until(lambda: states()["running"], 60, machine.told)
    broker.again()
    returned = time.monotonic()
    assert states()["imported"] < 150, "the import was over before the broker was emptied"
    wait_for_the_end(machine, BACK)
    assert accounted_for((batch, contents)) == {"imported": 150}
    tell("broker emptied in the middle", kills=1, files=150, recovery=time.monotonic() - returned)
