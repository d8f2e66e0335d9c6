"""Where everything of one installation lies."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from claimtrack.embedded.births import birth

LOG_LIMIT = 5_000_000  # bytes


@dataclass(frozen=True)
class Folders:
    """The checkout (`root`) and its data folder (`data`), both absolute."""

    root: Path
    data: Path

    @classmethod
    def of(cls, root: Path) -> "Folders":
        """The folders of a checkout, the data being where DATA_DIR says."""
        return cls(root=root, data=Path(os.environ.get("DATA_DIR") or root / ".data").absolute())

    def part(self, name: str) -> "Folders":
        """A data folder of its own inside this one."""
        return Folders(root=self.root, data=self.data / name)

    def log(self, name: str) -> Path:
        """The log of one program; one earlier log is kept once it has grown past LOG_LIMIT."""
        path = self.data / "logs" / f"{name}.log"
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_suffix(".log.1"))
        return path

    @property
    def record(self) -> Path:
        """Which processes were started: read at the next start, should this one be killed."""
        return self.data / "processes.json"

    def borrowers_record(self, pid: int) -> Path:
        """The same for a launcher that only uses the servers of another; `pid` is the launcher's."""
        return self.data / f"processes.{pid}.json"

    def borrowers_records(self) -> list[Path]:
        """Those records of the kind whose launchers are gone."""
        found = {path: path.name.split(".")[1] for path in self.data.glob("processes.*.json")}
        return [path for path, pid in found.items() if pid.isdecimal() and birth(int(pid)) is None]

    @property
    def addresses(self) -> Path:
        """DATABASE_URL and REDIS_URL of the servers that are up."""
        return self.data / "addresses.json"

    @property
    def sign_in(self) -> Path:
        """Names and passwords of the demonstration accounts."""
        return self.data / "sign-in.txt"


def write_private(path: Path, text: str) -> None:
    """Write a file that nobody else may read, whole or not at all."""
    fresh = path.with_name(path.name + ".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
        handle.write(text)
    fresh.replace(path)


def short_hash(*parts: object) -> str:
    """Twelve hexadecimal digits that tell one place from another."""
    return hashlib.sha256("\n".join(str(part) for part in parts).encode()).hexdigest()[:12]
