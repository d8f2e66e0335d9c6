"""Watching a folder: which files have come, and which of them have stopped changing.

Nothing in the folder is moved, changed or followed out of it. A file is ready when two looks, an interval
apart, find the same size, times and place on the disk. Files that come together are ready together.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from sources.ingest.found import FoundFile
from sources.ingest.manifest import NAME as MANIFEST
from sources.ingest.names import is_article, is_hidden, label
from sources.ingest.read import read_below

#: So many looks do files that are ready wait for others that still grow beside them.
WAITS = 10
#: What may be otherwise at the next look: then the file is simply looked at again.
PASSING = ("changed", "missing")

#: Size, time of content, time of status, place: what says that a file is the same and whole.
Signature = tuple[int, int, int, int]


@dataclass(slots=True)
class Look:
    """ready: paths below the folder, in order, manifests first; waiting: how many still change; odd: what is
    no ordinary file, with a sentence; each is told once.
    """

    ready: list[str] = field(default_factory=list)
    waiting: int = 0
    odd: list[tuple[str, str]] = field(default_factory=list)


class Watch:
    """Remembers what was seen of a folder. Holds nothing open between two looks."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: dict[str, Signature] = {}
        self._done: dict[str, Signature] = {}
        self._odd: set[str] = set()
        self._waits = 0

    def look(self) -> Look:
        """Look once. Raises OSError where the folder itself is away."""
        found: dict[str, Signature] = {}
        look = Look()
        for name, status in self._walk():
            if stat.S_ISREG(status.st_mode):
                found[name] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
            elif name not in self._odd:
                self._odd.add(name)
                link = stat.S_ISLNK(status.st_mode)
                look.odd.append(
                    (label(name), "a link: not followed" if link else "no ordinary file: left alone")
                )
        fresh = [name for name in found if self._done.get(name) != found[name]]
        still = [name for name in fresh if self._seen.get(name) == found[name]]
        look.waiting = len(fresh) - len(still)
        self._seen = found
        self._done = {name: known for name, known in self._done.items() if name in found}
        self._waits = self._waits + 1 if still and look.waiting else 0
        if not look.waiting or self._waits > WAITS:
            look.ready = self._with_manifests(still, found)
        return look

    def read(self, names: Sequence[str]) -> Iterator[FoundFile]:
        """Yield what the files hold, each under its path; what changed or is gone waits for a later look."""
        root = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            for name in names:
                yield from self._read(root, name)
        finally:
            os.close(root)

    def _read(self, root: int, name: str) -> Iterator[FoundFile]:
        try:
            for found in read_below(root, name):
                if found.problem is not None and found.problem.code in PASSING:
                    self._seen.pop(name, None)
                    return
                yield found
        except OSError:
            # A folder on the way is gone, or is a link now.
            self._seen.pop(name, None)

    def done(self, names: Sequence[str]) -> None:
        """What was read of these is stored: they are not read again while they stay as they are."""
        self._done |= {name: self._seen[name] for name in names if name in self._seen}

    def _with_manifests(self, names: list[str], found: dict[str, Signature]) -> list[str]:
        """The files with the manifests beside them, also one that was read before; [] for manifests alone."""
        articles = sorted(name for name in names if not _is_manifest(name))
        folders = {name.rpartition("/")[0] for name in articles}
        manifests = [name for name in found if _is_manifest(name) and name.rpartition("/")[0] in folders]
        return [*sorted(manifests), *articles]

    def _walk(self) -> Iterator[tuple[str, os.stat_result]]:
        """Every entry that may be ours by its name, below the folder, with its own status."""
        for place, folders, files, handle in os.fwalk(self.folder, follow_symlinks=False):
            folders[:] = sorted(name for name in folders if not is_hidden(name))
            within = os.path.relpath(place, self.folder)
            prefix = "" if within == "." else f"{within}/"
            for name in files:
                if is_hidden(name) or not (is_article(name) or name.casefold().endswith((".zip", MANIFEST))):
                    continue
                # It may be gone since the folder was listed.
                with suppress(FileNotFoundError):
                    yield prefix + name, os.stat(name, dir_fd=handle, follow_symlinks=False)


def _is_manifest(name: str) -> bool:
    return name.rpartition("/")[2].casefold() == MANIFEST
