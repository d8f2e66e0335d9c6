"""Draining the queue: files are leased in chunks, counted before they are read, and each ends in one state.

PostgreSQL is the queue of record. A lease runs by the database's clock, and is proved again at every step:
a worker that was thought dead and comes back finds its files taken and leaves them alone. While a file is
read its row is locked, so that a lease that runs out meanwhile gives it to nobody.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import F
from django.db.models.functions import Now

from sources.choices import BatchControl, FileState
from sources.models import ArticleVersion, ImportFile
from sources.querysets import ImportFileQuerySet
from sources.services.acting import acting, machine
from sources.services.reading import Fate, read_and_store
from sources.signals import article_imported

#: Files a worker takes at a time.
CHUNK = 20
#: How long a file stays with a worker that was killed.
LEASE = timedelta(seconds=30)
#: A file that was begun so often without an end is not begun again.
ATTEMPTS = 3
#: How often one reading starts over because another worker wrote the same thing meanwhile.
COLLISIONS = 4
#: What two workers may write at once.
SHARED = {"version_bytes_once", "article_address_once", "outlet_once"}
DEADLOCK = "40P01"
CRASHED = Fate(FileState.REJECTED, code="crashed", sentence="This file crashed the reader three times.")
FAILED = Fate(
    FileState.REJECTED,
    code="failed",
    sentence="This file could not be read, three times; what went wrong stands in the worker's log.",
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lease:
    """A file that is ours until then; the moment is also the proof, as no other lease has it."""

    file_id: int
    until: datetime


def lease_files(*, limit: int = CHUNK) -> list[Lease]:
    """Take the next files, oldest first; nobody else gets them while the lease runs. [] when none waits."""
    with transaction.atomic():
        take_back()
        waiting = ImportFile.objects.to_drain().select_for_update(skip_locked=True, of=("self",))
        ids = list(waiting.order_by("pk").values_list("pk", flat=True)[:limit])
        rows = ImportFile.objects.filter(pk__in=ids)
        rows.update(state=FileState.RUNNING, leased_until=Now() + LEASE)
        return [Lease(*row) for row in rows.order_by("pk").values_list("pk", "leased_until")]


def read_leased(lease: Lease) -> str:
    """Read one leased file; return the state it is in now, "" when it was no longer ours to read.

    A failure of the file is logged and counted; it waits for another attempt, or ends with a reason. Raises
    OperationalError or InterfaceError when the database went away; the lease then runs out by itself.
    """
    ours = _begin(lease)
    if ours is None:
        return ""
    try:
        return _read(ours)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("Reading file %s failed.", lease.file_id)
        return _failed(ours)


def release(leases: Sequence[Lease]) -> None:
    """Give back files that were taken and not begun."""
    for lease in leases:
        _wait_again(_held_by(lease))


def take_back() -> int:
    """Free the files of workers that are gone; return how many.

    They wait again, unless their batch was cancelled, or they took their worker with them every time.
    """
    with transaction.atomic():
        left = ImportFile.objects.abandoned().select_for_update(skip_locked=True)
        ids = list(left.values_list("pk", flat=True))
        if ids:
            rows = ImportFile.objects.filter(pk__in=ids, state=FileState.RUNNING)
            _settle(rows.filter(attempts__gte=ATTEMPTS), CRASHED)
            _wait_again(rows)
    return len(ids)


def _begin(lease: Lease) -> Lease | None:
    """Count the attempt and start the lease anew, committed before the work. None: paused, or not ours."""
    with transaction.atomic():
        going = _held_by(lease).filter(batch__control=BatchControl.GO)
        if going.update(attempts=F("attempts") + 1, leased_until=Now() + LEASE):
            until = ImportFile.objects.values_list("leased_until", flat=True).get(pk=lease.file_id)
            return replace(lease, until=until or lease.until)
    release([lease])
    return None


def _read(lease: Lease) -> str:
    for _ in range(COLLISIONS - 1):
        try:
            return _read_once(lease)
        except (IntegrityError, OperationalError) as error:
            if not _collided(error):
                raise
    return _read_once(lease)


def _read_once(lease: Lease) -> str:
    """The one transaction of an article: all of it, its file's state included, or nothing."""
    actor = machine("import")
    with acting(actor):
        rows = _held_by(lease)
        file = rows.select_related("batch").select_for_update(of=("self",)).first()
        if file is None:
            return ""
        fate = read_and_store(file, actor=actor)
        _settle(rows, fate)
        if fate.state == FileState.IMPORTED:
            transaction.on_commit(partial(_announce, fate.version_id), robust=True)
    return fate.state


def _announce(version_id: int | None) -> None:
    article_imported.send_robust(sender=ArticleVersion, version_id=version_id)


def _failed(lease: Lease) -> str:
    """After an error nobody foresaw: wait for the next attempt, or end."""
    rows = _held_by(lease)
    if _settle(rows.filter(attempts__gte=ATTEMPTS), FAILED):
        return FileState.REJECTED
    _wait_again(rows)
    return FileState.PENDING


def _wait_again(rows: ImportFileQuerySet) -> None:
    """Back into the queue; in a batch that was cancelled meanwhile, out of it."""
    rows.filter(batch__control=BatchControl.CANCELLED).update(state=FileState.CANCELLED, leased_until=None)
    rows.update(state=FileState.PENDING, leased_until=None)


def _settle(rows: ImportFileQuerySet, fate: Fate) -> int:
    return rows.update(
        state=fate.state,
        article_version=fate.version_id,
        reason_code=fate.code,
        reason=fate.sentence,
        leased_until=None,
        finished_at=Now(),
    )


def _held_by(lease: Lease) -> ImportFileQuerySet:
    return ImportFile.objects.filter(pk=lease.file_id, state=FileState.RUNNING, leased_until=lease.until)


def _collided(error: IntegrityError | OperationalError) -> bool:
    """Whether another worker wrote the same thing meanwhile; then doing it again finds what it wrote."""
    cause = error.__cause__
    if getattr(cause, "pgcode", None) == DEADLOCK:
        return True
    return getattr(getattr(cause, "diag", None), "constraint_name", None) in SHARED
