"""The queue of the comparing: `TextSketch` rows are leased and counted before they are compared.

As with the files: texts that were never begun are compared together; one that was begun and did not end may
be what took its worker down, and is compared alone. Begun so often without an end, it is left out, and with
it the values of its sketch, so that no other text is compared with it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from sources.choices import SketchState
from sources.models import Article, ImportFile, TextSketch
from sources.services.sketching import empty_sketches

#: How long texts stay with a worker that was killed.
LEASE = timedelta(seconds=30)
#: A text that was begun so often without an end is not begun again.
ATTEMPTS = 3
LEFT_OUT = (SketchState.CRASHED, SketchState.FAILED)


@dataclass(frozen=True, slots=True)
class Taken:
    """Texts that are ours until then; the moment is also the proof, as no other lease has it."""

    versions: Sequence[int]
    until: datetime


def take(limit: int) -> Taken | None:
    """Take the next texts and count the attempt, committed before the work; None when none can be begun."""
    with transaction.atomic():
        for rows in (_new(), _due()):
            if versions := _fresh(rows, limit) or _begun_before(rows):
                mine = TextSketch.objects.filter(pk__in=versions)
                mine.update(attempts=F("attempts") + 1, leased_until=Now() + LEASE)
                return Taken(versions, cast(datetime, mine.values_list("leased_until", flat=True)[0]))
    return None


def held(taken: Taken) -> list[int]:
    """Which of them are still ours, locked: a lease that runs out meanwhile gives them to nobody."""
    rows = _mine(taken).select_for_update().order_by("pk")
    return list(rows.values_list("pk", flat=True))


def give_back(taken: Taken) -> None:
    """Let them wait again as if they had not been begun: it was not their fault."""
    _mine(taken).update(attempts=F("attempts") - 1, leased_until=None)


def note_failure(taken: Taken) -> None:
    """After an error nobody foresaw: each waits for an attempt by itself, or is left out."""
    with transaction.atomic():
        _leave_out(_mine(taken).filter(attempts__gte=ATTEMPTS), SketchState.FAILED)
        _mine(taken).update(leased_until=None)


def settle(versions: Collection[int], state: str) -> None:
    """End the attempt."""
    rows = TextSketch.objects.filter(version__in=versions)
    rows.update(state=state, attempts=0, leased_until=None)


def is_waiting() -> bool:
    """Whether there is anything to compare now."""
    return _free(_new()).exists() or _free(_due()).exists()


def left_out(*, batch_id: int) -> list[tuple[Article, TextSketch]]:
    """The texts of a batch that could not be compared, with their articles, oldest first; one query."""
    rows = Article.objects.filter(batch=batch_id, current_version__sketch__state__in=LEFT_OUT)
    rows = rows.select_related("outlet", "current_version__sketch").defer("current_version__text")
    return [(row, row.current_version.sketch) for row in rows.order_by("pk")]


def batch_is_open() -> Exists:
    """Files of the article's batch are still to be read."""
    batch = OuterRef("version__article__batch")
    return Exists(ImportFile.objects.open().filter(batch=batch))


def _fresh(rows: QuerySet[TextSketch], limit: int) -> list[int]:
    free = rows.filter(attempts=0).select_for_update(skip_locked=True, of=("self",))
    return list(free.order_by("pk").values_list("pk", flat=True)[:limit])


def _begun_before(rows: QuerySet[TextSketch]) -> list[int]:
    """One text, begun most often: its fate is known before it can harm a text that is like it."""
    begun = _free(rows).filter(attempts__gt=0).select_for_update(skip_locked=True, of=("self",))
    while (one := begun.order_by("-attempts", "pk").first()) and one.attempts >= ATTEMPTS:
        _leave_out(TextSketch.objects.filter(pk=one.pk), SketchState.CRASHED)
    return [one.pk] if one else []


def _leave_out(rows: QuerySet[TextSketch], state: str) -> None:
    versions = list(rows.values_list("pk", flat=True))
    if versions:
        empty_sketches(versions)
        TextSketch.objects.filter(pk__in=versions).update(state=state, leased_until=None, size=0, values=[])


def _new() -> QuerySet[TextSketch]:
    return TextSketch.objects.filter(state=SketchState.NEW)


def _due() -> QuerySet[TextSketch]:
    """To be looked at once more, and all of their batch is read."""
    return TextSketch.objects.filter(~batch_is_open(), state=SketchState.AGAIN)


def _free(rows: QuerySet[TextSketch]) -> QuerySet[TextSketch]:
    return rows.filter(Q(leased_until=None) | Q(leased_until__lt=Now()))


def _mine(taken: Taken) -> QuerySet[TextSketch]:
    return TextSketch.objects.filter(pk__in=taken.versions, leased_until=taken.until)
