"""What the queues have in common whose rows are leased and counted before the work begins.

Rows that were never begun are taken together; one that was begun and did not end may be what took its worker
down, and is taken alone. What becomes of a row that was begun too often, its queue says.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar, cast

from django.db import Error, transaction
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from sources.models.leased import Leased
from sources.querysets import among

#: How long rows stay with a worker that was killed.
LEASE = timedelta(seconds=30)
#: What was begun so often without an end is not begun again.
ATTEMPTS = 3
DEADLOCK = "40P01"

Row = TypeVar("Row", bound=Leased)
#: Takes rows out of their queue.
LeaveOut = Callable[[QuerySet[Row]], None]


@dataclass(frozen=True, slots=True)
class Taken:
    """Rows that are ours until then; the moment is also the proof, as no other lease has it."""

    keys: Sequence[int]
    until: datetime


def take(rows: QuerySet[Row], limit: int, *, crashed: LeaveOut[Row]) -> Taken | None:
    """Take the next rows and count the attempt, committed before the work; None when none can be begun.

    crashed: called with what took its worker down ATTEMPTS times.
    """
    with transaction.atomic():
        keys = _fresh(rows, limit) or _begun_before(rows, crashed)
        if not keys:
            return None
        mine = rows.model._default_manager.filter(among("pk", keys))
        mine.update(attempts=F("attempts") + 1, leased_until=Now() + LEASE)
        return Taken(keys, cast(datetime, mine.values_list("leased_until", flat=True)[0]))


def mine(model: type[Row], taken: Taken) -> QuerySet[Row]:
    """Which of them are still ours; lock them, and a lease that runs out meanwhile gives them to nobody."""
    return model._default_manager.filter(among("pk", taken.keys), leased_until=taken.until)


def free(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Those that no worker has now."""
    return rows.filter(Q(leased_until=None) | Q(leased_until__lt=Now()))


def give_back(model: type[Row], taken: Taken) -> None:
    """Let them wait again as if they had not been begun: it was not their fault."""
    mine(model, taken).update(attempts=F("attempts") - 1, leased_until=None)


def note_failure(model: type[Row], taken: Taken, *, failed: LeaveOut[Row]) -> None:
    """After an error nobody foresaw: each waits for an attempt by itself, or is left out by `failed`."""
    with transaction.atomic():
        failed(mine(model, taken).filter(attempts__gte=ATTEMPTS))
        mine(model, taken).update(leased_until=None)


def is_deadlock(error: Error) -> bool:
    """Whether two workers waited for one another; the work may be done again."""
    return getattr(error.__cause__, "pgcode", None) == DEADLOCK


def _fresh(rows: QuerySet[Row], limit: int) -> list[int]:
    unbegun = rows.filter(attempts=0).select_for_update(skip_locked=True, of=("self",))
    return list(unbegun.order_by("pk").values_list("pk", flat=True)[:limit])


def _begun_before(rows: QuerySet[Row], crashed: LeaveOut[Row]) -> list[int]:
    """One row, begun most often: its fate is known before it can harm one that is like it."""
    begun = free(rows).filter(attempts__gt=0).select_for_update(skip_locked=True, of=("self",))
    while (one := begun.order_by("-attempts", "pk").first()) and one.attempts >= ATTEMPTS:
        crashed(rows.model._default_manager.filter(pk=one.pk))
    return [one.pk] if one else []
