"""The comparing of texts: what waits for it, and what is done with what it finds.

`TextSketch` rows are the queue. A text is compared after it was committed, with all that were by then, so
that of two that two workers held at the same moment the later one finds the other. What was found alike while
its batch was still being read is looked at once more when the batch has come to its end: only then is it
known what its articles have in common with many others.
"""

from __future__ import annotations

import logging
from collections.abc import Collection

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from sources.choices import SketchState
from sources.models import ImportFile, TextSketch
from sources.services.acting import acting, machine
from sources.services.alike import look
from sources.services.sketching import renew_sketches
from sources.services.suggesting import suggest

#: Texts that are compared in one transaction.
CHUNK = 100

logger = logging.getLogger(__name__)


def compare_waiting(*, limit: int = CHUNK) -> int:
    """Compare the next texts that wait; return how many. Two workers never take the same ones."""
    try:
        with acting(machine("comparing")):
            versions = _take(limit)
            if versions:
                find_overlaps(versions)
            return len(versions)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("Comparing texts failed.")
        return _one_by_one(limit)


def _one_by_one(limit: int) -> int:
    """After an error nobody foresaw: one text that cannot be compared must not hold up all the others."""
    for _ in range(limit):
        with acting(machine("comparing")):
            versions = _take(1)
            if not versions:
                break
            try:
                with transaction.atomic():
                    find_overlaps(versions)
            except Exception:
                logger.exception("Text %s cannot be compared; left out.", versions[0])
                TextSketch.objects.filter(pk__in=versions).update(state=SketchState.DONE)
    return limit


def compare_again(versions: Collection[int]) -> None:
    """Have texts compared anew, because blocks, outlets or headlines of their articles changed.

    Their sketches are taken from the texts as they stand now, and wait; the worker does the rest.
    """
    renew_sketches(versions)


def is_waiting() -> bool:
    """Whether there is anything to compare now."""
    return _new().exists() or _due().exists()


def find_overlaps(versions: Collection[int]) -> set[int]:
    """Suggest what the texts share with any other, drop suggestions that no longer hold, mark them compared.

    Returns the articles of which something is told that was not before, or no longer. Must run inside
    `acting`, a machine's. Safe to repeat. Some fifteen queries, and one for each other save: meant for about
    CHUNK texts at a time.
    """
    sketches = TextSketch.objects.filter(version__in=versions)
    # Asked before looking: of a batch that was at its end by then, all is seen.
    early = set(sketches.filter(_batch_is_open(), state=SketchState.NEW).values_list("pk", flat=True))
    seen = look(versions)
    changed = suggest(seen)
    alike = {seen.articles[article].current_version_id for pair in seen.found for article in pair}
    sketches.filter(pk__in=early & alike).update(state=SketchState.AGAIN)
    sketches.exclude(pk__in=early & alike).update(state=SketchState.DONE)
    return changed


def _take(limit: int) -> list[int]:
    for rows in (_new(), _due()):
        free = rows.select_for_update(skip_locked=True, of=("self",)).order_by("pk")
        if taken := list(free.values_list("pk", flat=True)[:limit]):
            return taken
    return []


def _new() -> QuerySet[TextSketch]:
    return TextSketch.objects.filter(state=SketchState.NEW)


def _due() -> QuerySet[TextSketch]:
    """To be looked at once more, and all of their batch is read."""
    return TextSketch.objects.filter(~_batch_is_open(), state=SketchState.AGAIN)


def _batch_is_open() -> Exists:
    """Files of the article's batch are still to be read."""
    batch = OuterRef("version__article__batch")
    return Exists(ImportFile.objects.open().filter(batch=batch))
