"""Draining the queue: files are leased in chunks, counted before they are read, and each ends in one state.

PostgreSQL is the queue of record. A lease runs by the database's clock, and is proved again at every step:
a worker that was thought dead and comes back finds its files taken and leaves them alone. While files are
read their rows are locked, so that a lease that runs out meanwhile gives them to nobody.

Files that were never begun are read together, in one transaction. What was begun before, and did not end,
may be what took its worker down: such a file is read alone, so that it condemns none of its neighbours.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial, reduce
from itertools import accumulate, groupby
from operator import or_

from django.db import Error, IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from sources.choices import BatchControl, FileState
from sources.collecting import collecting_later
from sources.models import ArticleVersion, ImportBatch, ImportFile
from sources.querysets import ImportFileQuerySet, among
from sources.services.acting import acting, machine
from sources.services.reading import Fate, read_files
from sources.signals import article_imported

#: Files a worker takes at a time, and reads in one transaction; and bytes, of which the slowest texts take
#: about a second a million. Both keep a chunk well within the time limit of a task.
CHUNK = 500
CHUNK_BYTES = 4_000_000
#: Files of a chunk at least where the last ones are shared out: each chunk has its own commits.
FEWEST = 100
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

_SETTLE = """
    UPDATE sources_importfile AS file
    SET state = fate.state, article_version_id = fate.version_id, reason_code = fate.code,
        reason = fate.sentence, leased_until = NULL, finished_at = STATEMENT_TIMESTAMP()
    FROM unnest(%s::bigint[], %s::text[], %s::bigint[], %s::text[], %s::text[])
        AS fate (file_id, state, version_id, code, sentence)
    WHERE file.id = fate.file_id
"""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Lease:
    """A file that is ours until then; the moment is also the proof, as no other lease has it.

    attempts: how often it was begun so far.
    """

    file_id: int
    until: datetime
    attempts: int = 0


def lease_files(*, limit: int = CHUNK) -> list[Lease]:
    """Take the next files, oldest first; nobody else gets them while the lease runs. [] when none waits.

    Of the last ones half is left to others, so that two workers come to the end together.
    """
    with transaction.atomic():
        take_back()
        waiting = ImportFile.objects.to_drain().select_for_update(skip_locked=True, of=("self",))
        sizes = dict(waiting.order_by("pk").values_list("pk", "size")[: _share(limit)])
        ends = accumulate(size or 0 for size in sizes.values())
        fitting = [pk for pk, end in zip(sizes, ends, strict=True) if end <= CHUNK_BYTES]
        rows = ImportFile.objects.filter(among("pk", fitting or list(sizes)[:1]))
        rows.update(state=FileState.RUNNING, leased_until=Now() + LEASE)
        return [Lease(*row) for row in rows.order_by("pk").values_list("pk", "leased_until", "attempts")]


def chunks(leases: Sequence[Lease]) -> list[list[Lease]]:
    """What is read together: all that were never begun, and each of the others alone, in their order."""
    groups = groupby(leases, lambda lease: lease.file_id if lease.attempts else 0)
    return [list(group) for _, group in groups]


def read_chunk(leases: Sequence[Lease]) -> list[str]:
    """Read leased files in one transaction, or each alone where that fails; return their states now.

    "" stands for one that was no longer ours to read. A failure of a file is logged and counted; it waits
    for another attempt, or ends with a reason. Raises OperationalError or InterfaceError when the database
    went away; the leases then run out by themselves.
    """
    states = _read_begun(_begin(leases))
    return [states.get(lease.file_id, "") for lease in leases]


def release(leases: Sequence[Lease]) -> None:
    """Give back files that were taken and not begun."""
    if leases:
        _wait_again(_held_by(leases))


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


def _share(limit: int) -> int:
    """How many files are taken of those that wait; `limit` as long as more are on their way."""
    if ImportBatch.objects.filter(taking_until__gt=Now()).exists():
        return limit
    left = ImportFile.objects.to_drain()[: 2 * limit].count()
    return min(limit, max(left - left // 2, FEWEST))


def _begin(leases: Sequence[Lease], *, attempt: int = 1) -> list[Lease]:
    """Count the attempt and start the leases anew, committed before the work; return those begun.

    Left out is what is no longer ours, and what belongs to a batch that was paused: that waits again.
    """
    with transaction.atomic():
        going = _held_by(leases).filter(batch__control=BatchControl.GO).select_for_update(of=("self",))
        rows = ImportFile.objects.filter(among("pk", going.order_by("pk").values_list("pk", flat=True)))
        rows.update(attempts=F("attempts") + attempt, leased_until=Now() + LEASE)
        begun = [Lease(*row) for row in rows.order_by("pk").values_list("pk", "leased_until", "attempts")]
    ours = {lease.file_id for lease in begun}
    release([lease for lease in leases if lease.file_id not in ours])
    return begun


def _read_begun(leases: Sequence[Lease]) -> dict[int, str]:
    """Read what was begun; return the states by file. What fails together is read one by one."""
    try:
        return _read(leases) if leases else {}
    except (OperationalError, InterfaceError) as error:
        if not _collided(error):
            raise
    except Exception as error:
        if len(leases) == 1:
            logger.exception("Reading file %s failed.", leases[0].file_id)
            return {leases[0].file_id: _failed(leases[0])}
        logger.warning(
            "Reading %s files together failed (%s); each is read alone.", len(leases), type(error).__name__
        )
    states: dict[int, str] = {}
    for lease in leases:
        states |= _read_begun(_begin([lease], attempt=0))
    return states


def _read(leases: Sequence[Lease]) -> dict[int, str]:
    for _ in range(COLLISIONS - 1):
        try:
            return _read_once(leases)
        except (IntegrityError, OperationalError) as error:
            if not _collided(error):
                raise
    return _read_once(leases)


@collecting_later()
def _read_once(leases: Sequence[Lease]) -> dict[int, str]:
    """The one transaction of a chunk: all of its articles, the files' states included, or nothing."""
    actor = machine("import")
    with acting(actor):
        held = _held_by(leases).prefetch_related("batch").select_for_update()
        files = list(held.order_by("pk"))
        fates = read_files(files, actor=actor)
        _settle_each(fates)
        if new := frozenset(fate.version_id for fate in fates.values() if fate.state == FileState.IMPORTED):
            transaction.on_commit(partial(_announce, new), robust=True)
    return {file_id: fate.state for file_id, fate in fates.items()}


def _announce(versions: frozenset[int | None]) -> None:
    article_imported.send_robust(sender=ArticleVersion, versions=versions)


def _failed(lease: Lease) -> str:
    """After an error nobody foresaw: wait for the next attempt, or end."""
    rows = _held_by([lease])
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


def _settle_each(fates: dict[int, Fate]) -> None:
    """End the files, each in its own way, by one statement; their rows are locked and proved to be ours."""
    rows = [(key, fate.state, fate.version_id, fate.code, fate.sentence) for key, fate in fates.items()]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, [list(column) for column in zip(*rows, strict=True)])


def _held_by(leases: Sequence[Lease]) -> ImportFileQuerySet:
    moments = {lease.until for lease in leases}
    ours = [
        Q(among("pk", [one.file_id for one in leases if one.until == moment]), leased_until=moment)
        for moment in moments
    ]
    held = ImportFile.objects.filter(state=FileState.RUNNING)
    return held.filter(reduce(or_, ours)) if ours else held.none()


def _collided(error: Error) -> bool:
    """Whether another worker wrote the same thing meanwhile; then doing it again finds what it wrote."""
    cause = error.__cause__
    if getattr(cause, "pgcode", None) == DEADLOCK:
        return True
    return getattr(getattr(cause, "diag", None), "constraint_name", None) in SHARED
