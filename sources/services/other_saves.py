"""A batch's setting for other saves of articles that are here: who chose it, and what it could not decide."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import models, transaction

from claimtrack.roles import MACHINE
from sources.choices import OtherSaves, OverlapKind, OverlapState
from sources.models import ImportBatch, Overlap
from sources.services.acting import acting, machine


class NobodyDecides(Exception):
    """The setting is a decision, and a machine decides nothing."""


def check_decider(setting: str, by: User) -> None:
    """Raise NobodyDecides where the setting would decide in the name of a machine."""
    if setting != OtherSaves.ASK and by.username == MACHINE:
        raise NobodyDecides("What becomes of other saves is decided by a person, who is named then.")


def set_other_saves(*, batch: ImportBatch, setting: OtherSaves, by: User) -> bool:
    """Choose for the batch; from then on its saves are decided in the name of `by`. False: it was so before.

    What was decided already stays. What could not be decided as set before is tried as set now; the door
    nudges. Raises NobodyDecides.
    """
    check_decider(setting, by)
    with transaction.atomic():
        rows = ImportBatch.objects.filter(pk=batch.pk).exclude(other_saves=setting)
        changed = rows.update(other_saves=setting, other_saves_by=by)
        if changed:
            with acting(machine("other saves")):
                undecided(batch).exclude(reason="").update(reason="")
    return bool(changed)


def undecided(batch: ImportBatch) -> models.QuerySet[Overlap]:
    """Suggested other saves whose later article the batch brought. reason: why it was not decided as set."""
    rows = Overlap.objects.filter(state=OverlapState.SUGGESTED, kind=OverlapKind.ANOTHER_SAVE)
    return rows.filter(second__batch=batch, second__removed_at__isnull=True)
