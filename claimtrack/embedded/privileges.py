"""PostgreSQL refuses to run as root. So as root both servers run as a user without privileges.

That user may be unable to enter the checkout (a home with mode 0700). Then programs and data of the servers
lie under STATE instead; no permission of an existing folder is ever widened.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from claimtrack.embedded.folders import Folders, short_hash

STATE = Path("/var/lib/claimtrack")


class NoServer(Exception):
    """A server cannot be started; the message tells a person why and what to do."""


@dataclass(frozen=True)
class Quarters:
    """Where the servers live (`home`) and how they are started (`options`: user, group, cwd for Popen)."""

    home: Path
    options: Mapping[str, Any]

    def folder(self, name: str) -> Path:
        """A folder of the server user's own."""
        path = self.home / name
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.options:
            os.chown(path, self.options["user"], self.options["group"])
        return path

    def program(self, path: Path) -> Path:
        """The program, or a copy of it (with the libraries beside it) that the server user can reach."""
        if not self.options or self._can([str(path), "--version"]):
            return path
        package = next((p for p in path.parents if p.parent.name == "site-packages"), None)
        if package is None:
            raise NoServer(f"The user that runs the servers cannot execute {path}.")
        return _copy(package) / path.relative_to(package.parent)

    def _can(self, command: list[str]) -> bool:
        try:
            return not subprocess.run(command, capture_output=True, **self.options).returncode
        except OSError:
            return False


def quarters(folders: Folders) -> Quarters:
    """Settle who runs the servers and where: as an ordinary user, this user and the data folder.

    Data that are there already are never passed over for an empty place. Raises NoServer.
    """
    folders.data.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0:
        return Quarters(folders.data, {})
    user = server_user()
    options = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": [], "cwd": "/"}
    home = STATE / short_hash(folders.data)
    inside = Quarters(folders.data, options)
    if not home.exists() and inside._can(["test", "-x", str(folders.data)]):
        return inside
    if (folders.data / "postgres").exists():
        raise NoServer(f"The user {user.pw_name} runs PostgreSQL and can no longer enter {folders.data}.")
    home.mkdir(mode=0o755, parents=True, exist_ok=True)
    return Quarters(home, options)


def server_user() -> pwd.struct_passwd:
    """Whoever called sudo, else `postgres`, else `nobody`."""
    caller = os.environ.get("SUDO_UID", "")
    known = [user for user in pwd.getpwall() if user.pw_uid != 0]
    for who in ([int(caller)] if caller.isdigit() else []) + ["postgres", "nobody"]:
        for user in known:
            if who in (user.pw_uid, user.pw_name):
                return user
    raise NoServer("As root a user “postgres” or “nobody” is needed to run the servers; there is neither.")


def _copy(package: Path) -> Path:
    """Copy an installed package and its libraries; one copy a version, made whole or not at all."""
    site = package.parent
    target = STATE / "programs" / short_hash(package, package.stat().st_mtime_ns)
    if target.exists():
        return target
    fresh = target.with_name(f"{target.name}.{os.getpid()}")
    for name in (package.name, f"{package.name}.libs"):
        if (site / name).exists():
            shutil.copytree(site / name, fresh / name, symlinks=True)
    try:
        fresh.rename(target)
    except OSError:  # another launcher was quicker
        shutil.rmtree(fresh)
    return target
