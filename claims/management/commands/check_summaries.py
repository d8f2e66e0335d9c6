"""Compare what is stored about claims with what their rows say."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.summaries import check


class Command(BaseCommand):
    """Recompute every claim's summary and list what differs; exit 1 where something does."""

    help = "Recompute every claim's summary and compare it with the stored one. Changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line a difference. Summaries that wait for the sweep are passed over."""
        differences = list(check())
        for difference in differences:
            self.stdout.write(str(difference))
        if differences:
            raise CommandError(f"{len(differences)} fields are not what the claims' rows say.", returncode=1)
        self.stdout.write("Every summary is what its claim's rows say.")
