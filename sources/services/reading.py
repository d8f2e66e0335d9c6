"""Reading one file of a batch: from its original to an article, or to the reason why not."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from sources import originals
from sources.choices import FileState
from sources.ingest.facts import Declared
from sources.ingest.limits import Held, Refused
from sources.ingest.pipeline import ParsedArticle, read_article
from sources.ingest.store import outlets_of, store_article
from sources.models import ArticleVersion, ImportBatch, ImportFile
from sources.services.acting import Actor


@dataclass(frozen=True, slots=True)
class Fate:
    """How a file ended: a FileState, and the version it became or is the same as, or code and sentence."""

    state: str
    version_id: int | None = None
    code: str = ""
    sentence: str = ""


def read_and_store(file: ImportFile, *, actor: Actor) -> Fate:
    """Read the file's original and store what it is. Must run inside `acting`, in the file's transaction.

    An IntegrityError says that another worker was faster with the same bytes, address or outlet; after a
    rollback the same call finds what the other wrote.
    """
    same = ArticleVersion.objects.filter(sha256=file.sha256).select_related("article").defer("text").first()
    if same and same.article.removed_at:
        return _turned_away(file)
    if same:
        return Fate(FileState.DUPLICATE, version_id=same.pk)
    try:
        content = originals.read(file.sha256)
        parsed = _parse(content, file, zone=settings.TIME_ZONE)
        outlets = outlets_of(parsed, actor=actor)
        zone = outlets["outlet"].zone if "outlet" in outlets else ""
        if zone and zone != settings.TIME_ZONE and parsed.published.earliest:
            # A printed day is a day where the outlet is.
            parsed = _parse(content, file, zone=zone)
    except Held as reason:
        return Fate(FileState.HELD, code=reason.code, sentence=reason.sentence)
    except Refused as reason:
        return Fate(FileState.REJECTED, code=reason.code, sentence=reason.sentence)
    except originals.OriginalLost as reason:
        sentence = "The stored original is gone or was changed. Bring the file once more."
        return Fate(FileState.REJECTED, code="original_lost", sentence=f"{sentence} ({reason})")
    version = store_article(parsed, outlets=outlets, batch=file.batch, actor=actor)
    return Fate(FileState.IMPORTED, version_id=version.pk)


def _turned_away(file: ImportFile) -> Fate:
    """Bytes that were legally removed do not come in again, nor stays anything of them."""
    originals.forget(file.sha256)
    ImportFile.objects.filter(pk=file.pk).update(name=f"removed {file.pk}", declared={})
    return Fate(
        FileState.REJECTED,
        code="removed",
        sentence="This text was removed here for legal reasons and is not taken in again.",
    )


def _parse(content: bytes, file: ImportFile, *, zone: str) -> ParsedArticle:
    declared = _declared(file.batch, encoding=file.encoding, zone=zone)
    return read_article(content, name=file.name, declared=declared, manifest_facts=file.declared)


def _declared(batch: ImportBatch, *, encoding: str, zone: str) -> Declared:
    return Declared(
        outlet=batch.declared_outlet,
        published=batch.declared_published,
        language=batch.declared_language,
        encoding=encoding or batch.declared_encoding or None,
        zone=zone,
    )
