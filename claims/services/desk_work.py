"""The desk's queue: who works on an article or a claim, and how far it is."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from claims.choices import DeskState
from claims.models import Claim, DeskItem
from claims.services.desk_people import desk_people
from claims.services.errors import Refused
from sources.models import Article
from sources.services.acting import acting, person


class Taken(Refused):
    """Somebody else was first; the item stays as they left it. Doors answer with 409."""


def set_work(
    *, editor: User, subject: Article | Claim, expected: int, state: DeskState, assignee_id: int | None
) -> DeskItem:
    """Say how far the desk is with something, and whose it is.

    expected: the item's version as it was seen, 0 where it had none. Raises Refused where what is in work is
    nobody's, or the assignee does not work at the desk; Taken when somebody else was first.
    """
    assignee = _assignee(assignee_id)
    if state == DeskState.IN_WORK and assignee is None:
        raise Refused("What is in work is somebody’s. Say whose.")
    about: dict[str, Any] = {"article" if isinstance(subject, Article) else "claim": subject}
    columns: dict[str, Any] = {"state": state, "assignee": assignee}
    with acting(person(editor)):
        item = _first(about, columns) if expected == 0 else None
        if item is None:
            rows = DeskItem.objects.filter(**about, version=expected)
            now = timezone.now()
            if not expected or not rows.update(version=F("version") + 1, changed_at=now, **columns):
                raise Taken(_as_left(DeskItem.objects.select_related("assignee").get(**about)))
            item = DeskItem.objects.get(**about)
    return item


def _assignee(user_id: int | None) -> User | None:
    if user_id is None:
        return None
    found = desk_people().filter(pk=user_id).first()
    if found is None:
        raise Refused("Work is given to an editor or an admin.")
    return found


def _first(about: dict[str, Any], columns: dict[str, Any]) -> DeskItem | None:
    try:
        with transaction.atomic():
            return DeskItem.objects.create(**about, **columns)
    except IntegrityError:
        return None


def _as_left(item: DeskItem) -> str:
    whose = f", by {item.assignee.get_username()}" if item.assignee else ""
    return f"Somebody was faster. It is {item.get_state_display()} now{whose}. Nothing was changed."
