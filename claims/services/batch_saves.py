"""Other saves of a batch for which somebody set what they become: decided so, in that person's name.

A machine decides nothing. Here it carries out, pair by pair, what a person said of a whole batch: the
decision is that person's, its reason names the batch, and an editor takes it back like any other. What cannot
be done stays with the editors, with the reason beside it, and is not tried again until the batch is set anew.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping

from django.contrib.auth.models import User
from django.db import Error, InterfaceError, OperationalError, transaction
from django.db.models import Exists, OuterRef

from claims.choices import OverlapDecision
from claims.services.errors import Refused
from claims.services.overlaps import decide_overlap
from claimtrack.roles import is_editor
from sources.choices import OtherSaves, OverlapKind, OverlapState, SketchState
from sources.models import Article, ImportBatch, Overlap, TextSketch
from sources.services.acting import acting, machine, person
from sources.services.intake import is_here
from sources.services.roots import Stale, change
from sources.services.suggesting import write_alone

#: Seconds after which no further pair is begun: a worker's task has a minute, the comparing a part of it.
BUDGET = 15.0
LONGEST_REASON = 400
COMPARING = (SketchState.NEW, SketchState.AGAIN)
DECISIONS: Mapping[str, OverlapDecision] = {
    OtherSaves.VERSION: OverlapDecision.VERSION,
    OtherSaves.DUPLICATE: OverlapDecision.SAVE,
    OtherSaves.REPRINT: OverlapDecision.SECOND_COPIES,
}

logger = logging.getLogger(__name__)


def settle_saves(*, budget: float = BUDGET) -> int:
    """Decide as their batch is set what was found of batches that are read and compared; return how many.

    `budget`: in seconds; the next call goes on. Safe to repeat, and to run twice at once. Raises
    OperationalError or InterfaceError when the database went away.
    """
    end = time.monotonic() + budget
    settled = 0
    for overlap in _waiting():
        if time.monotonic() > end:
            break
        settled += _settle(overlap)
    return settled


def _waiting() -> list[int]:
    """In the order in which the articles came; the oldest each is a save of before any other."""
    batch = OuterRef("pk")
    uncompared = TextSketch.objects.filter(version__article__batch=batch, state__in=COMPARING)
    whole = ImportBatch.objects.filter(is_here(batch), ~Exists(uncompared)).exclude(
        other_saves=OtherSaves.ASK
    )
    asked = Overlap.objects.filter(
        state=OverlapState.SUGGESTED, kind=OverlapKind.ANOTHER_SAVE, reason="", second__batch__in=whole
    )
    there = asked.filter(first__removed_at__isnull=True, second__removed_at__isnull=True)
    return list(there.order_by("second", "first").values_list("pk", flat=True))


def _settle(pk: int) -> bool:
    """Decide one pair, or write down why not; False where somebody else was faster, or it has to wait."""
    try:
        with transaction.atomic():
            write_alone()
            return _decide(pk)
    except Stale:
        return False
    except (OperationalError, InterfaceError):
        raise
    except Error:
        logger.exception("Overlap %s cannot be decided as set for its batch.", pk)
        return False


def _decide(pk: int) -> bool:
    # The articles before the overlap: whoever decides meanwhile changes them, and is noticed by that.
    articles = Article.objects.filter(overlaps_as_first=pk) | Article.objects.filter(overlaps_as_second=pk)
    expected = dict(articles.values_list("pk", "version"))
    overlap = Overlap.objects.select_related("second__batch__other_saves_by").filter(pk=pk).first()
    if overlap is None or overlap.state != OverlapState.SUGGESTED:
        return False
    batch = overlap.second.batch
    by = batch.other_saves_by if batch else None
    if batch is None or by is None or batch.other_saves not in DECISIONS:
        return False
    try:
        if not is_editor(by):
            raise Refused(f"{by.get_username()} may not decide any more.")
        _carry_out(overlap, batch, by, expected)
    except Refused as problem:
        said = f"{_as_set(batch)} That does not go: {problem}"
        with acting(machine("other saves")):
            Overlap.objects.filter(pk=pk).update(reason=said[:LONGEST_REASON])
        return False
    return True


def _carry_out(overlap: Overlap, batch: ImportBatch, by: User, expected: Mapping[int, int]) -> None:
    copied = overlap.second.reprint_of_id
    decision = DECISIONS[batch.other_saves]
    with acting(person(by)):
        decide_overlap(
            editor=by, overlap=overlap, expected=expected, decision=decision, reason=_as_set(batch)
        )
        if copied and decision == OverlapDecision.SECOND_COPIES:
            # Of three saves the third is a reprint of the first one, whatever it is to the second.
            second = Article.objects.get(pk=overlap.second_id)
            change(second, actor=person(by), expected=None, reprint_of_id=copied)


def _as_set(batch: ImportBatch) -> str:
    """As in "As anna set for other saves of batch 12: the next version of it."."""
    words = OtherSaves(batch.other_saves).label
    by = batch.other_saves_by.get_username() if batch.other_saves_by else ""
    return f"As {by} set for other saves of batch {batch.pk}: {words[0].lower()}{words[1:]}."
