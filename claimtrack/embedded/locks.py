"""Who has the servers of a data folder, and who borrows them.

The owner holds `lock`. Whoever only uses the servers shares `borrowed.lock`, so that an owner with nothing
left to do can wait for the borrowers.
"""

import contextlib
import fcntl
import json
from collections.abc import Iterator, Mapping

from claimtrack.embedded.folders import Folders
from claimtrack.embedded.interrupts import Interrupts


class Taken(Exception):
    """Another launcher has the servers of this data folder."""


@contextlib.contextmanager
def hold(folders: Folders) -> Iterator[None]:
    """Be the one owner. Raises Taken. The system lets go of the lock however the process ends."""
    with (folders.data / "lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            site = addresses(folders).get("SITE")
            where = f", at {site}" if site else ""
            told = f"claimtrack already runs in {folders.data}{where}."
            raise Taken(f"{told} Stop it first, or set DATA_DIR to another folder.") from None
        yield


@contextlib.contextmanager
def borrow(folders: Folders) -> Iterator[dict[str, str]]:
    """Use the owner's servers; gives their addresses, empty where there are none (yet, or any more)."""
    with (folders.data / "borrowed.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH)
        yield addresses(folders)


def wait_for_borrowers(folders: Folders, interrupts: Interrupts) -> None:
    """Return when nobody else uses the servers."""
    told = False
    with (folders.data / "borrowed.lock").open("w") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                if not told:
                    print("Another command still uses the servers; waiting for it.", flush=True)
                told = True
                interrupts.pause(0.2)
            else:
                folders.addresses.unlink(missing_ok=True)
                return


def publish(folders: Folders, found: Mapping[str, str]) -> None:
    """Tell other commands where the servers (and the site: SITE) are."""
    fresh = folders.addresses.with_suffix(".new")
    fresh.write_text(json.dumps({**addresses(folders), **found}))
    fresh.replace(folders.addresses)


def addresses(folders: Folders) -> dict[str, str]:
    """What was published last; empty where nothing was."""
    try:
        found: dict[str, str] = json.loads(folders.addresses.read_text())
    except (OSError, ValueError):
        return {}
    return found
