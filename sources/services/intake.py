"""Taking files in: every original is safe on the disk before its row is.

All or nothing, as for an upload, of which a person sees the end; or in steps, each committed, as for what a
command brings, so that workers read while the rest is taken in. A batch that comes in steps says so by a
lease, `taking_until`, renewed with each. One that ran out says that taking in was interrupted: what is here
is whole and is read, and the same files may be brought again. A command that was only slow goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from datetime import timedelta
from itertools import count

from django.db import Error, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from claimtrack.words import counted
from sources import originals
from sources.choices import BatchControl, FileState
from sources.copying import copy_in
from sources.ingest.found import FoundFile
from sources.ingest.limits import Refused
from sources.ingest.manifest import Manifest, joined, read_manifest
from sources.models import ImportBatch, ImportFile
from sources.services.leftovers import hold_off_sweeps

#: Files, and seconds, after which a step is committed.
STEP = 500
STEP_SECONDS = 5.0
#: How long a batch counts as being taken in after the last step.
LEASE = timedelta(seconds=60)
LONGEST_NAME = 390
LONGEST_REASON = 600
COLUMNS = (
    *("batch_id", "name", "size", "declared", "state", "reason_code", "reason", "encoding", "attempts"),
    "sha256",
)

#: A row without its hash, in the order of COLUMNS.
Row = tuple[object, ...]
#: Told of the batch after each step but the last.
OnStep = Callable[[ImportBatch], None]


class NothingToImport(Exception):
    """Among what was brought there is no file that could be an article; nothing was stored."""


class _Cancelled(Exception):
    """Somebody cancelled the batch while it was taken in."""


def is_here(batch: OuterRef) -> Q:
    """Whether all files of that batch are taken in, or no more will come, and are read.

    Two conditions and not one with an "or" in it, so that PostgreSQL joins instead of asking row by row.
    """
    taken_in = ImportBatch.objects.filter(pk=batch, taking_until__gt=Now())
    return Q(~Exists(ImportFile.objects.open().filter(batch=batch))) & Q(~Exists(taken_in))


def coming(batches: Collection[int]) -> set[int]:
    """Those of the batches of which files are still to be taken in, or to be read. One query."""
    here = ImportBatch.objects.filter(is_here(OuterRef("pk")), pk__in=batches)
    return set(batches) - set(here.values_list("pk", flat=True)) if batches else set()


def take_in_whole(intake: Intake) -> None:
    """All or nothing. Raises NothingToImport, and OSError where the disk is full."""
    with transaction.atomic():
        while not intake.ended:
            intake.step()


def take_in_steps(intake: Intake, on_step: OnStep) -> bool:
    """Commit each step; False when the batch was cancelled meanwhile, and the rest was not brought.

    Raises NothingToImport, with nothing stored, and OSError where the disk is full: then what came before
    stays, and the batch says that it was interrupted, as it does when this process is killed.
    """
    batch = intake.batch
    try:
        while _step(intake):
            on_step(batch)
    except _Cancelled:
        return False
    except BaseException:
        with suppress(Error):
            ImportBatch.objects.filter(pk=batch.pk).update(taking_until=Now())
        raise
    return True


def _step(intake: Intake) -> bool:
    """Whether there may be more."""
    with transaction.atomic(durable=True):
        intake.step()
        going = ImportBatch.objects.filter(pk=intake.batch.pk).exclude(control=BatchControl.CANCELLED)
        if not going.update(taking_until=None if intake.ended else Now() + LEASE):
            raise _Cancelled
    return not intake.ended


class Intake:
    """Turns found files into rows of a new batch, and remembers what has to be said about them."""

    def __init__(self, batch: ImportBatch, files: Iterable[FoundFile], manifest: Manifest) -> None:
        self.batch = batch
        self.manifest = manifest
        self.names: set[str] = set()
        self.skipped = 0
        self.ended = False
        self._rows = self._read(files)

    def step(self) -> None:
        """Store the next files, originals first; `ended` says when there are no more. In a transaction.

        The batch itself is stored with the first. Raises NothingToImport where there is not one file.
        """
        hold_off_sweeps()
        if new := self.batch.pk is None:
            self.batch.save()
        rows = [(*row, sha256) for row, sha256 in originals.keep_each(self._next())]
        if new and not rows:
            raise NothingToImport("There is no .txt file in it.")
        copy_in(ImportFile, COLUMNS, rows)

    def _next(self) -> Iterator[tuple[Row, bytes | None]]:
        end = time.monotonic() + STEP_SECONDS
        for number, row in enumerate(self._rows, 1):
            yield row
            if number == STEP or time.monotonic() > end:
                return
        self.ended = True

    def notes(self) -> list[str]:
        """What was left out, and what is wrong with the manifest; for people."""
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

    def _read(self, files: Iterable[FoundFile]) -> Iterator[tuple[Row, bytes | None]]:
        for found in files:
            if found.skipped:
                self.skipped += 1
            elif found.manifest and found.content is not None:
                for problem in self._add_manifest(found):
                    yield self._rejected(found.name, problem), None
            elif found.content is None:
                problem = found.problem or Refused("unreadable", "This file may not be read.")
                yield self._rejected(found.name, problem), None
            else:
                yield self._waiting(found.name, len(found.content)), found.content

    def _add_manifest(self, found: FoundFile) -> Iterator[Refused]:
        """Its rows are used; what is wrong with it is shown as a file that was rejected."""
        try:
            read = read_manifest(found.content or b"", beside=found.folder)
        except Refused as problem:
            yield problem
            return
        self.manifest = joined([self.manifest, read])
        if read.problems:
            yield Refused("manifest_rows", " ".join(read.problems))

    def _waiting(self, name: str, size: int) -> Row:
        declared = dict(self.manifest.facts_for(name))
        return self.batch.pk, self._free(name), size, declared, FileState.PENDING, "", "", "", 0

    def _rejected(self, name: str, problem: Refused) -> Row:
        said = str(problem)
        reason = said if len(said) <= LONGEST_REASON else f"{said[: LONGEST_REASON - 1]}…"
        label = self._free(name)
        return self.batch.pk, label, None, {}, FileState.REJECTED, problem.code, reason, "", 0

    def _free(self, name: str) -> str:
        """The label, numbered where another file of the batch has it."""
        name = name[:LONGEST_NAME]
        free = name
        for number in count(2):
            if free not in self.names:
                break
            free = f"{name} ({number})"
        self.names.add(free)
        return free
