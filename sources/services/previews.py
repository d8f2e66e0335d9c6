"""Looking at files before they are imported: what each would become, worked out by the worker.

What cannot be imported, or is here already, ends at once and is not read again at the import. What can be
gets a `FilePreview`, which is gone as soon as somebody decided.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.db.models.functions import Now

from sources import originals
from sources.choices import BatchControl, FileState
from sources.clocks import in_words
from sources.ingest.facts import Declared
from sources.ingest.limits import Held, Refused
from sources.ingest.pipeline import ParsedArticle, read_article
from sources.models import Article, ArticleVersion, FilePreview, ImportBatch, ImportFile

#: Files a worker looks at between two questions to the database.
CHUNK = 20
#: After this a worker that began to look is taken for dead.
PATIENCE = timedelta(seconds=60)
#: A file that was begun so often without an end is left to the import, which counts for itself.
LOOKS = 3
LONGEST = {"outlet": 200, "headline": 500, "first_line": 240}
CRASHED = "Looking at this file crashed the reader three times."
FAILED = "This file could not be looked at; what went wrong stands in the worker's log. The import will try."
REMOVED = "This text was removed here for legal reasons and is not taken in again."

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Ended:
    """A file that will not become an article; a FileState and why."""

    state: str
    version_id: int | None = None
    code: str = ""
    sentence: str = ""


def look_at_files(*, until: float) -> int:
    """Look at the next files of batches that wait for a decision; return how many, 0 when none is left.

    until: on the clock of time.monotonic(); after it no further file is begun. Safe to repeat and to race.
    Raises OperationalError or InterfaceError when the database went away.
    """
    files = _claim() or _claim_left_behind()
    for done, file in enumerate(files):
        if done and time.monotonic() > until:
            FilePreview.objects.filter(file__in=files[done:], seen_at__isnull=True).delete()
            return done
        _look(file)
    return len(files)


def forget_decided() -> int:
    """Delete previews of batches that somebody decided while a worker was looking; return how many."""
    late = FilePreview.objects.exclude(file__batch__control=BatchControl.PREVIEW)
    return late.delete()[0]


def _claim() -> list[ImportFile]:
    """The next files nobody has begun to look at."""
    with transaction.atomic():
        waiting = ImportFile.objects.to_look_at().select_for_update(skip_locked=True, of=("self",))
        ids = list(waiting.filter(preview=None).order_by("pk").values_list("pk", flat=True)[:CHUNK])
        # Asked once more, now that they are ours: another may have begun between the look and the lock.
        files = list(
            ImportFile.objects.filter(pk__in=ids, preview=None).select_related("batch").order_by("pk")
        )
        FilePreview.objects.bulk_create(FilePreview(file=file) for file in files)
    return files


def _claim_left_behind() -> list[ImportFile]:
    """One file whose worker is gone, by itself: it may be what the worker died of."""
    with transaction.atomic():
        left = FilePreview.objects.filter(seen_at=None, begun_at__lt=Now() - PATIENCE)
        preview = left.select_for_update(skip_locked=True).order_by("pk").first()
        if preview is None:
            return []
        mine = FilePreview.objects.filter(pk=preview.pk)
        if preview.attempts >= LOOKS:
            mine.update(seen_at=Now(), note=CRASHED)
            return _claim_left_behind()
        mine.update(attempts=F("attempts") + 1, begun_at=Now())
        return list(ImportFile.objects.filter(pk=preview.pk).select_related("batch"))


def _look(file: ImportFile) -> None:
    try:
        found = _ended(file) or _seen(file)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("Looking at file %s failed.", file.pk)
        found = {"note": FAILED}
    if isinstance(found, _Ended):
        _settle(file, found)
    else:
        FilePreview.objects.filter(file=file, seen_at=None).update(seen_at=Now(), **found)


def _ended(file: ImportFile) -> _Ended | None:
    """Whether its bytes are here already."""
    same = ArticleVersion.objects.filter(sha256=file.sha256, article__removed_at=None)
    version_id = same.values_list("pk", flat=True).first()
    return _Ended(FileState.DUPLICATE, version_id) if version_id else None


def _seen(file: ImportFile) -> _Ended | dict[str, str]:
    """What the file would become, as columns of its preview; or why it would not."""
    if ArticleVersion.objects.filter(sha256=file.sha256).exists():
        return {"note": REMOVED}
    try:
        parsed = read_article(
            originals.read(file.sha256),
            name=file.name,
            declared=_declared(file.batch, encoding=file.encoding),
            manifest_facts=file.declared,
        )
    except Held as reason:
        return _Ended(FileState.HELD, code=reason.code, sentence=reason.sentence)
    except Refused as reason:
        return _Ended(FileState.REJECTED, code=reason.code, sentence=reason.sentence)
    except originals.OriginalLost as reason:
        sentence = f"The stored original is gone or was changed. Bring the file once more. ({reason})"
        return _Ended(FileState.REJECTED, code="original_lost", sentence=sentence)
    return _columns(file, parsed)


def _columns(file: ImportFile, parsed: ParsedArticle) -> dict[str, str]:
    words = {
        "outlet": parsed.value("outlet"),
        "headline": parsed.headline,
        "first_line": parsed.body.partition("\n")[0].strip(),
    }
    cut = {name: _cut(value, LONGEST[name]) for name, value in words.items()}
    published = in_words(parsed.published) if parsed.published.earliest or parsed.published.latest else ""
    return {**cut, "published": published[:120], "note": _cut(_note(file, parsed), 600)}


def _note(file: ImportFile, parsed: ParsedArticle) -> str:
    """What else is to be known before it is imported."""
    beside = ImportFile.objects.filter(sha256=file.sha256, batch=file.batch_id, pk__lt=file.pk)
    if twin := beside.order_by("pk").values_list("name", flat=True).first():
        return f"The same bytes as {twin}, and so no article of its own."
    address = parsed.value("address")
    if address and Article.objects.first_saves().filter(address=address).exists():
        return "Another save of an article that is here."
    return ""


def _settle(file: ImportFile, ended: _Ended) -> None:
    """End it, unless somebody decided meanwhile."""
    with transaction.atomic():
        waiting = ImportFile.objects.to_look_at().filter(pk=file.pk)
        waiting.update(
            state=ended.state,
            article_version=ended.version_id,
            reason_code=ended.code,
            reason=ended.sentence,
            finished_at=Now(),
        )
        FilePreview.objects.filter(file=file).delete()


def _declared(batch: ImportBatch, *, encoding: str) -> Declared:
    return Declared(
        outlet=batch.declared_outlet,
        published=batch.declared_published,
        language=batch.declared_language,
        encoding=encoding or batch.declared_encoding or None,
        zone=settings.TIME_ZONE,
    )


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


@transaction.atomic
def import_previewed(*, batch: ImportBatch) -> int:
    """Import what waits of a batch that was looked at; the door nudges. Return how many files; 0 when it
    was decided already.
    """
    if not _decide(batch, BatchControl.GO):
        return 0
    return batch.files.filter(state=FileState.PENDING).count()


@transaction.atomic
def discard_previewed(*, batch: ImportBatch) -> bool:
    """Import nothing of it, for good. False when it was decided already."""
    if not _decide(batch, BatchControl.CANCELLED):
        return False
    batch.files.filter(state=FileState.PENDING).update(state=FileState.CANCELLED)
    return True


def leave_out(*, batch: ImportBatch, files: Sequence[int]) -> int:
    """Leave waiting files out of the import; return how many. A file of another batch is left alone."""
    return _switch(batch, files, FileState.PENDING, FileState.CANCELLED)


def take_in(*, batch: ImportBatch, files: Sequence[int]) -> int:
    """Undo `leave_out`; return how many."""
    return _switch(batch, files, FileState.CANCELLED, FileState.PENDING)


def _switch(batch: ImportBatch, files: Sequence[int], before: str, after: str) -> int:
    here = ImportFile.objects.filter(batch=batch, batch__control=BatchControl.PREVIEW)
    return here.filter(pk__in=files, state=before).exclude(sha256="").update(state=after)


def _decide(batch: ImportBatch, control: str) -> bool:
    waiting = ImportBatch.objects.filter(pk=batch.pk, control=BatchControl.PREVIEW)
    if not waiting.update(control=control):
        return False
    FilePreview.objects.filter(file__batch=batch).delete()
    return True
