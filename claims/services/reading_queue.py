"""The queue of what is to be read for statements: `Reading` rows, leased and counted before the work begins.

As with files: a lease runs by the database's clock and is proved again when what was found is written; a
text that was begun so often without an end is not begun again, and says so. Texts that another save stands
for are not read, nor is one before it was compared: what is a save of another is known only then.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from claims.choices import ReadingState
from claims.extract import VERSION
from claims.models import Reading
from claims.services import engines
from claims.services.findings import Engine
from sources.choices import SketchState
from sources.models import Article, TextSketch

#: Texts a worker takes at a time.
CHUNK = 20
#: How long a text stays with a worker that was killed.
LEASE = timedelta(seconds=60)
#: A text that was begun so often without an end is not begun again.
ATTEMPTS = 3
CRASHED = "This text crashed the reader of statements three times."
FAILED = "Its statements could not be read, three times; what went wrong stands in the worker's log."
#: What an attempt begins with.
ANEW = {
    "state": ReadingState.PENDING,
    "attempts": 0,
    "leased_until": None,
    "note": "",
    "found": 0,
    "proposed": 0,
    "replaced": 0,
}

_ALIKE = [
    field
    for field in Reading._meta.concrete_fields
    if not field.primary_key and field.name != "article_version"
]
# In the order of the texts, so that two workers never wait for one another in a ring.
_NEW = """
    INSERT INTO claims_reading ({}, article_version_id)
    SELECT {}, version FROM unnest(%s::bigint[]) AS version ON CONFLICT DO NOTHING
"""


@dataclass(frozen=True, slots=True)
class Lease:
    """A reading that is ours until then; the moment is also the proof, as no other lease has it."""

    reading_id: int
    version_id: int
    until: datetime


def engine_in_use() -> Engine:
    """Which engine proposes statements here: the rules, or the tagger that an admin put to use."""
    return engine_of(engines.engine_in_use())


def engine_of(used: engines.EngineInUse) -> Engine:
    """As its readings and proposals name it."""
    return Engine(used.name, used.version(VERSION))


def queue(versions: Collection[int]) -> None:
    """Let these texts wait for the engine, unless they do already or were read by it."""
    _make(versions)


def queue_again(versions: Collection[int]) -> None:
    """Let these texts be read again, because what they are changed; what people decided in them stays.

    Whoever reads one of them now will find that it is not theirs any more. In the transaction of the change.
    """
    _of_engine().filter(article_version__in=versions).update(**ANEW)
    _make(versions)


def queue_missing(*, limit: int = 1000) -> int:
    """Let current texts wait that the engine in use has not seen: of lost messages, or of an older engine.

    Return how many. It looks at every article, which takes a tenth of a second at 100,000.
    """
    seen = _of_engine().filter(article_version=OuterRef("current_version"))
    rows = _readable().filter(~Exists(seen)).order_by("pk")
    versions = list(rows.values_list("current_version", flat=True)[:limit])
    _make(versions)
    return len(versions)


def is_waiting() -> bool:
    """Whether there is a text to read now."""
    return _waiting().filter(state=ReadingState.PENDING).exists()


def take(*, limit: int = CHUNK) -> Sequence[Lease]:
    """Take the next texts, the newest first; nobody else gets them while the lease runs."""
    with transaction.atomic():
        take_back()
        free = _waiting().filter(state=ReadingState.PENDING).select_for_update(skip_locked=True, of=("self",))
        # Those that were begun before come last: one may be what took its worker down.
        keys = list(free.order_by("attempts", "-pk").values_list("pk", flat=True)[:limit])
        rows = Reading.objects.filter(pk__in=keys)
        rows.update(state=ReadingState.RUNNING, leased_until=Now() + LEASE)
        return [Lease(*row) for row in rows.order_by("attempts", "-pk").values_list(*_LEASED)]


def begin(lease: Lease) -> Lease | None:
    """Count the attempt and start the lease anew, committed before the work; None where it is not ours."""
    with transaction.atomic():
        held = [pk for (pk,) in _held(lease).select_for_update().values_list("pk")]
        rows = Reading.objects.filter(pk__in=held)
        rows.update(attempts=F("attempts") + 1, leased_until=Now() + LEASE)
        return next((Lease(*row) for row in rows.values_list(*_LEASED)), None)


def is_ours(lease: Lease) -> bool:
    """Whether it is still; locked until the end of the transaction, so that nobody takes it."""
    return _held(lease).select_for_update().exists()


def give_back(leases: Sequence[Lease]) -> None:
    """Give back texts that were taken and not begun."""
    for lease in leases:
        _held(lease).update(state=ReadingState.PENDING, leased_until=None)


def note_failure(lease: Lease) -> None:
    """After an error nobody foresaw: wait for the next attempt, or end."""
    with transaction.atomic():
        _give_up(_held(lease).filter(attempts__gte=ATTEMPTS), FAILED)
        _held(lease).update(state=ReadingState.PENDING, leased_until=None)


def take_back() -> int:
    """Free the texts of workers that are gone; return how many. They wait again, or end after ATTEMPTS."""
    left = Reading.objects.filter(state=ReadingState.RUNNING, leased_until__lt=Now())
    with transaction.atomic():
        keys = list(left.select_for_update(skip_locked=True).values_list("pk", flat=True))
        rows = Reading.objects.filter(pk__in=keys, state=ReadingState.RUNNING)
        _give_up(rows.filter(attempts__gte=ATTEMPTS), CRASHED)
        rows.update(state=ReadingState.PENDING, leased_until=None)
    return len(keys)


_LEASED = ("pk", "article_version_id", "leased_until")


def _make(versions: Collection[int]) -> None:
    """One statement without a model for each: all rows are alike but for their texts."""
    if not versions:
        return
    engine = engine_in_use()
    alike = Reading(engine=engine.name, engine_version=engine.version, queued_at=timezone.now())
    columns = ", ".join(field.attname for field in _ALIKE)
    values = [field.get_db_prep_save(getattr(alike, field.attname), connection) for field in _ALIKE]
    statement = _NEW.format(columns, ", ".join(["%s"] * len(values)))
    with connection.wrap_database_errors, connection.cursor() as cursor:
        cursor.execute(statement, [*values, sorted(versions)])


def _of_engine() -> QuerySet[Reading]:
    engine = engine_in_use()
    return Reading.objects.filter(engine=engine.name, engine_version=engine.version)


def _waiting() -> QuerySet[Reading]:
    current = _readable().filter(current_version=OuterRef("article_version"))
    uncompared = TextSketch.objects.filter(
        version=OuterRef("article_version"), state__in=[SketchState.NEW, SketchState.AGAIN]
    )
    return _of_engine().filter(Exists(current), ~Exists(uncompared))


def _readable() -> QuerySet[Article]:
    """Articles whose text is theirs: neither removed nor another save of one that is here."""
    return Article.objects.first_saves().filter(removed_at__isnull=True, current_version__isnull=False)


def _held(lease: Lease) -> QuerySet[Reading]:
    return Reading.objects.filter(
        Q(pk=lease.reading_id), state=ReadingState.RUNNING, leased_until=lease.until
    )


def _give_up(rows: QuerySet[Reading], note: str) -> None:
    rows.update(state=ReadingState.FAILED, leased_until=None, note=note)
