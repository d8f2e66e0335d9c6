"""From paths and uploads to bytes: every file is opened once, read whole, and proved not to have moved."""

from __future__ import annotations

import errno
import io
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from sources.ingest.archive import read_archive
from sources.ingest.found import FoundFile
from sources.ingest.limits import MANIFEST_BYTES, TEXT_BYTES, ZIP_BYTES, Refused
from sources.ingest.manifest import NAME as MANIFEST
from sources.ingest.names import is_article, is_hidden, label

__all__ = ["FoundFile", "read_below", "read_paths", "read_upload"]

# O_NONBLOCK: opening a pipe must not wait for somebody to write into it.
FLAGS = os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
CHANGED = Refused("changed", "This file changed while it was read. Try again when it is complete.")
SKIPPED = Refused("skipped", "Not a .txt file: left out.")


def read_paths(paths: Sequence[Path]) -> Iterator[FoundFile]:
    """Yield what lies at the paths: files, folders with all that is in them (sorted), .zip archives.

    A manifest comes before the files it speaks of. Labels are relative to the path given, with its own name
    before them when there are several; two equal ones get a number. Links are never followed.
    """
    seen: dict[str, int] = {}
    for path in paths:
        prefix = f"{path.name or path.resolve().name}/" if len(paths) > 1 else ""
        for found in _read_path(path, prefix):
            count = seen[found.name] = seen.get(found.name, 0) + 1
            yield replace(found, name=f"{found.name} ({count})") if count > 1 else found


def read_upload(handle: BinaryIO, *, name: str, folder: str = "") -> Iterator[FoundFile]:
    """Yield the one file, or the entries of the .zip, that somebody uploads.

    folder: of a whole folder, the one it lies in ("march/"); there, what is no text is merely left out.
    """
    name = name.replace("\\", "/").rpartition("/")[2]
    shown = folder + name
    if name.casefold().endswith(".zip"):
        yield from read_archive(handle, name=shown)
        return
    manifest = name.casefold() == MANIFEST
    if folder and (is_hidden(name) or not (manifest or is_article(name))):
        yield FoundFile(label(shown), None, SKIPPED)
        return
    if not manifest and not is_article(name):
        yield FoundFile(label(shown), None, _not_ours())
        return
    content = handle.read((MANIFEST_BYTES if manifest else TEXT_BYTES) + 1)
    yield _sized(FoundFile(label(shown), content, None, manifest))


def _read_path(path: Path, prefix: str) -> Iterator[FoundFile]:
    shown = path.name or str(path)
    try:
        kind = path.lstat().st_mode
    except (OSError, ValueError):
        yield FoundFile(label(shown), None, Refused("missing", "Nothing is there. Check the path."))
        return
    if stat.S_ISDIR(kind):
        yield from _read_folder(path, prefix)
    elif not stat.S_ISLNK(kind) and not path.name.casefold().endswith((".txt", ".zip", MANIFEST)):
        yield FoundFile(label(shown), None, _not_ours())
    else:
        yield from _read_file(path, shown)


def _not_ours() -> Refused:
    return Refused(
        "kind", "Only .txt files and .zip archives of them can be read. Save the article as plain text."
    )


def _read_folder(folder: Path, prefix: str) -> Iterator[FoundFile]:
    """Yield a folder's manifest, its files, then what its folders hold."""
    try:
        with os.scandir(folder) as listing:
            entries = sorted(listing, key=lambda entry: (entry.name.casefold() != MANIFEST, entry.name))
    except OSError:
        yield FoundFile(
            label(prefix or folder.name), None, Refused("unreadable", "This folder may not be read.")
        )
        return
    entries = [entry for entry in entries if not is_hidden(entry.name)]
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            yield from _read_entry(Path(entry.path), prefix + entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _read_folder(Path(entry.path), f"{prefix}{entry.name}/")


def _read_entry(path: Path, shown: str) -> Iterator[FoundFile]:
    if path.name.casefold().endswith((".txt", ".zip")) or path.name.casefold() == MANIFEST:
        yield from _read_file(path, shown)
    else:
        yield FoundFile(label(shown), None, SKIPPED)


def read_below(folder: int, name: str) -> Iterator[FoundFile]:
    """Yield what the file holds that lies below an open folder, at a relative path of plain names.

    No step of the path may be a link, so that nothing outside of the folder is ever opened. Raises OSError
    where a folder on the way is gone or became something else.
    """
    *steps, last = name.split("/")
    within = os.dup(folder)
    try:
        for step in steps:
            inner = os.open(step, FLAGS | os.O_DIRECTORY, dir_fd=within)
            os.close(within)
            within = inner
        yield from _read_file(Path(last), name, within)
    finally:
        os.close(within)


def _read_file(path: Path, shown: str, folder: int | None = None) -> Iterator[FoundFile]:
    """Open without following links, read, and compare size and time before and after."""
    try:
        handle = os.fdopen(os.open(path, FLAGS, dir_fd=folder), "rb")
    except FileNotFoundError:
        yield FoundFile(label(shown), None, Refused("missing", "It is gone."))
        return
    except (OSError, ValueError) as error:
        # Both are what an open without following says of a link.
        link = isinstance(error, OSError) and error.errno in (errno.ELOOP, errno.EMLINK)
        sentence = "This is a link: give the file itself." if link else "This file may not be read."
        yield FoundFile(label(shown), None, Refused("link" if link else "unreadable", sentence))
        return
    with handle:
        before = os.fstat(handle.fileno())
        if not stat.S_ISREG(before.st_mode):
            yield FoundFile(label(shown), None, Refused("unreadable", "This is no ordinary file."))
        elif path.name.casefold().endswith(".zip"):
            yield from _read_zip(handle, shown, before)
        else:
            yield _read_text(handle, shown, before)


def _read_zip(handle: io.BufferedReader, shown: str, before: os.stat_result) -> Iterator[FoundFile]:
    if before.st_size > ZIP_BYTES:
        yield FoundFile(
            label(shown), None, Refused("too_large", "This .zip is larger than 200 MB. Split it.")
        )
        return
    for found in read_archive(handle, name=shown):
        if _moved(handle, before):
            yield FoundFile(label(shown), None, CHANGED)
            return
        yield found


def _read_text(handle: io.BufferedReader, shown: str, before: os.stat_result) -> FoundFile:
    manifest = shown.rpartition("/")[2].casefold() == MANIFEST
    limit = MANIFEST_BYTES if manifest else TEXT_BYTES
    if before.st_size > limit:
        return _sized(FoundFile(label(shown), b"", None, manifest), before.st_size)
    try:
        content = handle.read(limit + 1)
    except OSError:
        return FoundFile(label(shown), None, Refused("unreadable", "The disk could not read this file."))
    if _moved(handle, before) or len(content) != before.st_size:
        return FoundFile(label(shown), None, CHANGED)
    return FoundFile(label(shown), content, None, manifest)


def _moved(handle: io.BufferedReader, before: os.stat_result) -> bool:
    after = os.fstat(handle.fileno())
    return (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns)


def _sized(found: FoundFile, size: int | None = None) -> FoundFile:
    limit = MANIFEST_BYTES if found.manifest else TEXT_BYTES
    if (len(found.content or b"") if size is None else size) <= limit:
        return found
    sentence = f"This file is larger than {limit // 1_000_000} MB. An article is far smaller: split it."
    return FoundFile(found.name, None, Refused("too_large", sentence), found.manifest)
