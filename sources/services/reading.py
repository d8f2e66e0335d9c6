"""Reading files of batches: from their originals to articles, or to the reasons why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings

from sources import originals
from sources.choices import FileState
from sources.ingest.dates import day_first_in
from sources.ingest.facts import Declared
from sources.ingest.limits import Held, Refused
from sources.ingest.pipeline import ParsedArticle, read_article
from sources.ingest.store import Ready, outlets_of, store_articles
from sources.models import ArticleVersion, ImportBatch, ImportFile, Outlet
from sources.services.acting import Actor


class Fate(NamedTuple):
    """How a file ended: a FileState, and the version it became or is the same as, or code and sentence."""

    state: str
    version_id: int | None = None
    code: str = ""
    sentence: str = ""


@dataclass(slots=True)
class _Read:
    """A file that was read and may become an article."""

    file: ImportFile
    content: bytes
    parsed: ParsedArticle


def read_files(files: Sequence[ImportFile], *, actor: Actor) -> dict[int, Fate]:
    """Read the originals of files and store what they are, all in one go; return their fates by file.

    Must run inside `acting`, in the transaction that also settles the files. The same bytes are read once,
    and are the article of the first file that has them. An IntegrityError says that another worker was
    faster with the same address; after a rollback the same call finds what the other wrote.
    """
    fates: dict[int, Fate] = {}
    while left := [file for file in files if file.pk not in fates]:
        fates |= _here_already(left)
        # Again only where the first file of some bytes was refused: another may say more of the same bytes.
        fates |= _read_firsts([file for file in left if file.pk not in fates], actor=actor)
    return fates


def _read_firsts(files: Sequence[ImportFile], *, actor: Actor) -> dict[int, Fate]:
    """The fates of the first file of any bytes; absent where another worker stored them meanwhile."""
    firsts = {file.sha256: file for file in reversed(files)}
    fates: dict[int, Fate] = {}
    read: list[_Read] = []
    for file in reversed(firsts.values()):
        outcome = _read(file)
        if isinstance(outcome, Fate):
            fates[file.pk] = outcome
        else:
            read.append(outcome)
    stored = _store(read, actor=actor) if read else {}
    for one in read:
        if version := stored.get(one.file.sha256):
            fates[one.file.pk] = Fate(FileState.IMPORTED, version_id=version)
    return fates


def _here_already(files: Sequence[ImportFile]) -> dict[int, Fate]:
    """The fates of those whose bytes are stored, or were once and may not come again."""
    rows = ArticleVersion.objects.filter(sha256__in={file.sha256 for file in files})
    known = {row[0]: row[1:] for row in rows.values_list("sha256", "pk", "article__removed_at")}
    fates = {}
    for file in files:
        if file.sha256 in known:
            version_id, removed_at = known[file.sha256]
            fates[file.pk] = (
                _turned_away(file) if removed_at else Fate(FileState.DUPLICATE, version_id=version_id)
            )
    return fates


def _store(read: Sequence[_Read], *, actor: Actor) -> dict[str, int]:
    outlets = outlets_of([one.parsed for one in read], actor=actor)
    for one, named in zip(read, outlets, strict=True):
        outlet = named.get("outlet")
        if outlet and _dates_otherwise(outlet, one.parsed):
            zone = outlet.zone or settings.TIME_ZONE
            one.parsed = _parse(one.content, one.file, zone=zone, country=outlet.country)
    ready = [Ready(one.parsed, named, one.file.batch) for one, named in zip(read, outlets, strict=True)]
    return store_articles(ready, actor=actor)


def _dates_otherwise(outlet: Outlet, parsed: ParsedArticle) -> bool:
    """Whether a printed day is another moment where the outlet is, or its country settles 03/04/2031."""
    moved = outlet.zone not in ("", settings.TIME_ZONE) and parsed.published.latest is not None
    doubtful = any(fact.field == "published" and fact.problem for fact in parsed.facts)
    return moved or (doubtful and day_first_in(outlet.country) is not None)


def _read(file: ImportFile) -> _Read | Fate:
    try:
        content = originals.read(file.sha256)
        return _Read(file, content, _parse(content, file, zone=settings.TIME_ZONE))
    except Held as reason:
        return Fate(FileState.HELD, code=reason.code, sentence=reason.sentence)
    except Refused as reason:
        return Fate(FileState.REJECTED, code=reason.code, sentence=reason.sentence)
    except originals.OriginalLost as reason:
        sentence = "The stored original is gone or was changed. Bring the file once more."
        return Fate(FileState.REJECTED, code="original_lost", sentence=f"{sentence} ({reason})")


def _turned_away(file: ImportFile) -> Fate:
    """Bytes that were legally removed do not come in again, nor stays anything of them."""
    originals.forget(file.sha256)
    ImportFile.objects.filter(pk=file.pk).update(name=f"removed {file.pk}", declared={})
    return Fate(
        FileState.REJECTED,
        code="removed",
        sentence="This text was removed here for legal reasons and is not taken in again.",
    )


def _parse(content: bytes, file: ImportFile, *, zone: str, country: str = "") -> ParsedArticle:
    declared = _declared(file.batch, encoding=file.encoding, zone=zone, country=country)
    # The store has proved that these bytes have that hash.
    return read_article(
        content, name=file.name, declared=declared, manifest_facts=file.declared, sha256=file.sha256
    )


def _declared(batch: ImportBatch, *, encoding: str, zone: str, country: str) -> Declared:
    return Declared(
        outlet=batch.declared_outlet,
        published=batch.declared_published,
        language=batch.declared_language,
        encoding=encoding or batch.declared_encoding or None,
        zone=zone,
        country=country,
    )
