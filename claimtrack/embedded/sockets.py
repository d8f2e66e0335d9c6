"""Folders for Unix sockets, whose whole path may be about 100 bytes long."""

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from claimtrack.embedded.folders import short_hash
from claimtrack.embedded.privileges import NoServer, Quarters

LONGEST = 100  # bytes; macOS takes 103, Linux 107
LONGEST_NAME = ".s.PGSQL.5432.lock"


def socket_folder(place: Quarters) -> Path:
    """A folder that only the server user (and root) can enter: in the data, else under a short path."""
    inside = place.home / "run"
    if fits(inside):
        return place.folder("run")
    name = f"claimtrack-{short_hash(place.home, os.geteuid())}"
    for parent in (Path(tempfile.gettempdir()), Path("/tmp")):  # noqa: S108 (checked by _own below)
        if fits(parent / name):
            return _own(Quarters(parent, place.options), name)
    raise NoServer("No path for a socket is short enough; set TMPDIR to a short one.")


def remove_socket_folder(place: Quarters) -> None:
    """Leave nothing behind outside the data folder; a folder with sockets in use stays."""
    with contextlib.suppress(OSError, NoServer):
        socket_folder(place).rmdir()


def fits(folder: Path) -> bool:
    """Whether sockets in this folder have addresses that the system takes."""
    return len(os.fsencode(folder / LONGEST_NAME)) <= LONGEST


def _own(place: Quarters, name: str) -> Path:
    """Make the folder; refuses one that somebody else put there first."""
    path = place.home / name
    owner = place.options.get("user", os.geteuid())
    if not os.path.lexists(path):
        return place.folder(name)
    found = path.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner or found.st_mode & 0o077:
        raise NoServer(f"{path} belongs to somebody else; remove it, or set TMPDIR to another folder.")
    return path
