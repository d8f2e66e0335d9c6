"""manifest.csv: what somebody wrote down about the files beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from sources.ingest.headers import KEYS
from sources.ingest.sheets import read_rows, refused

NAME = "manifest.csv"
COLUMNS = {key.casefold(): field_name for key, field_name in KEYS.items()}
VALUE_CHARACTERS = 2_000


@dataclass(frozen=True, slots=True)
class Manifest:
    """Facts by file label ({field: value}), unknown columns, and what is wrong, in sentences."""

    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unknown_columns: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    def facts_for(self, name: str) -> Mapping[str, str]:
        """Return what is declared about the file of that label; nothing for a file that is not listed."""
        return self.rows.get(name, {})


def read_manifest(content: bytes, *, beside: str = "") -> Manifest:
    """Read a manifest: UTF-8, comma or semicolon, a column `file` and any of the header keys as columns.

    beside: the label prefix of its folder ("batch.zip/"), put before each name. A row that is wrong is left
    out and named in `problems`. Raises Refused (manifest) where the whole cannot be read.
    """
    lines = read_rows(content, name=NAME)
    heading = [cell.strip().casefold() for cell in next(lines, [])]
    if heading.count("file") != 1:
        raise refused(NAME, "It needs one column called “file” in its first line.")
    doubled = sorted({column for column in heading if column in COLUMNS and heading.count(column) > 1})
    if doubled:
        raise refused(NAME, f"The column “{doubled[0]}” stands in it twice.")
    unknown = tuple(column for column in heading if column and column != "file" and column not in COLUMNS)
    rows: dict[str, dict[str, str]] = {}
    problems: list[str] = []
    for number, cells in enumerate(lines, 2):
        if any(cell.strip() for cell in cells):
            problems += _add_row(rows, heading, cells, number, beside)
    return Manifest(rows, unknown, tuple(problems))


def joined(manifests: Iterable[Manifest]) -> Manifest:
    """Return several manifests as one; of two rows for the same label the first one counts."""
    rows: dict[str, Mapping[str, str]] = {}
    unknown: dict[str, None] = {}
    problems: list[str] = []
    for manifest in manifests:
        rows = {**manifest.rows, **rows}
        unknown |= dict.fromkeys(manifest.unknown_columns)
        problems += manifest.problems
    return Manifest(rows, tuple(unknown), tuple(problems))


def _add_row(
    rows: dict[str, dict[str, str]], heading: list[str], cells: list[str], number: int, beside: str
) -> list[str]:
    """Add one row; return what is wrong with it."""
    if len(cells) > len(heading) and any(cell.strip() for cell in cells[len(heading) :]):
        return [f"Row {number} of {NAME} has more cells than columns: put values with commas in quotes."]
    given = dict(zip(heading, (cell.strip() for cell in cells), strict=False))
    name = given.get("file", "").replace("\\", "/").removeprefix("./")
    if not name:
        return [f"Row {number} of {NAME} names no file."]
    if beside + name in rows:
        return [f"Row {number} of {NAME} names “{name[:80]}” again; the first row counts."]
    values = {COLUMNS[column]: value for column, value in given.items() if column in COLUMNS and value}
    if any(len(value) > VALUE_CHARACTERS for value in values.values()):
        return [f"Row {number} of {NAME} holds a value of more than {VALUE_CHARACTERS} characters."]
    rows[beside + name] = values
    return []
