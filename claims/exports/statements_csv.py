"""The statements on a claim as a table: a line each, for spreadsheets and other programs."""

from __future__ import annotations

import csv
import io

from claims.exports.jsonld import absolute
from claims.queries.claim_page import ClaimPage
from claims.queries.entries import Entry
from claimtrack.words import iso
from sources.ingest.sheets import safe_cell

#: Dates are EDTF, "" where not known; `recorded` is ISO 8601 in UTC. Several values in a cell: with "; ".
COLUMNS = (
    "number",
    "stance",
    "reach",
    "speaker",
    "speaker_detail",
    "words",
    "language",
    "mode",
    "hedges",
    "said",
    "said_wording",
    "happened",
    "published",
    "recorded",
    "outlet",
    "headline",
    "publisher_address",
    "passage",
    "through",
    "origin_dropped",
    "figures",
)
BOM = "\ufeff"


def statements_csv(page: ClaimPage) -> str:
    """UTF-8 with a byte-order mark, for spreadsheets; what looks like a formula is made harmless."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(map(_row, page.timeline.entries))
    return BOM + file.getvalue()


def _row(entry: Entry) -> list[str]:
    cells = (
        str(entry.number),
        entry.stance,
        entry.reach,
        entry.who.name,
        entry.who.detail,
        " … ".join(entry.words),
        entry.language,
        entry.mode,
        "; ".join(entry.hedges),
        entry.said.edtf if entry.said.known else "",
        entry.said.clock.wording,
        entry.event.edtf if entry.event.known else "",
        entry.published.edtf if entry.published.known else "",
        iso(entry.recorded),
        entry.outlet,
        entry.title,
        entry.publisher,
        absolute(entry.passage),
        "; ".join(hop.name for hop in entry.hops),
        "yes" if entry.origin_dropped else "",
        "; ".join(row.wording for row in entry.figures),
    )
    return [safe_cell(cell) for cell in cells]
