"""From an upload to found files, within the limits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, NamedTuple, cast

from django.core.files.uploadedfile import UploadedFile

from claimtrack.multipart import path_sent
from sources.ingest.found import FoundFile
from sources.ingest.limits import ZIP_BYTES
from sources.ingest.manifest import NAME as MANIFEST
from sources.ingest.names import is_article, is_hidden
from sources.ingest.read import read_upload

#: Bytes of a whole request: an archive of the largest size, and room for the form around it.
REQUEST_BYTES = ZIP_BYTES + 1_000_000


class Upload(NamedTuple):
    """folder: where the file lay, as the browser says: "clippings/march/"; "" for none."""

    file: UploadedFile[Any]
    folder: str


def read_uploads(uploads: Sequence[Upload]) -> Iterator[FoundFile]:
    """Yield what was uploaded, manifests first. Names are labels and nothing else."""
    for upload in sorted(uploads, key=lambda one: (one.file.name or "").casefold() != MANIFEST):
        if upload.file.file is not None:
            handle = cast(BinaryIO, upload.file.file)
            yield from read_upload(handle, name=upload.file.name or "", folder=upload.folder)


def folders_of(uploads: Sequence[UploadedFile[Any]], paths: str) -> list[str]:
    """The folder of each upload, from a JSON list of paths in the same order; "" where it does not fit."""
    try:
        said = json.loads(paths) if paths else []
    except (ValueError, RecursionError):
        said = []
    if not isinstance(said, list) or len(said) != len(uploads):
        return [""] * len(uploads)
    return [_folder(path, upload.name or "") for path, upload in zip(said, uploads, strict=True)]


def folder_sent(upload: UploadedFile[Any]) -> str:
    """The folder in which a browser without our script says that the file lay; "" where it says nothing."""
    return _folder(path_sent(upload), upload.name or "")


def _folder(path: object, name: str) -> str:
    """What stands before the name in its path, without steps that lead anywhere else."""
    head, slash, last = path.replace("\\", "/").rpartition("/") if isinstance(path, str) else ("", "", "")
    steps = [step for step in head.split("/") if step.strip(". ")]
    return f"{'/'.join(steps)}/" if slash and steps and last == name else ""


def is_ours(name: str) -> bool:
    """Whether a file of a folder is one that can be read: a text, an archive or a manifest."""
    return not is_hidden(name) and (is_article(name) or name.casefold().endswith((".zip", MANIFEST)))


def label_of(uploads: Sequence[Upload]) -> str:
    """What a batch is called that nobody named: a folder's name, "a.txt", "a.txt and 3 more"."""
    first, folder = uploads[0].file.name or "", uploads[0].folder
    more = len(uploads) - 1
    if folder:
        return folder.split("/")[0][:200]
    return f"{first[:150]} and {more} more" if more else first[:200]
