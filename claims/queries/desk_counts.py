"""What waits for one editor: the numbers in the navigation of the desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Func, IntegerField, Model, QuerySet, Subquery

from claims.queries.approvals import sent_back_to, waiting_for
from claims.queries.notes import unread_by
from claims.queries.passage_review import to_review
from claims.queries.replies import overdue


@dataclass(frozen=True, slots=True)
class Counts:
    """for_you: places where the editor is named and has not read it; approvals: claims that wait for their
    approval, or were sent back to them; overdue: requests for a reply whose deadline has passed;
    to_review: passages that need a place in a later text."""

    for_you: int
    approvals: int
    overdue: int
    to_review: int


def desk_counts(user_id: int) -> Counts:
    """Read them. One query."""
    found = User.objects.filter(pk=user_id).values_list(
        _number(unread_by(user_id)),
        _number(waiting_for(user_id)),
        _number(sent_back_to(user_id)),
        _number(overdue()),
        _number(to_review()),
    )
    for_you, approvals, back, late, passages = found.get()
    return Counts(for_you, approvals + back, late, passages)


def _number(rows: QuerySet[Model]) -> Subquery:
    counted = rows.order_by().annotate(number=Func("pk", function="COUNT")).values("number")
    return Subquery(counted, output_field=IntegerField())
