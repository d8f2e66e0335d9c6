"""The store of originals: every file as it came, for ever unchanged, found by the SHA-256 of its bytes.

A name given by somebody never becomes a path. What is read is proved to be what was stored.
"""

from __future__ import annotations

import os
import re
import secrets
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeAlias, TypeVar

from django.conf import settings

from sources.ingest.duplicates import digest

ItemT = TypeVar("ItemT")
_Group: TypeAlias = "list[tuple[ItemT, bytes | None]]"

#: Groups that are written at once: a disk makes many files safe in the time it takes for one.
AT_ONCE = 8
#: Files, and bytes, after which a group is written by one thread.
GROUP = 64
GROUP_BYTES = 1_000_000
DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)
#: How the name of a file begins until all of it is written.
UNFINISHED = ".new-"
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC


class OriginalLost(Exception):
    """The bytes of that hash are not there, or are no longer what was stored."""


def keep(content: bytes) -> str:
    """Store the bytes, if they are not there yet; return their SHA-256 in hex.

    When this returns they are on the disk, whole, also after a power cut. Safe to repeat and to race.
    """
    return keep_all([content])[0]


def keep_all(contents: Sequence[bytes]) -> list[str]:
    """Like `keep`, for many: a folder is made safe once for all that came into it."""
    digests = [digest(content) for content in contents]
    paths = {sha256: _place_of(sha256) for sha256 in digests}
    own = f"{UNFINISHED}{secrets.token_hex(8)}"
    written: list[tuple[str, str]] = []
    try:
        for number, (sha256, content) in enumerate(dict(zip(digests, contents, strict=True)).items()):
            path = paths[sha256]
            if not _stands(path, len(content)):
                written.append((f"{_folder_of(path)}/{own}-{number}", path))
                _write(written[-1][0], content)
        for temporary, path in written:
            Path(temporary).replace(path)
    except BaseException:
        for temporary, _ in written:
            Path(temporary).unlink(missing_ok=True)
        raise
    # Also where all stood there: whoever put it there may not have come so far yet.
    for folder in sorted(set(map(_folder_of, paths.values()))):
        _sync_folder(folder)
    return digests


def keep_each(items: Iterable[tuple[ItemT, bytes | None]]) -> Iterator[tuple[ItemT, str]]:
    """Store the bytes that come with each item; yield it, in order, with their hash once they are safe.

    "" stands for an item without bytes. Many are written at once, and few are held in memory.
    """
    with ThreadPoolExecutor(AT_ONCE) as writers:
        waiting: deque[tuple[_Group[ItemT], Future[list[str]]]] = deque()
        for group in _groups(items):
            waiting.append((group, writers.submit(keep_all, [one for _, one in group if one is not None])))
            if len(waiting) > AT_ONCE:
                yield from _kept(*waiting.popleft())
        while waiting:
            yield from _kept(*waiting.popleft())


def _groups(items: Iterable[tuple[ItemT, bytes | None]]) -> Iterator[_Group[ItemT]]:
    group: _Group[ItemT] = []
    size = 0
    for item, content in items:
        group.append((item, content))
        size += len(content or b"")
        if len(group) == GROUP or size > GROUP_BYTES:
            yield group
            group, size = [], 0
    if group:
        yield group


def _kept(group: _Group[ItemT], written: Future[list[str]]) -> Iterator[tuple[ItemT, str]]:
    digests = iter(written.result())
    for item, content in group:
        yield item, "" if content is None else next(digests)


def read(sha256: str) -> bytes:
    """Return the stored bytes. Raises OriginalLost."""
    try:
        handle = os.open(_place_of(sha256), os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        raise OriginalLost(f"The original {sha256} is not in the store.") from None
    with os.fdopen(handle, "rb", buffering=0) as kept:
        content = kept.readall()
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
    return Path(_place_of(sha256))


def _place_of(sha256: str) -> str:
    """The same as text: to make a path of its parts was a third of the time of reading what lies there."""
    if not DIGEST.fullmatch(sha256):
        raise ValueError(f"{sha256!r} is no SHA-256.")
    return f"{settings.ORIGINALS_DIR}/{sha256[:2]}/{sha256}"


def _folder_of(place: str) -> str:
    return place.rpartition("/")[0]


def _stands(path: str, size: int) -> bool:
    """A file of the right size is whole: it was renamed into place only after it was written."""
    try:
        return Path(path).stat().st_size == size
    except FileNotFoundError:
        return False


def _write(path: str, content: bytes) -> None:
    """Make a file that is not there, whole and on the disk."""
    try:
        handle = os.open(path, _NEW, 0o600)
    except FileNotFoundError:
        _make_folder(Path(path).parent)
        handle = os.open(path, _NEW, 0o600)
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path | str) -> None:
    """A new name is safe only once its folder is on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
