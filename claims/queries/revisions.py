"""The revisions of a claim in words: its record, each with a permanent address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet

from claims.models import ClaimRevision
from claims.queries.shapes import Prepared, Slot
from claims.queries.wording import address, moved_words

#: Revisions that stand in a list at once.
SHOWN = 20


class RevisionRow(NamedTuple):
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


class Told(NamedTuple):
    """A revision as it is stored."""

    number: int
    at: datetime
    moved: str
    note: str


def told(number: int, at: str, moved: str, note: str) -> Told:
    """Of what `gathered` gives, where a moment is its text."""
    return Told(number, datetime.fromisoformat(at), moved, note)


def rows_of(slug: str, revisions: Iterable[ClaimRevision | Told]) -> tuple[RevisionRow, ...]:
    """Finish revisions of one claim for a page."""
    here = address("claims:claim", slug=slug)
    return tuple(
        RevisionRow(
            number=row.number,
            at=row.at,
            words=moved_words(row.moved, row.number),
            note=row.note,
            address=f"{here}?revision={row.number}",
        )
        for row in revisions
    )


def _of(claim: int | Slot | OuterRef) -> QuerySet[ClaimRevision]:
    return ClaimRevision.objects.filter(claim_id=claim)


def newest_of(claim: Slot | OuterRef) -> QuerySet[ClaimRevision]:
    """As many as stand in a list, and one more."""
    return _of(claim).order_by("-number")[: SHOWN + 1]


def _values() -> QuerySet[ClaimRevision, tuple[int, datetime, str, str]]:
    return newest_of(Slot("claim")).values_list("number", "at", "moved", "note")


NEWEST: Prepared[tuple[int, datetime, str, str]] = Prepared(_values)


def record_of(claim: int, slug: str, *, today: date) -> Record:
    """The newest revisions of a claim, of those that there were then. One query; two where there are more."""
    return record_told([Told._make(row) for row in NEWEST.rows(claim=claim)], claim, slug, today=today)


def record_told(found: Sequence[Told], claim: int, slug: str, *, today: date) -> Record:
    """The same of the newest, of `newest_of`. One query where there are more."""
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
