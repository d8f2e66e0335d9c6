"""`manage.py import_batch PATH…`: bring saved articles in as one batch, which the worker reads."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError
from django.urls import reverse

from claimtrack.words import counted
from sources.choices import BatchOrigin, FileState
from sources.ingest.limits import Refused
from sources.ingest.manifest import Manifest, read_manifest
from sources.ingest.read import read_paths
from sources.management.options import WRONG_USE, acting_admin, add_declared, declared_of
from sources.management.progress import Show, follow
from sources.models import ImportBatch
from sources.queries import progress_of
from sources.services.batches import Made, make_batch
from sources.services.intake import NothingToImport
from sources.shown import article_address, bar_of
from sources.tasks import StepNudge, nudge

SOME_WAIT = 1
INTERRUPTED = 3


class Command(BaseCommand):
    """Exit 0: every file is imported or was here; 1: some were held or rejected, each named with its reason;
    2: wrong usage, nothing was stored; 3: the database or the disk gave out, and trying again loses nothing.
    """

    help = (
        "Bring files, folders and .zip archives of saved articles in as one batch. "
        "Exit status 0: all are here; 1: some were held or rejected; 2: wrong usage; 3: try again."
    )

    _begun: ImportBatch | None = None

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the command takes."""
        parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="a .txt, a folder, or a .zip")
        parser.add_argument("--manifest", type=Path, help="a manifest.csv that lies elsewhere")
        add_declared(parser)
        parser.add_argument(
            "--wait", action="store_true", help="until the worker has read all, with progress"
        )
        parser.add_argument("--json", action="store_true", help="say what became of each file as JSON")

    def handle(self, *, paths: list[Path], wait: bool, **options: Any) -> None:
        """Make the batch, wait for it where asked, and say what became of it."""
        try:
            self._show, self._nudge = Show(self.stderr) if wait else None, StepNudge()
            made = self._make(paths, options)
            nudge()
            self._wait(made.batch)
            status = self._report(made, as_json=options["json"], waited=wait)
        except OperationalError as error:
            raise CommandError(f"The database is away: {error}", returncode=INTERRUPTED) from error
        except KeyboardInterrupt:
            sentence = "Stopped. What was stored is read all the same."
            raise CommandError(f"{sentence}{self._what_came()}", returncode=130) from None
        if status:
            raise SystemExit(status)

    def _make(self, paths: list[Path], options: dict[str, Any]) -> Made:
        missing = [str(path) for path in paths if not path.exists() and not path.is_symlink()]
        if missing:
            raise CommandError(f"Nothing is at {', '.join(missing)}.", returncode=WRONG_USE)
        try:
            return make_batch(
                made_by=acting_admin(other_saves=options["other_saves"]),
                label=_label(paths),
                origin=BatchOrigin.COMMAND,
                files=read_paths(paths),
                declared=declared_of(options),
                display=options["display"],
                other_saves=options["other_saves"],
                manifest=_manifest(options["manifest"]),
                on_step=self._on_step,
            )
        except NothingToImport as error:
            raise CommandError(f"Nothing to import: {error}", returncode=WRONG_USE) from None
        except OSError as error:
            sentence = f"The originals could not be stored: {error}"
            raise CommandError(f"{sentence}{self._what_came()}", returncode=INTERRUPTED) from None

    def _what_came(self) -> str:
        """What is here of a batch that was interrupted; "" where nothing is."""
        if self._begun is None:
            return ""
        here = counted(self._begun.files.count(), "file")
        return f" Batch {self._begun.pk} has {here} of it. Bring the same again: what is here is skipped."

    def _on_step(self, batch: ImportBatch) -> None:
        """Some files are here: have them read while the others come."""
        self._begun = batch
        self._nudge(batch)
        if self._show:
            self._show(progress_of([batch])[batch.pk])

    def _wait(self, batch: ImportBatch) -> None:
        if self._show:
            for progress in follow(batch):
                self._show(progress)
            self._show.end()

    def _report(self, made: Made, *, as_json: bool, waited: bool) -> int:
        """Say what became of the files; return the exit status."""
        progress = progress_of([made.batch])[made.batch.pk]
        if as_json:
            self.stdout.write(json.dumps(_as_json(made), ensure_ascii=False, indent=2))
        else:
            self._say(made, waited=waited)
        troubled = progress[FileState.HELD] + progress[FileState.REJECTED] + progress[FileState.CANCELLED]
        unread = (waited and progress.open) or not made.whole
        return SOME_WAIT if troubled or unread else 0

    def _say(self, made: Made, *, waited: bool) -> None:
        batch = made.batch
        bar = bar_of(progress_of([batch])[batch.pk])
        self.stdout.write(f"Batch {batch.pk}, {batch.label}: {bar.lead} {bar.rest}".rstrip())
        troubled = batch.files.filter(state__in=[FileState.HELD, FileState.REJECTED])
        for name, state, reason in troubled.values_list("name", "state", "reason"):
            self.stdout.write(f"  {state:<8}  {name}: {reason}")
        for note in made.notes:
            self.stdout.write(f"  {note}")
        if bar.moving and not waited:
            self.stdout.write("The worker reads them; --wait waits for it.")
        self.stdout.write(settings.SITE_URL + reverse("sources:batch", args=[batch.pk]))


def _as_json(made: Made) -> dict[str, Any]:
    """Batch, address, notes; for each file: name, state, reason_code, reason, article (address or null)."""
    columns = ("name", "state", "reason_code", "reason", "article_version__article")
    files = [
        {**dict(zip(columns[:4], row, strict=False)), "article": article_address(row[4]) if row[4] else None}
        for row in made.batch.files.values_list(*columns)
    ]
    address = settings.SITE_URL + reverse("sources:batch", args=[made.batch.pk])
    return {"batch": made.batch.pk, "address": address, "notes": made.notes, "files": files}


def _label(paths: list[Path]) -> str:
    first = paths[0].resolve().name or str(paths[0])
    return f"{first} and {len(paths) - 1} more" if len(paths) > 1 else first


def _manifest(path: Path | None) -> Manifest | None:
    """The manifest that was named. Raises CommandError where it cannot be read, or says something wrong."""
    if path is None:
        return None
    try:
        manifest = read_manifest(path.read_bytes())
    except (OSError, Refused) as problem:
        raise CommandError(f"{path}: {problem}", returncode=WRONG_USE) from None
    if manifest.problems:
        raise CommandError(f"{path}: {' '.join(manifest.problems)}", returncode=WRONG_USE)
    return manifest
