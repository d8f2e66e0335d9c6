"""Held files: the encoding that a person chose for them, taken back while nothing was read with it."""

from __future__ import annotations

from sources.choices import FileState
from sources.models import ImportBatch
from sources.querysets import ImportFileQuerySet

TAKEN_BACK = "The choice of its encoding was taken back. Say its encoding and let it be read again."


def encodings_waiting(batch: ImportBatch) -> ImportFileQuerySet:
    """The files of a batch that wait to be read in an encoding that a person chose."""
    return batch.files.filter(state=FileState.PENDING).exclude(encoding="")


def take_encoding_back(*, batch: ImportBatch, file_id: int | None = None) -> int:
    """Hold one file, or all of the batch that wait with a chosen encoding, as they were before the choice.

    Returns how many; a file that is being read or was read meanwhile is left alone.
    """
    waiting = encodings_waiting(batch)
    if file_id is not None:
        waiting = waiting.filter(pk=file_id)
    return waiting.update(state=FileState.HELD, encoding="", reason_code="encoding", reason=TAKEN_BACK)
