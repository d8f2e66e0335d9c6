"""`manage.py make_large CLAIMS STATEMENTS ARTICLES`: an invented archive, for measuring."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from claims.large.making import NAMED_FOR_IT, Refused, Wanted, make, tidy

WRONG_USE = 2


class Command(BaseCommand):
    """Exit 0: it is made; 2: the database is not for it, or holds something."""

    help = (
        f'Fill an empty, migrated database whose name has "{NAMED_FOR_IT}" in it with an invented archive. '
        "The database's user must be a superuser: triggers are off meanwhile, and no history is written."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What the command takes."""
        for name, usual in (("claims", 1_000_000), ("statements", 3_000_000), ("articles", 100_000)):
            parser.add_argument(
                name, nargs="?", type=int, default=usual, help=f"how many; {usual:,} if not given"
            )
        parser.add_argument("--seed", type=int, default=7, help="the same seed makes the same archive")

    def handle(self, *, claims: int, statements: int, articles: int, seed: int, **options: Any) -> None:
        """Make it, and tell what is going on line by line."""
        name = str(connection.settings_dict["NAME"])
        if NAMED_FOR_IT not in name:
            raise CommandError(
                f"The database is called “{name}”: only one with “{NAMED_FOR_IT}” in its name is filled.",
                returncode=WRONG_USE,
            )
        self._began = time.monotonic()
        try:
            make(Wanted(claims, statements, articles, seed), tell=self._tell)
        except Refused as error:
            raise CommandError(str(error), returncode=WRONG_USE) from None
        tidy(tell=self._tell)
        self._tell("The archive is made.")

    def _tell(self, sentence: str) -> None:
        self.stdout.write(f"{time.monotonic() - self._began:6.0f} s  {sentence}")
        self.stdout.flush()
