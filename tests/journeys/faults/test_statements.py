"""kill -9 in the midst of reading texts for statements: one Reading a text, and no proposal twice."""

import time
from collections import Counter

import pytest
from django.db.models import Count

from claims.models import Reading, Statement
from tests.journeys.faults.invariants import wait_for_the_end
from tests.journeys.faults.reports import reports
from tests.journeys.launching import wait_until
from tests.sources.importing import batch_of

pytestmark = pytest.mark.thorough

PLACES = ("begun to read statements", "statements found, not written", "proposed, not committed")
FILES = 6


def read(number):
    """Whether so many texts were read, and none waits or is being read."""
    return Counter(Reading.objects.values_list("state", flat=True)) == {"done": number}


@pytest.mark.parametrize("how", ["", "whole"], ids=["one process", "the whole worker"])
def test_a_worker_killed_while_it_reads_statements_leaves_one_reading_and_no_doubles(machine, tell, how):
    machine.broker()
    worker = machine.worker()
    machine.scheduler()
    slowest = 0.0
    for number, place in enumerate(PLACES, 1):
        machine.arm(place, how)
        batch_of(reports(f"statements{number}", FILES))
        wait_until(lambda place=place: machine.fired(place), 90, machine.told)
        killed = time.monotonic()
        if how:
            worker.again()
        wait_for_the_end(machine)
        wait_until(lambda number=number: read(FILES * number), 90, machine.told)
        slowest = max(slowest, time.monotonic() - killed)
    readings = Reading.objects.values_list("article_version", flat=True)
    assert len(readings) == len(set(readings)) == FILES * len(PLACES)
    assert max(Reading.objects.values_list("attempts", flat=True)) == 2
    same = Statement.objects.values("article_version", "content_key", "speaker_as_printed")
    assert not same.annotate(number=Count("pk")).filter(number__gt=1).exists()
    proposed = dict(Reading.objects.values_list("article_version", "proposed"))
    counted = Counter(Statement.objects.values_list("article_version", flat=True))
    assert {pk: counted[pk] for pk in proposed} == proposed
    assert sum(proposed.values()) >= FILES * len(PLACES)
    tell("a worker killed reading statements", kills=len(PLACES), files=len(proposed), recovery=slowest)
