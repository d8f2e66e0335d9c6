"""What a claim's desk page shows of the desk's work on it: whose it is, approval, notes, replies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from claims.forms.approving import SendBackForm
from claims.forms.notes import NoteForm
from claims.forms.replies import AskForm
from claims.models import Claim
from claims.queries.approvals import standing_of
from claims.queries.desk_claim import MemberRow
from claims.queries.desk_work import people_to_choose, work_on
from claims.queries.notes import count_open, threads_on_claim
from claims.queries.replies import requests_on

#: What each form's fields begin with.
NOTE, SEND_BACK, ASK = "note", "back", "ask"


def together(
    claim: Claim,
    user_id: int,
    parties: Sequence[MemberRow],
    sent: Mapping[str, forms.Form],
    typed: Mapping[str, Mapping[str, str]],
) -> dict[str, Any]:
    """The page's context for it. sent: forms that were refused, by what their fields begin with.

    typed: what a draft holds for others of them, likewise.

    Four queries; five for a claim that readers never saw.
    """
    threads = threads_on_claim(claim.pk)
    version = {"expected": claim.version}
    return {
        "work": work_on(claim, user_id),
        "people": people_to_choose(),
        "threads": threads,
        "open_threads": count_open(threads),
        "standing": standing_of(claim, user_id),
        "requests": requests_on(claim.pk),
        "note": sent.get(NOTE) or NoteForm(prefix=NOTE, initial=dict(typed[NOTE])),
        "send_back": sent.get(SEND_BACK) or SendBackForm(prefix=SEND_BACK, initial=version),
        "ask": sent.get(ASK)
        or AskForm(prefix=ASK, parties=parties_of(parties), initial={**version, **typed[ASK]}),
        "sent": [*sent.values()],
    }


def parties_of(rows: Sequence[MemberRow]) -> list[tuple[int, str]]:
    """Whom one can ask: each party once, whatever its parts in the claim."""
    named: dict[str, int] = {}
    for row in rows:
        named.setdefault(row.name, row.pk)
    return [(pk, name) for name, pk in named.items()]
