"""The details of a batch as a table for spreadsheets, to fill in and bring back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from claims.queries.details import details_page
from sources.ingest.sheets import safe_cell
from sources.models import ImportBatch

#: Column in the file, field of the article ("" for what is not typed).
COLUMNS = (
    ("file", ""),
    ("article", ""),
    ("outlet", "outlet"),
    ("url", "address"),
    ("published", "published"),
    ("headline", "headline"),
    ("byline", "byline"),
    ("language", "language"),
    ("version", ""),
)
BOM = "\ufeff"


class _Line:
    """A "file" that hands back each line it is given."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def details_sheet(batch: ImportBatch, *, missing: bool = False) -> Iterator[str]:
    """Yield the lines of the table, UTF-8 with a byte-order mark, page after page of the articles.

    `version` tells, when the table comes back, whether somebody changed the article meanwhile.
    """
    writer: Any = csv.writer(_Line())
    yield BOM + writer.writerow([name for name, _ in COLUMNS])
    after: int | None = None
    while True:
        page = details_page(batch, missing=missing, after=after)
        for row in page.rows:
            told = {"file": row.file, "article": str(row.pk), "version": str(row.version)}
            cells = [row.values[field] if field else told[name] for name, field in COLUMNS]
            yield writer.writerow([safe_cell(cell) for cell in cells])
        after = page.after
        if after is None:
            return
