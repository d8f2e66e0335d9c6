"""How a command shows a batch on its way: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator

from django.core.management.base import OutputWrapper
from django.db import OperationalError, connection

from sources.choices import FileState
from sources.models import ImportBatch
from sources.queries import Progress, progress_of
from sources.shown import bar_of

WIDTH = 30
#: Seconds between two looks at the database; between two plain lines; without a sign of a worker.
LOOK = 0.25
LINE = 5.0
PATIENCE = 5.0
#: Seconds that a database may be away while we wait.
AWAY = 120.0


def follow(batch: ImportBatch) -> Iterator[Progress]:
    """Yield the batch's progress, now and then, the last time when nothing more will move.

    A database that restarts meanwhile is waited for. Raises OperationalError when it stays away.
    """
    gone_since: float | None = None
    while True:
        try:
            batch.refresh_from_db(fields=["control"])
            progress = progress_of([batch])[batch.pk]
            gone_since = None
        except OperationalError:
            connection.close()
            gone_since = gone_since or time.monotonic()
            if time.monotonic() - gone_since > AWAY:
                raise
        else:
            yield progress
            if not progress.moving:
                return
        time.sleep(LOOK)


class Show:
    """Writes progress to one stream, and says once when no worker seems to be there."""

    def __init__(self, stream: OutputWrapper) -> None:
        self.stream = stream
        self.bar = stream.isatty()
        self.began = self.told = time.monotonic()
        self.warned = False

    def __call__(self, progress: Progress) -> None:
        """Show one state of things."""
        now = time.monotonic()
        if not self.warned and progress[FileState.PENDING] == progress.total and now - self.began > PATIENCE:
            self.warned = True
            self._line("No worker has begun yet. The files wait in the database until one does; waiting.")
        if self.bar:
            self._write(f"\r\x1b[K{drawn(progress)}")
        elif now - self.told > LINE:
            self.told = now
            self._line(bar_of(progress).lead)

    def end(self) -> None:
        """Take the bar away; what follows is said in words."""
        if self.bar:
            self._write("\r\x1b[K")

    def _line(self, words: str) -> None:
        self._write(f"\r\x1b[K{words}\n" if self.bar else f"{words}\n")

    def _write(self, words: str) -> None:
        self.stream.write(words, style_func=str, ending="")  # progress is no error: not in red
        self.stream.flush()


def drawn(progress: Progress) -> str:
    """The bar: "[####      ] 12 of 30 read. 11 imported, 1 here already."."""
    done = (progress.total - progress.open) * WIDTH // max(1, progress.total)
    bar = bar_of(progress)
    return f"[{'#' * done:<{WIDTH}}] {bar.lead} {bar.rest}".rstrip()
