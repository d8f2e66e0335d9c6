"""The comparing of texts: what waits for it, and what is done with what it finds.

`TextSketch` rows are the queue (`comparing_queue`). A text is compared after it was committed, with all that
were by then, so that of two that two workers held at the same moment the later one finds the other. What was
found alike while its batch was still being read is looked at once more when the batch has come to its end:
only then is it known what its articles have in common with many others.
"""

from __future__ import annotations

import logging
from collections.abc import Collection

from django.db import InterfaceError, OperationalError

from sources.choices import SketchState
from sources.collecting import collecting_later
from sources.models import ImportBatch
from sources.services import comparing_queue as queue
from sources.services.acting import acting, machine
from sources.services.alike import look
from sources.services.leasing import is_deadlock
from sources.services.sketching import renew_sketches
from sources.services.suggesting import suggest

#: Texts that are compared in one transaction.
CHUNK = 500

logger = logging.getLogger(__name__)


def compare_waiting(*, limit: int = CHUNK) -> int:
    """Compare the next texts that wait; return how many were begun. Two workers never take the same ones.

    A failure is logged and counted: what fails together is compared one by one, what fails by itself is left
    out in the end. Raises OperationalError or InterfaceError when the database went away; the lease then runs
    out by itself.
    """
    taken = queue.take(limit)
    if taken is None:
        return 0
    try:
        with acting(machine("comparing")):
            if versions := queue.held(taken):
                find_overlaps(versions)
    except (OperationalError, InterfaceError) as error:
        if not is_deadlock(error):
            raise
        queue.give_back(taken)
    except Exception:
        logger.exception("Comparing the texts %s failed.", list(taken.keys))
        queue.note_failure(taken)
    return len(taken.keys)


def compare_again(versions: Collection[int]) -> None:
    """Have texts compared anew, because blocks, outlets or headlines of their articles changed.

    Their sketches are taken from the texts as they stand now, and wait; the worker does the rest.
    """
    renew_sketches(versions)


def compare_left_out(*, batch: ImportBatch) -> int:
    """Try the texts of a batch that could not be compared once more; the door nudges. Return how many."""
    versions = [sketch.pk for _, sketch in queue.left_out(batch_id=batch.pk)]
    compare_again(versions)
    return len(versions)


@collecting_later()
def find_overlaps(versions: Collection[int]) -> set[int]:
    """Suggest what the texts share with any other, drop suggestions that no longer hold, mark them compared.

    Returns the articles of which something is told that was not before, or no longer. Must run inside
    `acting`, a machine's. Safe to repeat. Some fifteen queries, and one for each other save: meant for about
    CHUNK texts at a time.
    """
    # Asked before looking: of a batch that was at its end by then, all is seen.
    early = queue.still_new(versions)
    seen = look(versions)
    changed = suggest(seen)
    alike = {seen.articles[article].current_version_id for pair in seen.found for article in pair}
    queue.settle(early & alike, SketchState.AGAIN)
    queue.settle(set(versions) - (early & alike), SketchState.DONE)
    return changed
