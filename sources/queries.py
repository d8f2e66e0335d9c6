"""Questions about batches: how far they are, what became of each file, what still waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import Now

from sources.choices import BatchControl, FileState
from sources.models import ImportBatch, ImportFile
from sources.paging import Page, page_by_key

BATCHES_A_PAGE = 20
FILES_A_PAGE = 50
READ = (FileState.IMPORTED, FileState.DUPLICATE, FileState.HELD, FileState.REJECTED)
OPEN = (FileState.PENDING, FileState.RUNNING)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many files of a batch are in which state."""

    counts: dict[str, int]
    control: str

    def __getitem__(self, state: str) -> int:
        return self.counts.get(state, 0)

    @property
    def total(self) -> int:
        """All files."""
        return sum(self.counts.values())

    @property
    def read(self) -> int:
        """Files that have come to an end, or wait for a person."""
        return sum(self[state] for state in READ)

    @property
    def open(self) -> int:
        """Files that are still on their way."""
        return sum(self[state] for state in OPEN)

    @property
    def moving(self) -> bool:
        """Whether the counts will change without anybody's doing."""
        return self[FileState.RUNNING] > 0 or (self.open > 0 and self.control == BatchControl.GO)


def progress_of(batches: Iterable[ImportBatch]) -> dict[int, Progress]:
    """How far each batch is, by its id. One query."""
    known = {batch.pk: Progress({}, batch.control) for batch in batches}
    rows = ImportFile.objects.filter(batch__in=known).order_by().values_list("batch", "state")
    for batch, state, number in rows.annotate(Count("pk")):
        known[batch].counts[state] = number
    return known


def batches_page(*, after: int | None = None, before: int | None = None) -> Page[ImportBatch]:
    """Batches, newest first, with who made them."""
    rows = ImportBatch.objects.select_related("made_by")
    return page_by_key(rows, size=BATCHES_A_PAGE, newest_first=True, after=after, before=before)


def files_page(
    batch: ImportBatch, *, state: str = "", after: int | None = None, before: int | None = None
) -> Page[ImportFile]:
    """Files of a batch in the order in which they came, with the article each became; of one state alone
    where one is given.
    """
    rows = batch.files.select_related("article_version__article__outlet").defer("article_version__text")
    if state:
        rows = rows.filter(state=state)
    return page_by_key(rows, size=FILES_A_PAGE, after=after, before=before)


def left_waiting() -> bool:
    """Whether files wait that nobody reads: some are to be drained, and no lease is running."""
    read_now = ImportFile.objects.filter(state=FileState.RUNNING, leased_until__gte=Now())
    return ImportFile.objects.to_drain().exists() and not read_now.exists()
