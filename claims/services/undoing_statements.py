"""Undo of a statement: words, attribution, relays and links as they stood, or one change of them alone."""

from __future__ import annotations

from dataclasses import fields, replace

from django.contrib.auth.models import User

from claims.choices import StatementState
from claims.models import Statement
from claims.services.earlier import event_at, input_at
from claims.services.errors import Overtaken, Refused
from claims.services.inputs import StatementInput
from claims.services.statements import restore_statement, save_statement, withdraw_statement
from claims.services.undoing import reason_of
from claims.services.undoing_figures import figure_changes, undo_figure
from sources.services.acting import acting, person
from sources.services.roots import Stale

UNDECIDED = (StatementState.PROPOSED, StatementState.REJECTED)


def undo_statement(
    *, editor: User, statement: Statement, expected: int, back_to: int, reason: str, alone: bool = False
) -> Statement:
    """Attribution, words, relays and links as at version `back_to`; `alone`: only what the next one changed.

    A withdrawal, or its end, is undone likewise; a withdrawn statement is brought back before anything else
    of it. Raises Refused (a proposal is not brought back: a person has decided it since), Overtaken (later
    work stands on the change) and Stale.
    """
    why = reason_of(expected, back_to, reason, alone=alone)
    then, done = event_at(statement, back_to), event_at(statement, back_to + 1, also_now=True)
    if then.state in UNDECIDED:
        raise Refused("It was a proposal then, which a person has decided since. Edit or withdraw it.")
    if then.article_version_id != statement.article_version_id:
        raise Refused("It stood in another version of the article then. Edit it instead.")
    is_last_word = done.state == statement.state and done.withdrawn_at == statement.withdrawn_at
    if then.state != done.state and is_last_word and (alone or done.version == expected):
        return _undo_withdrawal(editor, statement, expected, why)
    if statement.state == StatementState.WITHDRAWN:
        raise Overtaken("This statement is withdrawn. Bring it back before you undo anything else.")
    if alone and (figures := figure_changes(statement, done.version)):
        if statement.version != expected:
            raise Stale(statement, expected)
        with acting(person(editor), reason=why):
            for event in figures:
                undo_figure(editor, statement, event, why)
        return statement
    data = input_at(statement, then)
    if alone:
        now = input_at(statement, event_at(statement, statement.version, also_now=True))
        data = _alone(data, done=input_at(statement, done), now=now)
    return save_statement(
        editor=editor,
        version_id=statement.article_version_id,
        data=data,
        statement=statement,
        expected=expected,
        reason=why,
    )


def _undo_withdrawal(editor: User, statement: Statement, expected: int, why: str) -> Statement:
    if statement.state == StatementState.WITHDRAWN:
        return restore_statement(editor=editor, statement=statement, expected=expected, reason=why)
    return withdraw_statement(editor=editor, statement=statement, expected=expected, reason=why)


def _alone(before: StatementInput, *, done: StatementInput, now: StatementInput) -> StatementInput:
    """The statement as it is now, but for what one change made of it. Raises Refused and Overtaken."""
    names = [field.name for field in fields(before)]
    changed = [name for name in names if getattr(before, name) != getattr(done, name)]
    if not changed:
        raise Refused("That change made nothing of the statement different that can be undone.")
    if any(getattr(now, name) != getattr(done, name) for name in changed):
        raise Overtaken(
            "A later version changed the same again. Undo that first, or bring back how it all stood."
        )
    return replace(now, **{name: getattr(before, name) for name in changed})
