"""What happened to a root since an editor opened its form, and how it stood then."""

from __future__ import annotations

from typing import Any

from claims.models import Statement
from claims.queries.history import Version, history_of
from claims.services.earlier import event_at, input_at
from claims.services.errors import Refused
from claims.services.inputs import StatementInput
from sources.models.root import Root


def changes_since(root: Root, version: int) -> tuple[Version, ...]:
    """The changes after that version, oldest first; at most a page of history. None for version 0."""
    if not version:
        return ()
    found = [one for one in history_of(root).versions if one.number is not None and one.number > version]
    return tuple(reversed(found))


def statement_before(statement: Statement, version: int) -> StatementInput | None:
    """The statement as it stood at that version; None where history does not tell it (a proposal, say)."""
    event = event_then(statement, version)
    return input_at(statement, event) if event else None


def event_then(root: Root, version: int) -> Any | None:
    """The event of a root at that version; None where history does not tell it."""
    try:
        return event_at(root, version, also_now=True)
    except Refused:
        return None
