"""The revisions of a claim in words: its record, each with a permanent address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.db.models import QuerySet

from claims.models import ClaimRevision
from claims.queries.shapes import Prepared, Slot
from claims.queries.wording import address, moved_words

#: Revisions that stand in a list at once.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class RevisionRow:
    """One revision: what it moved, in words, a sentence about it or "", and where it stands."""

    number: int
    at: datetime
    words: str
    note: str
    address: str


@dataclass(frozen=True, slots=True)
class Record:
    """rows: the newest first. older: the address of a page whose list goes on, "" where all stand here.

    first, last: the days that may be asked for (UTC), ISO; none where nothing was recorded.
    """

    rows: tuple[RevisionRow, ...]
    older: str = ""
    first: str = ""
    last: str = ""

    @property
    def newest(self) -> RevisionRow | None:
        """The revision that the page is."""
        return self.rows[0] if self.rows else None


def permanent_address(slug: str, number: int) -> str:
    """Where the revision stays: "/claims/port-velm/?revision=7"."""
    return f"{address('claims:claim', slug=slug)}?revision={number}"


def rows_of(slug: str, revisions: Iterable[ClaimRevision]) -> tuple[RevisionRow, ...]:
    """Finish revisions of one claim for a page."""
    return tuple(
        RevisionRow(
            number=row.number,
            at=row.at,
            words=moved_words(row.moved, row.number),
            note=row.note,
            address=permanent_address(slug, row.number),
        )
        for row in revisions
    )


def _of(claim: int | Slot) -> QuerySet[ClaimRevision]:
    return ClaimRevision.objects.filter(claim_id=claim)


NEWEST: Prepared[ClaimRevision] = Prepared(lambda: _of(Slot("claim")).order_by("-number")[: SHOWN + 1])


def record_of(claim: int, slug: str, *, today: date) -> Record:
    """The newest revisions of a claim, of those that there were then. One query; two where there are more."""
    found = NEWEST.rows(claim=claim)
    if not found:
        return Record(())
    rows = rows_of(slug, found)
    more = len(rows) > SHOWN
    first = _of(claim).order_by("number")[0].at if more else found[-1].at
    return Record(
        rows=rows[:SHOWN],
        older=rows[SHOWN].address if more else "",
        first=first.astimezone(UTC).date().isoformat(),
        last=today.isoformat(),
    )
