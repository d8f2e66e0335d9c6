"""Readers' reports as the desk sees them."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from claims.choices import ReportState
from claims.models import Report
from claims.queries.keys import Key, Turn, cut

PAGE = 25
OPEN = Q(state=ReportState.OPEN)


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A page of the open reports (done: of the closed ones), newest first; opened, closed: how many in all.

    newer and older are keys for `before` and `after`, "" where there is no page.
    """

    rows: tuple[Report, ...]
    done: bool
    opened: int
    closed: int
    newer: str = ""
    older: str = ""


def count_open() -> int:
    """How many reports wait. One query, over an index of the open ones."""
    return Report.objects.filter(OPEN).count()


def read_reports(*, done: bool, turn: Turn) -> ReportPage:
    """Read one page: open ones by when they came, closed ones by when they were closed. Two queries."""
    moment = "settled_at" if done else "made_at"
    ordered = Report.objects.filter(~OPEN if done else OPEN).order_by(f"-{moment}", "-pk")
    if turn.before:
        ordered = ordered.reverse()
    rows = list(ordered.filter(turn.condition(moment)).select_related("settled_by")[: PAGE + 1])
    page = cut(len(rows), size=PAGE, turn=turn)
    shown = rows[: page.size]
    if turn.before:
        shown.reverse()
    opened, closed = _numbers()
    return ReportPage(
        rows=tuple(shown),
        done=done,
        opened=opened,
        closed=closed,
        newer=_key(shown[0], moment) if shown and page.newer else "",
        older=_key(shown[-1], moment) if shown and page.older else "",
    )


def one_report(pk: int) -> ReportPage | None:
    """A page of this report alone; None where there is no such. Two queries."""
    found = Report.objects.select_related("settled_by").filter(pk=pk).first()
    if found is None:
        return None
    opened, closed = _numbers()
    return ReportPage((found,), done=found.state != ReportState.OPEN, opened=opened, closed=closed)


def _numbers() -> tuple[int, int]:
    counted = Report.objects.aggregate(opened=Count("pk", filter=OPEN), closed=Count("pk", filter=~OPEN))
    return counted["opened"], counted["closed"]


def _key(report: Report, moment: str) -> str:
    return str(Key(getattr(report, moment), report.pk))
