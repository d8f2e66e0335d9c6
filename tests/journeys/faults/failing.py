"""The worker's application as tests start it: `celery -A tests.journeys.faults.failing`.

It reads like the real one, which has no such places: here, a process that reaches an armed place kills
itself, every file takes a little longer, and leases are short. The environment says what applies:

FAULTS   a folder; a file of the name of a place arms it, once; "whole" in it kills the whole worker
LEASE    seconds
SLOWLY   seconds more for each file

A text with POISON in it takes every process down that reads it, one with DEADLY in it every one that compares
it.
"""

import os
import signal
import time
from datetime import timedelta
from pathlib import Path

import django

from claimtrack.celery import app

django.setup()

import claims.services.reading as statements  # noqa: E402
from claims.services import reading_queue  # noqa: E402
from sources import tasks  # noqa: E402
from sources.models import ArticleVersion  # noqa: E402
from sources.services import comparing, drain, leasing, reading  # noqa: E402
from tests.journeys.faults.words import DEADLY, POISON  # noqa: E402

__all__ = ["app"]

FAULTS = Path(os.environ["FAULTS"])
SLOWLY = float(os.environ.get("SLOWLY", "0"))


def reached(place):
    """Kill this process, or the whole worker, where the place is armed; the first to come disarms it."""
    armed = FAULTS / place
    try:
        how = armed.read_text()
        armed.rename(armed.with_name(f"{place}.fired"))
    except FileNotFoundError:
        return
    if how == "whole":
        os.kill(os.getppid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def after(module, name, place):
    """Make the place the moment after a function has done its work."""
    work = getattr(module, name)

    def working(*args, **kwargs):
        done = work(*args, **kwargs)
        if done != []:  # a lease of nothing is no place
            reached(place)
        return done

    setattr(module, name, working)


def before(module, name, place):
    """Make the place the moment before a function begins."""
    work = getattr(module, name)

    def working(*args, **kwargs):
        reached(place)
        return work(*args, **kwargs)

    setattr(module, name, working)


def read(sha256, *, honest=reading.originals.read):
    """The original; slowly, and deadly where it is poison."""
    content = honest(sha256)
    if POISON in content:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(SLOWLY)
    return content


def look(versions, *, honest=comparing.look):
    """The comparing; deadly where it should be."""
    if ArticleVersion.objects.filter(pk__in=versions, text__contains=DEADLY).exists():
        os.kill(os.getpid(), signal.SIGKILL)
    return honest(versions)


reading.originals.read = read
comparing.look = look
drain.LEASE = leasing.LEASE = timedelta(seconds=float(os.environ.get("LEASE", "3")))
reading_queue.LEASE = drain.LEASE
after(tasks, "lease_files", "leased")
after(drain, "_begin", "begun")
before(comparing, "find_overlaps", "taken to be compared")
after(reading.originals, "read", "one file read")
after(reading, "store_articles", "articles stored")
after(drain, "_settle_each", "settled, not committed")
before(drain, "_announce", "committed, not announced")
after(comparing, "find_overlaps", "compared, not committed")
after(reading_queue, "begin", "begun to read statements")
before(statements, "_keep", "statements found, not written")
after(statements, "propose_all", "proposed, not committed")
app.conf.beat_schedule["sweep-imports"]["schedule"] = timedelta(seconds=2)
app.conf.beat_schedule["sweep-summaries"]["schedule"] = timedelta(seconds=2)
