"""Undo of what stands beside a claim with its grounds: a check, a response, a word on origins."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from claims.choices import OriginTie
from claims.models import Assessment, Claim, OriginDecision, Response, Statement
from claims.services.assess_changes import restore_beside, withdraw_beside
from claims.services.earlier import events_of
from claims.services.errors import Overtaken, Refused
from claims.services.origins import decide_origin, drop_origin

#: The label of the event with which a row came.
INSERTED = "insert"
DECIDED_ANEW = "The two were decided on anew since. Undo that first, if you mean it."


def undo_check(editor: User, claim: Claim, event: Any, why: str) -> None:
    """Of a check: withdraw one that came or was brought back, bring back one that was withdrawn."""
    _undo_row(editor, claim, Assessment.objects.get(pk=event.pgh_obj_id), event, why)


def undo_response(editor: User, claim: Claim, event: Any, why: str) -> None:
    """Of a response, likewise."""
    _undo_row(editor, claim, Response.objects.get(pk=event.pgh_obj_id), event, why)


def _undo_row(editor: User, claim: Claim, row: Assessment | Response, event: Any, why: str) -> None:
    before = event_before(type(row), event)
    if before is not None and before.withdrawn_at == event.withdrawn_at:
        raise Refused("That change neither withdrew it nor brought it back. There is nothing to undo.")
    if row.withdrawn_at != event.withdrawn_at:
        done = "brought back" if row.withdrawn_at is None else "withdrawn"
        raise Overtaken(f"It was {done} since. Undo that first, if you mean it.")
    if row.withdrawn_at is None:
        withdraw_beside(editor=editor, claim=claim, expected=claim.version, row=row, reason=why)
    else:
        restore_beside(editor=editor, claim=claim, expected=claim.version, row=row, reason=why)


def undo_origin(editor: User, claim: Claim, event: Any, why: str) -> None:
    """Of a word on origins: the earlier word on the pair stands again, or none."""
    now = OriginDecision.objects.filter(
        claim=claim, first_id=event.first_id, second_id=event.second_id
    ).first()
    was_there = event.pgh_label != "delete"
    said = (event.tie, event.reason) if was_there else None
    if said != ((now.tie, now.reason) if now else None):
        raise Overtaken(DECIDED_ANEW)
    before: Any = event_before(OriginDecision, event) if was_there else event
    details: dict[str, Any] = {"editor": editor, "claim": claim, "expected": claim.version}
    if before is None and now is not None:
        drop_origin(decision=now, reason=why, **details)
        return
    both = Statement.objects.in_bulk([event.first_id, event.second_id])
    decide_origin(
        first=both[event.first_id],
        second=both[event.second_id],
        tie=OriginTie(before.tie),
        reason=before.reason,
        why=why,
        **details,
    )


def event_before(model: Any, event: Any) -> Any | None:
    """How the row stood before the event; None where it came with it."""
    if event.pgh_label == INSERTED:
        return None
    earlier = events_of(model).filter(pgh_obj_id=event.pgh_obj_id, pgh_id__lt=event.pgh_id)
    return earlier.order_by("pgh_id").last()
