"""Questions about batches: how far they are, what became of each file, what still waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F, Min, Q
from django.db.models.functions import Now
from django.db.models.lookups import GreaterThan

from sources.choices import BatchControl, BatchOrigin, FileState
from sources.ingest.duplicates import digest
from sources.ingest.found import FoundFile
from sources.models import ArticleVersion, ImportBatch, ImportFile
from sources.paging import Page, page_by_key
from sources.services.batches import BY_HAND

BATCHES_A_PAGE = 20
FILES_A_PAGE = 50
PACE_OVER = timedelta(seconds=60)
READ = (FileState.IMPORTED, FileState.DUPLICATE, FileState.HELD, FileState.REJECTED)
OPEN = (FileState.PENDING, FileState.RUNNING)


@dataclass(slots=True)
class Progress:
    """How many files of a batch are in which state."""

    counts: dict[str, int]
    control: str
    #: Of those held: how many a person held, of which nothing is to be said.
    by_hand: int = 0
    #: More files are on their way here; or were, when what brought them was interrupted.
    taking: bool = False
    interrupted: bool = False

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
        if self.taking or self[FileState.RUNNING]:
            return True
        return self.open > 0 and self.control == BatchControl.GO


def progress_of(batches: Iterable[ImportBatch]) -> dict[int, Progress]:
    """How far each batch is, by its id. One query."""
    known = {batch.pk: Progress({}, batch.control) for batch in batches}
    rows = ImportFile.objects.filter(batch__in=known).order_by()
    rows = rows.annotate(taking=GreaterThan(F("batch__taking_until"), Now()))
    by_hand = Count("pk", filter=Q(state=FileState.HELD, reason_code=BY_HAND))
    counted = rows.values_list("batch", "batch__control", "state", "taking")
    for batch, control, state, taking, number, held in counted.annotate(number=Count("pk"), held=by_hand):
        progress = known[batch]
        progress.control = control
        progress.counts[state] = number
        progress.by_hand += held
        progress.taking, progress.interrupted = taking is True, taking is False
    return known


def pace_of(batch: ImportBatch) -> float:
    """Files of the batch that came to an end, per second, over the last minute; 0.0 where that says nothing
    yet. One query.
    """
    lately = batch.files.order_by().filter(finished_at__gte=Now() - PACE_OVER)
    span = ExpressionWrapper(Now() - Min("finished_at"), output_field=DurationField())
    found = lately.aggregate(number=Count("pk"), span=span)
    seconds = found["span"].total_seconds() if found["span"] else 0.0
    return float(found["number"] / seconds) if found["number"] > 1 and seconds >= 1 else 0.0


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


def previews_page(
    batch: ImportBatch, *, state: str = "", after: int | None = None, before: int | None = None
) -> Page[ImportFile]:
    """Like `files_page`, with what each waiting file would become."""
    rows = batch.files.select_related("preview", "article_version__article__outlet")
    rows = rows.defer("article_version__text")
    if state:
        rows = rows.filter(state=state)
    return page_by_key(rows, size=FILES_A_PAGE, after=after, before=before)


def unseen(batch: ImportBatch) -> int:
    """How many files of a batch that is looked at nobody has looked at yet."""
    return ImportFile.objects.to_look_at().filter(batch=batch).exclude(preview__seen_at__isnull=False).count()


def brought_before(found: FoundFile) -> bool:
    """Whether a watched folder need not bring this: the same bytes came from a folder before, whatever became
    of them, or are an article; or the same file was refused before for the same reason.
    """
    by_folder = ImportFile.objects.filter(batch__origin=BatchOrigin.FOLDER)
    if found.content is not None:
        sha256 = digest(found.content)
        return (
            by_folder.filter(sha256=sha256).exists() or ArticleVersion.objects.filter(sha256=sha256).exists()
        )
    code = found.problem.code if found.problem else "unreadable"
    return by_folder.filter(name=found.name, sha256="", reason_code=code).exists()


def is_importing() -> bool:
    """Whether files wait to be imported, or are being taken in."""
    waiting = ImportFile.objects.to_drain().exists()
    return waiting or ImportBatch.objects.filter(taking_until__gt=Now()).exists()


def left_waiting() -> bool:
    """Whether files wait that nobody reads: some are to be drained, and no lease is running; or to be
    looked at.
    """
    if ImportFile.objects.to_look_at().exclude(preview__seen_at__isnull=False).exists():
        return True
    read_now = ImportFile.objects.filter(state=FileState.RUNNING, leased_until__gte=Now())
    return ImportFile.objects.to_drain().exists() and not read_now.exists()
