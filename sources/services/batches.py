"""Batches: what an admin brings in one go, and what is done with it afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import count
from operator import attrgetter

from django.contrib.auth.models import User
from django.db import transaction

from claimtrack.words import counted
from sources import originals
from sources.choices import BatchControl, BatchOrigin, Display, FileState, OtherSaves
from sources.copying import copy_in
from sources.ingest.decode import known_encoding
from sources.ingest.facts import Declared
from sources.ingest.found import FoundFile
from sources.ingest.limits import Refused
from sources.ingest.manifest import Manifest, joined, read_manifest
from sources.models import ImportBatch, ImportFile
from sources.querysets import ImportFileQuerySet
from sources.services.leftovers import hold_off_sweeps
from sources.services.other_saves import check_decider

#: Rows that are written at once.
ROWS = 500
LONGEST_LABEL = 200
LONGEST_NAME = 390
LONGEST_REASON = 600
FILE_COLUMNS = tuple(field.attname for field in ImportFile._meta.concrete_fields if not field.primary_key)
#: What may read otherwise when it is tried again, though its bytes are the same.
WORTH_A_TRY = ("crashed", "failed", "original_lost")
#: Held because a person said so, not because anything is to be known of it.
BY_HAND = "by_hand"


class NothingToImport(Exception):
    """Among what was brought there is no file that could be an article; nothing was stored."""


@dataclass(slots=True)
class Made:
    """A new batch, and sentences about what was left out of it."""

    batch: ImportBatch
    notes: list[str] = field(default_factory=list)


@transaction.atomic
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
) -> Made:
    """Store the originals and make a batch of what was found; the worker reads it after the commit.

    Every original is safe on the disk before its row is. A file that cannot be taken is in the batch as
    rejected, with its reason; other kinds of files are left out and counted in the notes. A manifest.csv
    speaks of files that come after it; `manifest` is one given besides. With `preview` the worker only looks
    at them, until somebody decides (`services.previews`). All or nothing: raises NothingToImport for a
    batch without files, OSError where the disk is full, NobodyDecides where `other_saves` would decide in a
    machine's name.
    """
    check_decider(other_saves, made_by)
    declared = declared or Declared()
    hold_off_sweeps()
    batch = ImportBatch.objects.create(
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
    intake = _Intake(batch, manifest or Manifest())
    rows: list[ImportFile] = []
    for row, sha256 in originals.keep_each(intake.rows(files)):
        row.sha256 = sha256
        rows.append(row)
        if len(rows) == ROWS:
            _write(rows)
            rows.clear()
    _write(rows)
    if not intake.names:
        raise NothingToImport("There is no .txt file in it.")
    return Made(batch, intake.notes())


def _write(rows: Iterable[ImportFile]) -> None:
    copy_in(ImportFile, FILE_COLUMNS, map(attrgetter(*FILE_COLUMNS), rows))


class _Intake:
    """Turns found files into rows, and remembers what has to be said about them."""

    def __init__(self, batch: ImportBatch, manifest: Manifest) -> None:
        self.batch = batch
        self.manifest = manifest
        self.names: set[str] = set()
        self.skipped = 0

    def rows(self, files: Iterable[FoundFile]) -> Iterator[tuple[ImportFile, bytes | None]]:
        for found in files:
            if found.skipped:
                self.skipped += 1
            elif found.manifest and found.content is not None:
                for row in self._add_manifest(found):
                    yield row, None
            else:
                yield self._row(found), found.content

    def notes(self) -> list[str]:
        notes = []
        if self.skipped:
            left = f"{counted(self.skipped, 'other file')} {'was' if self.skipped == 1 else 'were'}"
            notes.append(f"{left} left out: only .txt files are read.")
        if self.manifest.unknown_columns:
            columns = ", ".join(f"“{name[:40]}”" for name in self.manifest.unknown_columns[:10])
            notes.append(f"The manifest has columns that say nothing here: {columns}.")
        missing = self.manifest.rows.keys() - self.names
        if missing:
            first = ", ".join(f"“{name[:80]}”" for name in sorted(missing)[:5])
            are = "is" if len(missing) == 1 else "are"
            notes.append(f"The manifest names {counted(len(missing), 'file')} that {are} not there: {first}.")
        return notes

    def _row(self, found: FoundFile) -> ImportFile:
        row = ImportFile(batch=self.batch, name=self._free(found.name), declared={})
        if found.content is None:
            problem = found.problem or Refused("unreadable", "This file may not be read.")
            return _rejected(row, problem.code, problem.sentence)
        row.declared = dict(self.manifest.facts_for(found.name))
        row.size = len(found.content)
        return row

    def _add_manifest(self, found: FoundFile) -> Iterator[ImportFile]:
        """Its rows are used; what is wrong with it is shown as a file that was rejected."""
        try:
            read = read_manifest(found.content or b"", beside=found.folder)
        except Refused as problem:
            yield _rejected(
                ImportFile(batch=self.batch, name=self._free(found.name)), problem.code, str(problem)
            )
            return
        self.manifest = joined([self.manifest, read])
        if read.problems:
            sentence = " ".join(read.problems)
            yield _rejected(
                ImportFile(batch=self.batch, name=self._free(found.name)), "manifest_rows", sentence
            )

    def _free(self, name: str) -> str:
        """The label, numbered where another file of the batch has it."""
        name = name[:LONGEST_NAME]
        free = next(
            candidate
            for number in count(1)
            if (candidate := name if number == 1 else f"{name} ({number})") not in self.names
        )
        self.names.add(free)
        return free


def _rejected(row: ImportFile, code: str, sentence: str) -> ImportFile:
    row.state = FileState.REJECTED
    row.reason_code = code
    row.reason = sentence if len(sentence) <= LONGEST_REASON else f"{sentence[: LONGEST_REASON - 1]}…"
    return row


def pause_batch(*, batch: ImportBatch) -> bool:
    """Begin no further file of the batch; those being read are finished. False when it does not go."""
    return _control(batch, BatchControl.GO, BatchControl.PAUSED)


def resume_batch(*, batch: ImportBatch) -> bool:
    """Go on with a paused batch; the door nudges. False when it is not paused."""
    return _control(batch, BatchControl.PAUSED, BatchControl.GO)


@transaction.atomic
def cancel_batch(*, batch: ImportBatch) -> int:
    """End the batch for good: what waits is cancelled, what is here stays; return how many were cancelled."""
    ImportBatch.objects.filter(pk=batch.pk).update(control=BatchControl.CANCELLED)
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
