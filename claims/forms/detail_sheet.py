"""A table of details that was filled in and brought back: what it would change, and which rows are wrong."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django import forms
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

from claims.exports.details import COLUMNS
from claims.forms.details import whole
from claims.queries.details import DetailRow, details_of
from claims.services.details import DetailChange
from sources.ingest.limits import MANIFEST_BYTES, Refused
from sources.ingest.sheets import bare_cell, read_rows, refused
from sources.models import ImportBatch

#: Rows that one table may have, and articles that one press may change.
MOST_ROWS = 20_000
MOST_CHANGES = 2_000
#: Characters of what a preview carries along; the request has to hold it.
LONGEST_CARRIED = 2_000_000
FIELD_OF = {name: field for name, field in COLUMNS if field}
SALT = "claims.details"


class SheetForm(forms.Form):
    """The table."""

    table = forms.FileField(
        label="The table, filled in",
        help_text="CSV in UTF-8, with commas or semicolons. An empty cell leaves what is known.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Choose the table.", "empty": "This table is empty."},
    )


@dataclass(frozen=True, slots=True)
class SheetChange:
    """What one row would change. number: its line in the table; cells: field, before, after."""

    number: int
    row: DetailRow
    cells: tuple[tuple[str, str, str], ...]

    def only(self, fields: Collection[str]) -> SheetChange:
        """The same for these fields alone: the others say what is known, in other words."""
        return replace(self, cells=tuple(cell for cell in self.cells if cell[0] in fields))

    def as_change(self) -> DetailChange:
        """What to save; made on the row as it is now."""
        return DetailChange(self.row.pk, self.row.version, {name: after for name, _, after in self.cells})


@dataclass(slots=True)
class Sheet:
    """What a table says: changes, rows that are wrong (line, sentence), and how many say nothing new."""

    changes: list[SheetChange] = field(default_factory=list)
    wrong: list[tuple[int, str]] = field(default_factory=list)
    same: int = 0


def read_sheet(upload: UploadedFile[Any], batch: ImportBatch) -> Sheet:
    """Compare the table with the batch's articles. Raises Refused where it cannot be read as a whole."""
    name = "The table"
    if (upload.size or 0) > MANIFEST_BYTES:
        raise refused(name, "It is larger than 20 MB.")
    lines = read_rows(upload.read(), name=name)
    heading = [cell.strip().casefold() for cell in next(lines, [])]
    if heading.count("article") != 1:
        raise refused(name, "It needs one column called “article”, as in the table to download.")
    doubled = [column for column in FIELD_OF if heading.count(column) > 1]
    if doubled:
        raise refused(name, f"The column “{doubled[0]}” stands in it twice.")
    rows = [(number, cells) for number, cells in enumerate(lines, 2) if any(cell.strip() for cell in cells)]
    if len(rows) > MOST_ROWS:
        raise refused(name, f"It has more than {MOST_ROWS:,} rows. Bring it in parts.")
    return _compare(rows, heading, batch)


def _compare(rows: list[tuple[int, list[str]]], heading: list[str], batch: ImportBatch) -> Sheet:
    given = [(number, _given(heading, cells), len(cells)) for number, cells in rows]
    known = details_of(batch, {whole(row.get("article", "")) for _, row, _ in given})
    sheet, seen = Sheet(), set[int]()
    for number, row, length in given:
        pk = whole(row.get("article", ""))
        wrong = (
            "It has more cells than columns: put values with commas in quotes."
            if length > len(heading)
            else ""
        )
        wrong = wrong or _wrong(row, known.get(pk), seen)
        seen.add(pk)
        if wrong:
            sheet.wrong.append((number, wrong))
        else:
            _add(sheet, number, row, known[pk])
    return sheet


def _given(heading: list[str], cells: list[str]) -> dict[str, str]:
    values = (bare_cell(" ".join(cell.split())) for cell in cells)
    return dict(zip(heading, values, strict=False))


def _wrong(row: Mapping[str, str], known: DetailRow | None, seen: set[int]) -> str:
    said = row.get("article", "")
    if known is None:
        return f"“{said[:40]}” is no article of this batch." if said else "It names no article."
    if known.pk in seen:
        return f"It names article {known.pk} again; the first row counts."
    if row.get("version") and row["version"] != str(known.version):
        return f"Somebody changed article {known.pk} after the table was downloaded. Download it anew."
    return ""


def _add(sheet: Sheet, number: int, row: Mapping[str, str], known: DetailRow) -> None:
    cells = tuple(
        (name, known.values[name], row[column])
        for column, name in FIELD_OF.items()
        if row.get(column) and row[column] != " ".join(known.values[name].split())
    )
    if cells:
        sheet.changes.append(SheetChange(number, known, cells))
    else:
        sheet.same += 1


def carried(batch: ImportBatch, changes: list[SheetChange]) -> str:
    """The changes as a preview carries them to its button, signed. Raises Refused: too many."""
    told = [
        (one.number, one.row.pk, one.row.version, {n: after for n, _, after in one.cells}) for one in changes
    ]
    spelt = signing.dumps(told, salt=f"{SALT}:{batch.pk}", compress=True)
    if len(told) > MOST_CHANGES or len(spelt) > LONGEST_CARRIED:
        raise refused(
            "The table", f"It changes more than {MOST_CHANGES:,} articles at once. Bring it in parts."
        )
    return spelt


def brought_back(batch: ImportBatch, spelt: str) -> Iterator[DetailChange]:
    """Yield what a preview carried. Raises signing.BadSignature for what no preview of this batch did."""
    for _number, pk, version, values in signing.loads(spelt, salt=f"{SALT}:{batch.pk}"):
        yield DetailChange(pk, version, values)


__all__ = ["Refused", "Sheet", "SheetChange", "SheetForm", "brought_back", "carried", "read_sheet"]
