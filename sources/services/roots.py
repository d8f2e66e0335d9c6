"""Changing an aggregate: compare, swap, and only then touch what belongs to it."""

from typing import Any, TypeVar

from django.db import models
from django.db.models import F

from sources.models.root import Root
from sources.services.acting import Actor, tell_history

RootT = TypeVar("RootT", bound=Root)


class Stale(Exception):
    """The root has moved on since it was read; nothing was written. Doors answer with 409."""

    def __init__(self, root: Root, expected: int) -> None:
        super().__init__(f"{root_key(root)} is no longer at version {expected}.")
        self.root = root
        self.expected = expected


def root_key(root: models.Model) -> str:
    """As history and revisions spell it: "statement:12"."""
    return f"{root._meta.model_name}:{root.pk}"


def create(model: type[RootT], *, actor: Actor, **columns: Any) -> RootT:
    """Make a root at version 1 in `actor`'s name. Must run inside `acting`."""
    tell_history(root="", root_version="1")
    root = model._default_manager.create(last_actor_id=actor.user_id, **columns)
    tell_history(root=root_key(root), root_version="1")
    return root


def change(root: Root, *, actor: Actor, expected: int | None, **columns: Any) -> int:
    """Bump `root` by one and set `columns` in the same row; return the new version.

    `expected` is the version the change was made on; None takes whatever stands (for changes that
    follow from another root's). Members are touched only after this. The instance is brought up to
    date. Raises Stale when somebody else was first. Must run inside `acting`.
    """
    rows = type(root)._base_manager.filter(pk=root.pk)
    if expected is None:
        expected = rows.select_for_update().values_list("version", flat=True).get()
    tell_history(root=root_key(root), root_version=str(expected + 1))
    changed = rows.filter(version=expected).update(
        version=F("version") + 1, last_actor_id=actor.user_id, **columns
    )
    if not changed:
        raise Stale(root, expected)
    root.refresh_from_db()
    return expected + 1
