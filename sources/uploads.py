"""From an upload to found files, within the limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile

from sources.ingest.found import FoundFile
from sources.ingest.limits import ZIP_BYTES
from sources.ingest.manifest import NAME as MANIFEST
from sources.ingest.read import read_upload

#: Bytes of a whole request: an archive of the largest size, and room for the form around it.
REQUEST_BYTES = ZIP_BYTES + 1_000_000


def read_uploads(uploads: Sequence[UploadedFile[Any]]) -> Iterator[FoundFile]:
    """Yield what was uploaded, the manifest first. Names are labels and nothing else."""
    for upload in sorted(uploads, key=lambda one: (one.name or "").casefold() != MANIFEST):
        if upload.file is not None:
            yield from read_upload(cast(BinaryIO, upload.file), name=upload.name or "")


def label_of(uploads: Sequence[UploadedFile[Any]]) -> str:
    """What a batch is called that nobody named: "a.txt", "a.txt and 3 more"."""
    first, more = uploads[0].name or "", len(uploads) - 1
    return f"{first[:150]} and {more} more" if more else first[:200]
