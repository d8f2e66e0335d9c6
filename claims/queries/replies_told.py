"""What readers are told of our asking for a reply: when, and what came of it. Never whom we wrote to."""

from __future__ import annotations

from datetime import UTC, date

from django.db.models import QuerySet

from claims.choices import ReplyState
from claims.models import ReplyRequest
from claims.queries.shapes import Prepared, Slot
from claims.querysets import of_claims
from claimtrack.words import day
from sources.clocks import ClockValue, parse_edtf


def requests_for_readers(claim: int) -> list[ReplyRequest]:
    """Those about the claim or one merged into it, but for such as were made in error; one query."""
    return TOLD.rows(claim=claim)


def _told() -> QuerySet[ReplyRequest]:
    on_claim = of_claims("claim_id", [Slot("claim")])
    rows = ReplyRequest.objects.filter(on_claim).exclude(state=ReplyState.IN_ERROR)
    return rows.select_related("party__merged_into").order_by("pk")


TOLD: Prepared[ReplyRequest] = Prepared(_told)


def told_to_readers(row: ReplyRequest, today: date) -> str:
    """As in "asked 3 Nov 2031, no answer by 5 Nov 2031". Days in UTC; a deadline passes when its day has."""
    told = [f"asked {day(row.asked_at)}"]
    if row.reminded_at:
        told.append(f"reminded {day(row.reminded_at)}")
    until = row.deadline or row.ended_at
    if row.state == ReplyState.ANSWERED:
        told.append("answered")
    elif row.state == ReplyState.DECLINED and row.ended_at:
        told.append(f"declined to answer by {day(row.ended_at)}")
    elif until is None:
        told.append("no answer yet")
    elif row.state == ReplyState.OPEN and until.astimezone(UTC).date() >= today:
        told.append(f"an answer is awaited until {day(until)}")
    else:
        told.append(f"no answer by {day(until)}")
    return ", ".join(told)


def asked_clock(row: ReplyRequest) -> ClockValue:
    """The day of the question, among the other things that a party did."""
    return parse_edtf(row.asked_at.astimezone(UTC).date().isoformat())
