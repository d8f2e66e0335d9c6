"""`manage.py load_samples [FOLDER]`: a first look with something to see."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError

from claims.samples.loading import load_samples
from claims.samples.reading import NAME
from sources.services.intake import NothingToImport

WRONG_USE = 2
INTERRUPTED = 3


class Command(BaseCommand):
    """Exit 0: the samples are here; 2: the folder holds none; 3: the database went away, try again."""

    help = (
        "Bring the sample reports in and do the desk work that ships with them. "
        "Doing it again changes nothing. Exit status 0: all is here; 2: wrong usage; 3: try again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the command takes."""
        parser.add_argument("folder", nargs="?", type=Path, default=Path(settings.BASE_DIR) / "samples")

    def handle(self, *, folder: Path, **options: Any) -> None:
        """Load, and tell what is going on line by line."""
        if not (folder / NAME).is_file():
            raise CommandError(f"There is no {NAME} in {folder}.", returncode=WRONG_USE)
        try:
            loaded = load_samples(folder, tell=self._tell)
        except NothingToImport as error:
            raise CommandError(str(error), returncode=WRONG_USE) from None
        except (OperationalError, InterfaceError) as error:
            raise CommandError(f"The database is away: {error}", returncode=INTERRUPTED) from error
        if loaded:
            self._tell("The samples are loaded.")

    def _tell(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()
