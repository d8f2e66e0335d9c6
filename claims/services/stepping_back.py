"""Undo at the desk: an editor's steps in one article, read from history, each taken back by a new version.

Nothing is kept beside history: what was undone says so in its reason, so that the same key goes on to the
step before, in whichever window, after a reload or a restart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef
from django.utils import timezone

from claims.choices import StatementState
from claims.models import ClaimRelation, Statement
from claims.services.earlier import events_of
from claims.services.errors import Overtaken, Refused
from claims.services.relations import withdraw_relation
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
    """One change by this editor. version: of the statement after it; state, before: then, and before it.

    Of claims that were related there is no statement: statement is 0.
    """

    statement: int
    version: int
    state: str
    before: str
    at: datetime


def why_related(article: Article, reason: str) -> str:
    """What history says of claims that are related in an article: by it the step is found again."""
    return f"{_related_in(article)} {reason}".strip()


def step_back(*, editor: User, article: Article) -> tuple[Statement | None, Step]:
    """Undo the editor's last step in the article that is not undone yet; return what it was about.

    None where that step related two claims. Raises Refused where there is none, Overtaken where somebody
    changed the statement after it, Stale.
    """
    refused = Refused(NOTHING)
    steps = steps_of(editor=editor, article=article)
    if (related := _last_related(editor, article)) and (not steps or related[1].at > steps[-1].at):
        relation, step = related
        version = relation.from_claim.version
        withdraw_relation(editor=editor, relation=relation, expected=version, reason=f"{WHY}.")
        return None, step
    for step in reversed(steps[-TRIED:]):
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
    newest = rows.order_by("-pgh_id").values_list(
        "pgh_obj_id", "version", "state", "pgh_reason", "pgh_label", "pgh_created_at"
    )
    return _standing(list(newest[:MOST])[::-1])


def _standing(rows: Sequence[tuple[Any, ...]]) -> list[Step]:
    """Pair each undo with the step it took back; leave both out."""
    steps: list[Step] = []
    before: dict[int, str] = {}
    for pk, version, state, reason, label, at in rows:
        undone = _UNDONE.match(reason)
        if label == "found":  # the row as it was, written down with the change that follows
            before[pk] = state
        elif undone:
            steps = [one for one in steps if (one.statement, one.version) != (pk, int(undone[1]))]
        else:
            steps.append(Step(pk, version, state, before.get(pk, ""), at))
    return steps


def _related_in(article: Article) -> str:
    return f"Related in article {article.pk}."


def _last_related(editor: User, article: Article) -> tuple[ClaimRelation, Step] | None:
    """What the editor related last in the article, if nobody touched it since. Two queries."""
    since = timezone.now() - timedelta(hours=HOURS)
    made = events_of(ClaimRelation).filter(
        pgh_created_at__gte=since,
        pgh_actor=f"user:{editor.pk}",
        pgh_label="insert",
        pgh_reason__startswith=_related_in(article),
    )
    later = events_of(ClaimRelation).filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__gt=OuterRef("pgh_id"))
    newest = made.exclude(Exists(later)).order_by("-pgh_id").first()
    if newest is None:
        return None
    relation = ClaimRelation.objects.select_related("from_claim", "to_claim").get(pk=newest.pgh_obj_id)
    return relation, Step(0, 0, relation.state, "", newest.pgh_created_at)


def _touched_by_others(statement: Statement, step: Step, editor: User) -> bool:
    rows = events_of(Statement).filter(pgh_obj_id=statement.pk, version__gt=step.version)
    return bool(rows.exclude(pgh_actor=f"user:{editor.pk}").exists())
