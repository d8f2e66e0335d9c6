"""Compare what is stored about claims, and how articles are found, with what their rows say."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.found_words import unlike_words
from claims.summaries import check


class Command(BaseCommand):
    """Recompute every claim's summary and every article's words, list what differs (then exit 1)."""

    help = "Recompute every claim's summary and every article's words, and compare. Changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line a difference. Summaries that wait for the sweep are passed over."""
        differences = [str(difference) for difference in check()]
        differences += [f"article {article}: other words than readers see" for article in unlike_words()]
        for difference in differences:
            self.stdout.write(difference)
        if differences:
            raise CommandError(f"{len(differences)} fields are not what the claims' rows say.", returncode=1)
        self.stdout.write("Every summary is what its claim's rows say.")
