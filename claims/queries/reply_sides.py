"""A step with a request for a reply beside the request as it stands now, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from claims.queries.claim_compare import Mine
from claims.queries.desk_compare import Pair
from claims.queries.replies import ReplyRow

PARTY, REMINDED, DUE, ENDED = "Who was asked", "Reminded", "Answer awaited until", "How it ended"


def asked_for(form: Any) -> Mine:
    """What a valid form says was asked; whom we wrote to is sent anew with it, and not shown."""
    given, parties = form.cleaned_data, dict(form.fields["party"].choices)
    told = [parties[given["party"]], given["channel"], _moment(given["asked_at"])]
    due = f"{DUE[0].lower()}{DUE[1:]} {_moment(given['deadline'])}" if given["deadline"] else ""
    return Mine(more={"Requests for a reply": "; ".join(filter(None, [*told, due]))})


def reminded(given: Mapping[str, Any]) -> dict[str, str]:
    """What a valid reminder says."""
    return {REMINDED: _moment(given["reminded_at"]), DUE: _moment(given["deadline"])}


def compare_reply(mine: Mapping[str, str], now: ReplyRow) -> tuple[Pair, ...]:
    """The party, and what stands now beside what the step makes of it."""
    theirs = {
        REMINDED: _moment(now.reminded_at),
        DUE: _moment(now.deadline),
        ENDED: now.words,
    }
    steps = [Pair(label, mine.get(label, words), words) for label, words in theirs.items()]
    return Pair(PARTY, now.party, now.party), *(pair for pair in steps if pair.mine or pair.theirs)


def _moment(at: datetime | None) -> str:
    return f"{at:%-d %b %Y, %H:%M} UTC" if at else ""
