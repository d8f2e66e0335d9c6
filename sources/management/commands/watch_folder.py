"""`manage.py watch_folder DIR`: bring in what is put into a folder, as soon as it is whole."""

from __future__ import annotations

import logging
import signal
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, connection

from claimtrack.words import counted
from sources.choices import BatchOrigin
from sources.ingest.found import FoundFile
from sources.ingest.watching import Watch
from sources.management.options import WRONG_USE, acting_admin, add_declared, declared_of
from sources.queries import brought_before
from sources.services.batches import make_batch
from sources.services.intake import NothingToImport
from sources.tasks import StepNudge, nudge

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Exit 0: stopped by a signal, or --once is done; 2: wrong usage."""

    help = (
        "Bring in the .txt files and .zip archives that are put into a folder, as soon as they stop growing. "
        "Those that come together are one batch. Nothing in the folder is moved or changed, no link is "
        "followed, and what was brought once is not brought again. Stops on SIGTERM or Ctrl-C."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the command takes."""
        parser.add_argument("folder", metavar="DIR", type=Path)
        add_declared(parser)
        parser.add_argument("--once", action="store_true", help="look twice, bring in what is there, and end")
        parser.add_argument(
            "--interval", type=float, default=5.0, metavar="S", help="seconds between two looks (5)"
        )

    def handle(self, *, folder: Path, once: bool, interval: float, **options: Any) -> None:
        """Look until told to stop; what is being stored then is finished."""
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder.", returncode=WRONG_USE)
        if not 0 <= interval <= 3600:
            raise CommandError("--interval: between 0 and 3600 seconds.", returncode=WRONG_USE)
        # The folder itself may be named by a link; nothing below it is reached by one.
        watch = Watch(folder.resolve())
        made_by = acting_admin(other_saves=options["other_saves"])
        options |= {"made_by": made_by, "declared": declared_of(options)}
        with _told_to_stop() as stop:
            logger.info("Watching %s, every %g seconds.", watch.folder, interval)
            _look(watch, options)
            while not stop.wait(interval):
                _look(watch, options)
                if once:
                    break
        logger.info("Stopped watching %s.", watch.folder)


def _look(watch: Watch, options: dict[str, Any]) -> None:
    """One look, and a batch of what is ready. What fails is logged and tried at the next look."""
    try:
        look = watch.look()
        for name, what in look.odd:
            logger.warning("%s is %s.", name, what)
        if look.ready:
            _bring(watch, look.ready, options)
    except (OperationalError, InterfaceError) as error:
        connection.close()
        logger.warning("The database is away; trying again at the next look: %s", error)
    except OSError as error:
        logger.warning("The folder or the store of originals is away; trying again: %s", error)


def _bring(watch: Watch, names: Sequence[str], options: dict[str, Any]) -> None:
    fresh = _Fresh(watch.read(names))
    try:
        made = make_batch(
            made_by=options["made_by"],
            label=watch.folder.name,
            origin=BatchOrigin.FOLDER,
            files=fresh,
            declared=options["declared"],
            display=options["display"],
            other_saves=options["other_saves"],
            on_step=StepNudge(),
        )
    except NothingToImport:
        made = None
    watch.done(names)
    if made is not None:
        nudge()
        logger.info("Batch %s: %s from %s.", made.batch.pk, counted(fresh.number, "file"), watch.folder)
        for note in made.notes if not made.whole else ():
            logger.warning("Batch %s: %s", made.batch.pk, note)
    if fresh.known:
        logger.info("%s here already.", counted(fresh.known, "file was", "files were"))


class _Fresh:
    """Of what is read, what a watched folder has not brought before; counts both."""

    def __init__(self, files: Iterable[FoundFile]) -> None:
        self.files = files
        self.number = self.known = 0

    def __iter__(self) -> Iterator[FoundFile]:
        manifests: list[FoundFile] = []
        for found in self.files:
            if found.skipped:
                continue
            if found.manifest:
                # By itself it is no batch: it comes with the first file after it.
                manifests.append(found)
            elif brought_before(found):
                self.known += 1
            else:
                self.number += 1
                if found.problem:
                    logger.warning("%s: %s", found.name, found.problem.sentence)
                yield from manifests
                manifests.clear()
                yield found


@contextmanager
def _told_to_stop() -> Iterator[Event]:
    """An event that SIGTERM and Ctrl-C set; the handlers before are put back."""
    stop = Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
