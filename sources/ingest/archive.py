"""A .zip, read entry by entry in memory. Nothing is unpacked to disk and no size it states is trusted."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from sources.ingest.found import FoundFile
from sources.ingest.limits import (
    ENTRIES,
    MANIFEST_BYTES,
    RATIO,
    TEXT_BYTES,
    UNPACKED,
    ZIP_BYTES,
    ZIP_DIRECTORY_BYTES,
    Refused,
)
from sources.ingest.manifest import NAME as MANIFEST
from sources.ingest.names import is_article, is_hidden, label

CHUNK = 65_536
LINE = b"PK\x01\x02"  # how each line of a directory begins
SMALL = 10_000  # below this a high ratio is no bomb: a table of dots packs well
# What zipfile raises on spoiled archives; the last three are its slips, found by spoiling archives at random.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    LookupError,
    OverflowError,
    struct.error,
)
KINDS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
SPLIT = "Split it into several .zip files, or give the folder to import_batch."


class _Bounded(io.BufferedIOBase):
    """Lets zipfile read, but never a directory larger than ours may be (it reads that in one go)."""

    def __init__(self, handle: BinaryIO) -> None:
        self.handle = handle

    def read(self, size: int | None = -1, /) -> bytes:
        content = self.handle.read(
            ZIP_DIRECTORY_BYTES + 1 if size is None or size < 0 else min(size, ZIP_DIRECTORY_BYTES + 1)
        )
        # Only the directory is ever read in pieces that large: its lines are counted before any is unpacked.
        if len(content) > ZIP_DIRECTORY_BYTES or (len(content) > CHUNK and content.count(LINE) > ENTRIES):
            raise Refused("too_many_entries", f"This .zip lists more than {ENTRIES:,} files. {SPLIT}")
        return content

    def seek(self, offset: int, whence: int = 0, /) -> int:
        return self.handle.seek(offset, whence)

    def tell(self) -> int:
        return self.handle.tell()

    def seekable(self) -> bool:
        return True

    def readable(self) -> bool:
        return True


def read_archive(handle: BinaryIO, *, name: str) -> Iterator[FoundFile]:
    """Yield the entries of a .zip, its manifest first, each under the label "archive.zip/entry".

    An entry that cannot be taken is yielded with its problem; so is the whole archive when it is over a cap
    or broken. Entries that are not .txt are yielded as skipped. Memory: one entry at a time.
    """
    try:
        with zipfile.ZipFile(_Bounded(handle)) as archive:
            entries = _checked(archive, handle)
            yield from _read_entries(archive, entries, name)
    except Refused as problem:
        yield FoundFile(label(name), None, problem)
    except BROKEN:
        yield FoundFile(label(name), None, _broken("This .zip is damaged"))


def _checked(archive: zipfile.ZipFile, handle: BinaryIO) -> list[zipfile.ZipInfo]:
    """Return the entries that are no folders. Raises Refused when the archive as a whole is over a cap."""
    if handle.seek(0, io.SEEK_END) > ZIP_BYTES:
        raise Refused("too_large", f"This .zip is larger than 200 MB. {SPLIT}")
    entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
    if len(archive.infolist()) > ENTRIES:
        raise Refused("too_many_entries", f"This .zip lists more than {ENTRIES:,} files. {SPLIT}")
    if sum(entry.file_size for entry in entries) > UNPACKED:
        raise Refused("too_large", f"Unpacked, this .zip would be larger than 500 MB. {SPLIT}")
    _refuse_overlap(entries)
    return sorted(entries, key=lambda entry: (not _is_manifest(entry.filename), entry.filename))


def _refuse_overlap(entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share their bytes are how a small .zip becomes endless."""
    done = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < 0:
            raise _broken("This .zip is damaged")
        if entry.header_offset < done:
            raise Refused(
                "bomb", "The files in this .zip lie over one another, as no honest archive has them."
            )
        done = entry.header_offset + 30 + entry.compress_size


def _read_entries(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], name: str) -> Iterator[FoundFile]:
    seen: set[str] = set()
    unpacked = 0
    for entry in entries:
        shown = label(f"{name}/{entry.filename}")
        try:
            _refuse_entry(entry, seen)
            content = _read_entry(archive, entry)
        except Refused as problem:
            yield FoundFile(shown, None, problem)
            continue
        unpacked += len(content)
        if unpacked > UNPACKED:
            raise Refused("too_large", f"Unpacked, this .zip is larger than 500 MB. {SPLIT}")
        yield FoundFile(shown, content, None, manifest=_is_manifest(entry.filename))


def _is_manifest(filename: str) -> bool:
    return not is_hidden(filename) and filename.replace("\\", "/").rpartition("/")[2].casefold() == MANIFEST


def _refuse_entry(entry: zipfile.ZipInfo, seen: set[str]) -> None:
    """Raise Refused for an entry that is not read at all."""
    name = entry.filename.replace("\\", "/")
    if not name or name.startswith("/") or ".." in name.split("/") or name[1:2] == ":":
        raise Refused("unsafe_name", "Its name leads out of the archive. Pack it again under a plain name.")
    _refuse_kind(stat.S_IFMT(entry.external_attr >> 16))
    if name.casefold().endswith(".zip"):
        raise Refused("nested", "A .zip inside a .zip is not opened. Bring it by itself.")
    if not (is_article(name) or _is_manifest(name)) or is_hidden(name):
        raise Refused("skipped", "Not a .txt file: left out.")
    if name in seen:
        raise Refused("doubled_name", "A file of this name stands in the .zip already. Give it another name.")
    seen.add(name)
    if entry.flag_bits & 0x1:
        raise Refused("encrypted", "This file is locked by a password. Pack it again without one.")
    if entry.compress_type not in KINDS:
        raise Refused("packing", "It is packed in an unusual way. Pack the files again as an ordinary .zip.")
    if entry.file_size > _limit(name):
        raise Refused("too_large", "This file is larger than 2 MB. An article is far smaller: split it.")
    if entry.file_size > max(SMALL, RATIO * entry.compress_size):
        raise Refused("bomb", "This file is packed more than 100 times smaller, as no article can be.")


def _refuse_kind(kind: int) -> None:
    if kind == stat.S_IFLNK:
        raise Refused("link", "This is a link, not a file. Pack the file itself.")
    if kind not in (0, stat.S_IFREG):
        raise Refused("no_file", "This is no ordinary file. Pack the file itself.")


def _limit(name: str) -> int:
    return MANIFEST_BYTES if _is_manifest(name) else TEXT_BYTES


def _read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """Read one entry; the caps hold for what comes out, whatever the directory says."""
    limit = min(_limit(entry.filename), max(SMALL, RATIO * entry.compress_size))
    parts, size = [], 0
    try:
        with archive.open(entry) as stream:
            while chunk := stream.read(CHUNK):
                size += len(chunk)
                if size > limit:
                    raise Refused("bomb", "More comes out of this file than the .zip says.")
                parts.append(chunk)
    except BROKEN:
        raise _broken("This file is damaged inside the .zip") from None
    return b"".join(parts)


def _broken(beginning: str) -> Refused:
    return Refused("damaged", f"{beginning} and cannot be read. Pack it again.")
