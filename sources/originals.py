"""The store of originals: every file as it came, for ever unchanged, found by the SHA-256 of its bytes.

A name given by somebody never becomes a path. What is read is proved to be what was stored.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from django.conf import settings

from sources.ingest.duplicates import digest

ItemT = TypeVar("ItemT")

#: Files that are written at once: a disk makes many safe in the time it takes for one.
AT_ONCE = 16
DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
#: How the name of a file begins until all of it is written.
UNFINISHED = ".new-"


class OriginalLost(Exception):
    """The bytes of that hash are not there, or are no longer what was stored."""


def keep(content: bytes) -> str:
    """Store the bytes, if they are not there yet; return their SHA-256 in hex.

    When this returns they are on the disk, whole, also after a power cut. Safe to repeat and to race.
    """
    sha256 = digest(content)
    path = path_of(sha256)
    if not _stands(path, len(content)):
        _write(path, content)
    return sha256


def keep_each(items: Iterable[tuple[ItemT, bytes | None]]) -> Iterator[tuple[ItemT, str]]:
    """Store the bytes that come with each item; yield it, in order, with their hash once they are safe.

    "" stands for an item without bytes. Many are written at once, and few are held in memory.
    """
    with ThreadPoolExecutor(AT_ONCE) as writers:
        waiting: deque[tuple[ItemT, Future[str] | None]] = deque()
        for item, content in items:
            waiting.append((item, None if content is None else writers.submit(keep, content)))
            if len(waiting) > 2 * AT_ONCE:
                yield _kept(*waiting.popleft())
        while waiting:
            yield _kept(*waiting.popleft())


def _kept(item: ItemT, written: Future[str] | None) -> tuple[ItemT, str]:
    return item, "" if written is None else written.result()


def read(sha256: str) -> bytes:
    """Return the stored bytes. Raises OriginalLost."""
    try:
        content = path_of(sha256).read_bytes()
    except FileNotFoundError:
        raise OriginalLost(f"The original {sha256} is not in the store.") from None
    if digest(content) != sha256:
        raise OriginalLost(f"The original {sha256} was changed in the store.")
    return content


def forget(sha256: str) -> None:
    """Delete the bytes for good. Safe to repeat; raises OSError where the disk refuses."""
    path = path_of(sha256)
    if path.exists():
        path.unlink(missing_ok=True)
        _sync_folder(path.parent)


def lying(folder: Path) -> Iterator[tuple[str, float]]:
    """What a folder of the store holds: name, and when it came there, in seconds since 1970. No links.

    When it came, not what it says of itself: an original from a backup is as young as its restoring.
    """
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file(follow_symlinks=False):
                found = entry.stat(follow_symlinks=False)
                yield entry.name, max(found.st_ctime, found.st_mtime)


def folders() -> list[Path]:
    """The folders of the store."""
    root = Path(settings.ORIGINALS_DIR)
    return sorted(path for path in root.iterdir() if path.is_dir()) if root.is_dir() else []


def path_of(sha256: str) -> Path:
    """Where the bytes of a hash lie. Raises ValueError for what is no hash."""
    if not DIGEST.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256.")
    return Path(settings.ORIGINALS_DIR) / sha256[:2] / sha256


def _stands(path: Path, size: int) -> bool:
    """A file of the right size is whole: it was renamed into place only after it was written."""
    try:
        return path.stat().st_size == size
    except FileNotFoundError:
        return False


def _write(path: Path, content: bytes) -> None:
    _make_folder(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=UNFINISHED)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(content)
            target.flush()
            os.fsync(target.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)


def _make_folder(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """A new name is safe only once its folder is on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
