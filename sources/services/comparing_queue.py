"""The queue of the comparing: `TextSketch` rows are leased and counted before they are compared.

How they are leased, `leasing` says. A text that was begun too often without an end is left out, and with it
the values of its sketch, so that no other text is compared with it.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from django.db.models import OuterRef, QuerySet

from sources.choices import SketchState
from sources.models import Article, TextSketch
from sources.querysets import among
from sources.services import leasing
from sources.services.intake import coming, is_here
from sources.services.leasing import Taken
from sources.services.sketching import empty_sketches

LEFT_OUT = (SketchState.CRASHED, SketchState.FAILED)


def take(limit: int) -> Taken | None:
    """Take the next texts and count the attempt, committed before the work; None when none can be begun."""
    for rows in (_new(), _due()):
        if taken := leasing.take(rows, limit, crashed=partial(_leave_out, SketchState.CRASHED)):
            return taken
    return None


def held(taken: Taken) -> list[int]:
    """Which of them are still ours, locked: a lease that runs out meanwhile gives them to nobody."""
    rows = leasing.mine(TextSketch, taken).select_for_update().order_by("pk")
    return list(rows.values_list("pk", flat=True))


def give_back(taken: Taken) -> None:
    """Let them wait again as if they had not been begun: it was not their fault."""
    leasing.give_back(TextSketch, taken)


def note_failure(taken: Taken) -> None:
    """After an error nobody foresaw: each waits for an attempt by itself, or is left out."""
    leasing.note_failure(TextSketch, taken, failed=partial(_leave_out, SketchState.FAILED))


def settle(versions: Collection[int], state: str) -> None:
    """End the attempt."""
    rows = TextSketch.objects.filter(among("version", versions))
    rows.update(state=state, attempts=0, leased_until=None)


def is_waiting() -> bool:
    """Whether there is anything to compare now."""
    return leasing.free(_new()).exists() or leasing.free(_due()).exists()


def left_out(*, batch_id: int) -> list[tuple[Article, TextSketch]]:
    """The texts of a batch that could not be compared, with their articles, oldest first; one query."""
    rows = Article.objects.filter(batch=batch_id, current_version__sketch__state__in=LEFT_OUT)
    rows = rows.select_related("outlet", "current_version__sketch").defer("current_version__text")
    return [(row, row.current_version.sketch) for row in rows.order_by("pk")]


def still_new(versions: Collection[int]) -> set[int]:
    """Those never compared, while files of their batch are still to come or to be read; two queries."""
    new = TextSketch.objects.filter(among("version", versions), state=SketchState.NEW)
    batches = dict(new.values_list("pk", "version__article__batch"))
    left = coming({batch for batch in batches.values() if batch})
    return {version for version, batch in batches.items() if batch in left}


def _leave_out(state: str, rows: QuerySet[TextSketch]) -> None:
    versions = list(rows.values_list("pk", flat=True))
    if versions:
        empty_sketches(versions)
        TextSketch.objects.filter(pk__in=versions).update(state=state, leased_until=None, size=0, values=[])


def _new() -> QuerySet[TextSketch]:
    return TextSketch.objects.filter(state=SketchState.NEW)


def _due() -> QuerySet[TextSketch]:
    """To be looked at once more, and all of their batch is read."""
    return TextSketch.objects.filter(is_here(OuterRef("version__article__batch")), state=SketchState.AGAIN)
