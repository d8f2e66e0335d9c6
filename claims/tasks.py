"""What the worker does for claims, and the nudge to read texts for statements.

A nudge carries nothing: what is to be read stands in PostgreSQL. It may be lost, or come twice.
"""

import logging
import time
from functools import partial

from celery import shared_task
from django.db import transaction
from kombu.exceptions import OperationalError as BrokerAway

from claims import summaries
from claims.services import reading_queue
from claims.services.alike_speakers import compare_waiting
from claims.services.batch_saves import settle_saves
from claims.services.drafts import sweep_drafts
from claims.services.reading import read_text
from claims.services.removed_contacts import forget_old_contacts
from sources.queries import is_importing

#: After this no further text is begun; seconds. Short, so that an import never waits long for a worker.
BUDGET = 10.0

logger = logging.getLogger(__name__)


@shared_task
def sweep() -> None:
    """Refresh summaries that a large change left behind, do what was set for batches and is not done yet, let
    old drafts go, and nudge where texts wait to be read.

    Safe to run at any time, and twice at once.
    """
    summaries.refresh_stale()
    settle_saves()
    sweep_drafts()
    reading_queue.take_back()
    if reading_queue.is_waiting():
        send_nudge()


@shared_task
def sweep_speakers() -> None:
    """Compare the speakers that are new, or changed, with the others: the desk suggests who may be one."""
    if not is_importing():
        compare_waiting(budget=BUDGET)


@shared_task
def sweep_readings() -> None:
    """Find the texts whose message was lost, and after a change of engine those that it has not read."""
    if reading_queue.queue_missing():
        send_nudge()


@shared_task
def forget_contacts() -> None:
    """Forget whom we wrote to for a reply, some time after the request has ended. Safe to repeat."""
    forget_old_contacts()


@shared_task
def read_statements() -> None:
    """Read waiting texts until none is left, the time is up, or files are to be imported: those come first.

    As soon as there is work it calls one more worker, as the imports do.
    """
    end = time.monotonic() + BUDGET
    called = False
    while not is_importing() and (leases := list(reading_queue.take())):
        if not called:
            called = True
            send_nudge()
        while leases and time.monotonic() < end and not is_importing():
            read_text(leases.pop(0))
        if leases:
            reading_queue.give_back(leases)
            return


def nudge() -> None:
    """For doors: once this transaction is committed, have the texts read that wait."""
    transaction.on_commit(partial(send_nudge), robust=True)


def send_nudge() -> None:
    """Tell the worker now. A broker that is away costs about two seconds and loses nothing: see `sweep`."""
    try:
        read_statements.delay()
    except (BrokerAway, OSError) as error:
        logger.warning("The broker is away (%s); the sweep will find what waits.", error)
