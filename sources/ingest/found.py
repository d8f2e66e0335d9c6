"""A file that was found, before anybody looked inside."""

from __future__ import annotations

from dataclasses import dataclass

from sources.ingest.limits import Refused


@dataclass(frozen=True, slots=True)
class FoundFile:
    """name: a label to show, never a path. content: the original bytes, None when there is a problem.

    manifest: this is a manifest.csv, which speaks of the files that come after it.
    """

    name: str
    content: bytes | None
    problem: Refused | None
    manifest: bool = False

    @property
    def skipped(self) -> bool:
        """Say whether this is no article at all (another kind of file), and so no failure."""
        return self.problem is not None and self.problem.code == "skipped"

    @property
    def folder(self) -> str:
        """The part of the label up to its last slash, as `read_manifest` takes it."""
        head, slash, _ = self.name.rpartition("/")
        return head + slash
