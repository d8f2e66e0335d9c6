"""Undo at the desk: an editor's steps in one article, read from history, each taken back by a new version.

Nothing is kept beside history: what was undone says so in its reason, so that the same key goes on to the
step before, in whichever window, after a reload or a restart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from claims.choices import StatementState
from claims.models import Statement
from claims.services.earlier import events_of
from claims.services.errors import Overtaken, Refused
from claims.services.reopening import reopen_proposal
from claims.services.statements import withdraw_statement
from claims.services.undoing import reason_of
from claims.services.undoing_statements import undo_statement
from sources.models import Article

#: How far back steps are taken: hours, and events looked at; and how many are tried.
HOURS, MOST, TRIED = 24, 400, 20
WHY = "Taken back at the desk"
NOTHING = "There is no step of yours in this article to undo. Older ones can be undone on a history page."
LATER = "Somebody changed that statement after you. Undo it on its history page if you still want to."
_UNDONE = re.compile(r"Undo of version (\d+): ")


@dataclass(frozen=True, slots=True)
class Step:
    """One change by this editor. version: of the statement after it; state, before: then, and before it."""

    statement: int
    version: int
    state: str
    before: str


def step_back(*, editor: User, article: Article) -> tuple[Statement, Step]:
    """Undo the editor's last step in the article that is not undone yet; return what it was about.

    Raises Refused where there is none, Overtaken where somebody changed the statement after it, Stale.
    """
    refused = Refused(NOTHING)
    for step in reversed(steps_of(editor=editor, article=article)[-TRIED:]):
        statement = Statement.objects.select_related("article_version__article").get(pk=step.statement)
        if _touched_by_others(statement, step, editor):
            raise Overtaken(LATER)
        try:
            _undo(editor, statement, step)
        except Overtaken:
            raise
        except Refused as error:  # it made nothing different: the step before is the one that is meant
            refused = error
        else:
            return statement, step
    raise refused


def _undo(editor: User, statement: Statement, step: Step) -> None:
    back_to, expected = step.version - 1, statement.version
    why = reason_of(step.version, back_to, WHY)
    if step.before == StatementState.PROPOSED:
        reopen_proposal(editor=editor, statement=statement, expected=expected, back_to=back_to, reason=why)
    elif not step.before:
        withdraw_statement(editor=editor, statement=statement, expected=expected, reason=why)
    else:
        undo_statement(
            editor=editor, statement=statement, expected=expected, back_to=back_to, reason=WHY, alone=True
        )


def steps_of(*, editor: User, article: Article) -> list[Step]:
    """The steps that can be undone, the last one last. One query."""
    since = timezone.now() - timedelta(hours=HOURS)
    rows = events_of(Statement).filter(
        article_version__article=article, pgh_created_at__gte=since, pgh_actor=f"user:{editor.pk}"
    )
    newest = rows.order_by("-pgh_id").values_list("pgh_obj_id", "version", "state", "pgh_reason", "pgh_label")
    return _standing(list(newest[:MOST])[::-1])


def _standing(rows: Sequence[tuple[Any, ...]]) -> list[Step]:
    """Pair each undo with the step it took back; leave both out."""
    steps: list[Step] = []
    before: dict[int, str] = {}
    for pk, version, state, reason, label in rows:
        undone = _UNDONE.match(reason)
        if label == "found":  # the row as it was, written down with the change that follows
            before[pk] = state
        elif undone:
            steps = [one for one in steps if (one.statement, one.version) != (pk, int(undone[1]))]
        else:
            steps.append(Step(pk, version, state, before.get(pk, "")))
    return steps


def _touched_by_others(statement: Statement, step: Step, editor: User) -> bool:
    rows = events_of(Statement).filter(pgh_obj_id=statement.pk, version__gt=step.version)
    return bool(rows.exclude(pgh_actor=f"user:{editor.pk}").exists())
