"""Looking at files before they are imported: what each would become, worked out by the worker.

What cannot be imported, or is here already, ends at once and is not read again at the import. What can be
gets a `FilePreview`, which is gone as soon as somebody decided.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

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
COLUMNS = ("outlet", "published", "headline", "first_line", "note", "seen_at")
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


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file that could become an article, as its preview says it. address: the article's own, or ""."""

    outlet: str = ""
    published: str = ""
    headline: str = ""
    first_line: str = ""
    note: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class _Known:
    """here: version and moment of removal by bytes that are stored. first: id and name of the first file of a
    batch with some bytes, by batch and bytes.
    """

    here: Mapping[str, tuple[int | None, datetime | None]]
    first: Mapping[tuple[int, str], tuple[int, str]]


def look_at_files(*, until: float) -> int:
    """Look at the next files of batches that wait for a decision; return how many, 0 when none is left.

    until: on the clock of time.monotonic(); after it no further file is begun. Safe to repeat and to race.
    Raises OperationalError or InterfaceError when the database went away.
    """
    files = _claim() or _claim_left_behind()
    known = _known_of(files)
    found: dict[int, _Ended | _Seen] = {}
    for file in files:
        if found and time.monotonic() > until:
            break
        found[file.pk] = _look(file, known)
    FilePreview.objects.filter(
        file__in=[file for file in files if file.pk not in found], seen_at=None
    ).delete()
    _write(found)
    return len(found)


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


def _known_of(files: Sequence[ImportFile]) -> _Known:
    bytes_of = {file.sha256 for file in files}
    versions = ArticleVersion.objects.filter(sha256__in=bytes_of)
    here = {row[0]: row[1:] for row in versions.values_list("sha256", "pk", "article__removed_at")}
    beside = ImportFile.objects.filter(sha256__in=bytes_of, batch__in={file.batch_id for file in files})
    first = beside.order_by("batch", "sha256", "pk").distinct("batch", "sha256")
    rows = first.values_list("batch", "sha256", "pk", "name")
    return _Known(here, {row[:2]: row[2:] for row in rows})


def _look(file: ImportFile, known: _Known) -> _Ended | _Seen:
    version_id, removed_at = known.here.get(file.sha256, (None, None))
    if removed_at:
        return _Seen(note=REMOVED)
    if version_id:
        return _Ended(FileState.DUPLICATE, version_id)
    try:
        return _seen(file, known)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("Looking at file %s failed.", file.pk)
        return _Seen(note=FAILED)


def _seen(file: ImportFile, known: _Known) -> _Ended | _Seen:
    """What the file would become, or why it would not."""
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
    return _words(parsed, twin=known.first.get((file.batch_id, file.sha256), (file.pk, "")), file_id=file.pk)


def _words(parsed: ParsedArticle, *, twin: tuple[int, str], file_id: int) -> _Seen:
    first, name = twin
    published = in_words(parsed.published) if parsed.published.earliest or parsed.published.latest else ""
    return _Seen(
        outlet=_cut(parsed.value("outlet"), 200),
        published=published[:120],
        headline=_cut(parsed.headline, 500),
        first_line=_cut(parsed.body.partition("\n")[0].strip(), 240),
        note=f"The same bytes as {name}, and so no article of its own." if first != file_id else "",
        address=parsed.value("address"),
    )


def _write(found: Mapping[int, _Ended | _Seen]) -> None:
    """Keep what was found, unless somebody decided meanwhile."""
    seen = {pk: one for pk, one in found.items() if isinstance(one, _Seen)}
    addresses = {one.address for one in seen.values()} - {""}
    saved = set(Article.objects.first_saves().filter(address__in=addresses).values_list("address", flat=True))
    previews = [FilePreview(file_id=pk, **_columns(one, saved)) for pk, one in seen.items()]
    FilePreview.objects.bulk_update(previews, COLUMNS)
    for pk, one in found.items():
        if isinstance(one, _Ended):
            _settle(pk, one)


def _columns(seen: _Seen, saved: set[str]) -> dict[str, Any]:
    note = seen.note or ("Another save of an article that is here." if seen.address in saved else "")
    words = {name: getattr(seen, name) for name in COLUMNS if name not in ("note", "seen_at")}
    return {**words, "note": _cut(note, 600), "seen_at": Now()}


def _settle(file_id: int, ended: _Ended) -> None:
    with transaction.atomic():
        waiting = ImportFile.objects.to_look_at().filter(pk=file_id)
        waiting.update(
            state=ended.state,
            article_version=ended.version_id,
            reason_code=ended.code,
            reason=ended.sentence,
            finished_at=Now(),
        )
        FilePreview.objects.filter(file=file_id).delete()


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


def leave_out(*, batch: ImportBatch, files: Sequence[int] | None = None) -> int:
    """Leave waiting files out of the import, these or all; return how many. A file of another batch is left
    alone.
    """
    return _switch(batch, files, FileState.PENDING, FileState.CANCELLED)


def take_in(*, batch: ImportBatch, files: Sequence[int] | None = None) -> int:
    """Undo `leave_out`, of these or of all; return how many."""
    return _switch(batch, files, FileState.CANCELLED, FileState.PENDING)


def _switch(batch: ImportBatch, files: Sequence[int] | None, before: str, after: str) -> int:
    here = ImportFile.objects.filter(batch=batch, batch__control=BatchControl.PREVIEW)
    some = here if files is None else here.filter(pk__in=files)
    return some.filter(state=before).exclude(sha256="").update(state=after)


def _decide(batch: ImportBatch, control: str) -> bool:
    waiting = ImportBatch.objects.filter(pk=batch.pk, control=BatchControl.PREVIEW)
    if not waiting.update(control=control):
        return False
    FilePreview.objects.filter(file__batch=batch).delete()
    return True
