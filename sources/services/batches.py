"""Batches: what an admin brings in one go, and what is done with it afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import transaction

from sources.choices import BatchControl, BatchOrigin, Display, FileState, OtherSaves
from sources.ingest.decode import known_encoding
from sources.ingest.facts import Declared
from sources.ingest.found import FoundFile
from sources.ingest.manifest import Manifest
from sources.models import ImportBatch, ImportFile
from sources.querysets import ImportFileQuerySet
from sources.services.intake import Intake, OnStep, take_in_steps, take_in_whole
from sources.services.other_saves import check_decider

LONGEST_LABEL = 200
CANCELLED_MEANWHILE = "The batch was cancelled while it was taken in: what had not come by then was left out."
#: What may read otherwise when it is tried again, though its bytes are the same.
WORTH_A_TRY = ("crashed", "failed", "original_lost")
#: Held because a person said so, not because anything is to be known of it.
BY_HAND = "by_hand"


@dataclass(slots=True)
class Made:
    """A new batch, and sentences about what was left out of it; whole: it was not cancelled meanwhile."""

    batch: ImportBatch
    notes: list[str] = field(default_factory=list)
    whole: bool = True


def make_batch(
    *,
    made_by: User,
    label: str,
    origin: BatchOrigin,
    files: Iterable[FoundFile],
    declared: Declared | None = None,
    display: str = Display.EXCERPTS,
    manifest: Manifest | None = None,
    preview: bool = False,
    other_saves: str = OtherSaves.ASK,
    on_step: OnStep | None = None,
) -> Made:
    """Store the originals and make a batch of what was found; the worker reads it after the commit.

    Every original is safe on the disk before its row is. A file that cannot be taken is in the batch as
    rejected, with its reason; other kinds of files are left out and counted in the notes. A manifest.csv
    speaks of files that come after it; `manifest` is one given besides. With `preview` the worker only looks
    at them, until somebody decides (`services.previews`). All or nothing; with `on_step` in steps
    (`services.intake`), of which it is told once they are committed, but for the last. Raises
    NothingToImport for a batch without files, OSError where the disk is full, NobodyDecides where
    `other_saves` would decide in a machine's name.
    """
    check_decider(other_saves, made_by)
    declared = declared or Declared()
    batch = ImportBatch(
        label=label.strip()[:LONGEST_LABEL] or "Without a name",
        origin=origin,
        made_by=made_by,
        declared_outlet=declared.outlet,
        declared_published=declared.published,
        declared_language=declared.language,
        declared_encoding=declared.encoding or "",
        display=display,
        other_saves=other_saves,
        other_saves_by=None if other_saves == OtherSaves.ASK else made_by,
        control=BatchControl.PREVIEW if preview else BatchControl.GO,
    )
    intake = Intake(batch, files, manifest or Manifest())
    if on_step is None:
        take_in_whole(intake)
        return Made(batch, intake.notes())
    whole = take_in_steps(intake, on_step)
    batch.refresh_from_db(fields=["control", "taking_until"])
    return Made(batch, intake.notes() if whole else [CANCELLED_MEANWHILE], whole)


def pause_batch(*, batch: ImportBatch) -> bool:
    """Begin no further file of the batch; those being read are finished. False when it does not go."""
    return _control(batch, BatchControl.GO, BatchControl.PAUSED)


def resume_batch(*, batch: ImportBatch) -> bool:
    """Go on with a paused batch; the door nudges. False when it is not paused."""
    return _control(batch, BatchControl.PAUSED, BatchControl.GO)


@transaction.atomic
def cancel_batch(*, batch: ImportBatch) -> int:
    """End the batch for good: what waits is cancelled, what is here stays; return how many were cancelled.

    What is still to be taken in does not come: the next step finds the batch cancelled.
    """
    ImportBatch.objects.filter(pk=batch.pk).update(control=BatchControl.CANCELLED, taking_until=None)
    waiting = batch.files.filter(state=FileState.PENDING)
    return waiting.update(state=FileState.CANCELLED)


def give_encoding(*, batch: ImportBatch, encoding: str, file_id: int | None = None) -> int:
    """Say in which encoding held files are stored, one or all of the batch; they wait to be read again.

    Returns how many; a file that is not held is left alone. Raises Refused for an unknown encoding.
    """
    held = batch.files.filter(state=FileState.HELD).exclude(reason_code=BY_HAND)
    if file_id is not None:
        held = held.filter(pk=file_id)
    return _wait_again(held, encoding=known_encoding(encoding))


def read_again(*, batch: ImportBatch, file_id: int) -> bool:
    """Try a rejected file once more from its original. False when it is not rejected or was never stored."""
    rejected = batch.files.filter(pk=file_id, state=FileState.REJECTED).exclude(sha256="")
    return bool(_wait_again(rejected))


def read_all_again(*, batch: ImportBatch) -> int:
    """Try every file once more that may read otherwise now; return how many."""
    return _wait_again(_worth_a_try(batch))


def worth_a_try(*, batch: ImportBatch) -> int:
    """How many files `read_all_again` would try."""
    return _worth_a_try(batch).count()


def _worth_a_try(batch: ImportBatch) -> ImportFileQuerySet:
    rejected = ImportFile.objects.filter(batch=batch, state=FileState.REJECTED)
    return rejected.filter(reason_code__in=WORTH_A_TRY).exclude(sha256="")


def hold_file(*, batch: ImportBatch, file_id: int, by: User) -> bool:
    """Keep a waiting file out of the worker's hands until it is released. False when it does not wait."""
    waiting = batch.files.filter(pk=file_id, state=FileState.PENDING)
    reason = f"Held by {by.get_username()}."
    return bool(waiting.update(state=FileState.HELD, reason_code=BY_HAND, reason=reason))


def release_file(*, batch: ImportBatch, file_id: int) -> bool:
    """Let a file that a person held be read. False when nobody held it."""
    held = batch.files.filter(pk=file_id, state=FileState.HELD, reason_code=BY_HAND)
    return bool(_wait_again(held))


def _wait_again(files: ImportFileQuerySet, **columns: str) -> int:
    return files.exclude(batch__control=BatchControl.CANCELLED).update(
        state=FileState.PENDING, attempts=0, reason="", reason_code="", finished_at=None, **columns
    )


def _control(batch: ImportBatch, before: str, after: str) -> bool:
    return bool(ImportBatch.objects.filter(pk=batch.pk, control=before).update(control=after))
