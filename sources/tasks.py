"""The worker's part of the imports, and the nudge that doors send it.

A nudge carries nothing: what is to be done stands in PostgreSQL. It may be lost, or come twice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Collection
from functools import partial

from celery import Task, shared_task
from django.db import transaction
from kombu.exceptions import OperationalError as BrokerAway

from sources.models import Article, ImportBatch
from sources.queries import left_waiting
from sources.services import leftovers, previews, repetition
from sources.services.comparing import compare_waiting
from sources.services.comparing_queue import is_waiting
from sources.services.drain import chunks, lease_files, read_chunk, release, take_back
from sources.services.repeating import is_repetition_waiting, look_for_repetition, note_outlets
from sources.signals import texts_compared

#: After this no further chunk is begun, so that each has most of the task's time limit for itself; seconds.
BUDGET = 20.0
#: Texts that are laid out anew in one transaction.
LAID_AT_ONCE = 50

logger = logging.getLogger(__name__)


@shared_task(name="sources.tasks.drain")
def drain() -> None:
    """Look at files before whose preview somebody waits; read waiting files until none is left or the time is
    up; then compare what was read with all there is.

    As soon as there is work it calls one more worker, and that one another: all that are free take part,
    one nudge always waits, and the last one finds nothing.
    """
    end = time.monotonic() + BUDGET
    called = _look(until=end)
    while leases := lease_files():
        if not called:
            called = True
            send_nudge()
        waiting = chunks(leases)
        while waiting and time.monotonic() < end:
            read_chunk(waiting.pop(0))
        if waiting:
            release([lease for chunk in waiting for lease in chunk])
            return
    _close(end)
    _compare(end)


def _close(end: float) -> None:
    """Look for what outlets repeat in batches that were read to the end; the bodies are compared after it."""
    while time.monotonic() < end and look_for_repetition():
        pass


def _compare(end: float) -> None:
    """Compare texts until none waits; this also closes a batch, of which the last file was read just now."""
    while time.monotonic() < end:
        if not compare_waiting():
            texts_compared.send_robust(sender=drain)
            return
    if is_waiting() or is_repetition_waiting():
        send_nudge()


def _look(*, until: float) -> bool:
    """True when there was something to look at, and one more worker was called."""
    called = False
    while time.monotonic() < until and previews.look_at_files(until=until):
        if not called:
            called = True
            send_nudge()
    return called


@shared_task(name="sources.tasks.sweep")
def sweep() -> None:
    """Make lost nudges and dead workers harmless: nudge when something waits and nobody works."""
    take_back()
    previews.forget_decided()
    if left_waiting() or is_waiting() or is_repetition_waiting():
        send_nudge()


@shared_task(name="sources.tasks.sweep_originals")
def sweep_originals() -> None:
    """Take away what uploads that failed, and what was killed, left in the store of originals."""
    leftovers.sweep_originals()


@shared_task(name="sources.tasks.lay_again")
def lay_again(articles: list[int]) -> None:
    """Lay these articles out anew, by what their outlets repeat; then have them compared.

    The outlets' other articles are looked through after them. It may come twice. Where it is lost, they are
    laid out as before until their details change again.
    """
    current = Article.objects.filter(pk__in=articles, current_version__isnull=False)
    versions = list(current.order_by("pk").values_list("current_version", flat=True))
    for first in range(0, len(versions), LAID_AT_ONCE):
        repetition.lay_again(versions[first : first + LAID_AT_ONCE])
    note_outlets(current.values_list("batch", "outlet"))
    send_nudge()


def follow_details(articles: Collection[int]) -> None:
    """For doors: once this is committed, have worked out anew what rests on the articles' details."""
    if articles:
        transaction.on_commit(partial(_send, lay_again, list(articles)), robust=True)


def nudge() -> None:
    """For doors: once this transaction is committed, tell the worker that there is something to do."""
    transaction.on_commit(send_nudge, robust=True)


def send_nudge() -> bool:
    """Tell the worker now; False where the broker is away, which costs about two seconds and loses nothing:
    see `sweep`.
    """
    return _send(drain)


def _send(task: Task[..., None], *told: object) -> bool:
    try:
        task.delay(*told)
    except (BrokerAway, OSError) as error:
        logger.warning("The broker is away (%s); the sweep will find what waits.", error)
        return False
    return True


class StepNudge:
    """For an intake in steps: nudges after each, until the broker is found to be away."""

    def __init__(self) -> None:
        self._heard = True

    def __call__(self, batch: ImportBatch) -> None:
        """Tell the worker that more of the batch is here."""
        self._heard = self._heard and send_nudge()
