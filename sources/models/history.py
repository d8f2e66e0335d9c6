"""History by triggers: whatever is changed leaves an event with its actor, reason and root version.

The actor is a setting of the transaction (`claimtrack.actor`), read by column defaults of the event
tables, so that raw SQL leaves the same trace as a service, and a change without an actor is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Value
from django.db.models.expressions import Func

from sources.models.root import Root

ModelT = TypeVar("ModelT", bound=type[models.Model])

#: True in a trigger's WHEN unless a machine acts: what a machine makes leaves no events until a person does.
#: True without any actor too, so that the event's own check refuses such a change.
PERSON_ACTS = "COALESCE(current_setting('claimtrack.actor', true), '') NOT LIKE 'machine:%'"
#: The sequence behind `next_step`.
STEPS = "claimtrack_steps"
ROW_CHANGED = "OLD.* IS DISTINCT FROM NEW.*"


def setting(name: str) -> Func:
    """A setting of this transaction; null where unset (PostgreSQL leaves '' behind a local one)."""
    read = Func(Value(f"claimtrack.{name}"), Value(True), function="current_setting")
    return Func(read, Value(""), function="NULLIF")


def next_step() -> Func:
    """The next place in the one order that all events and the revisions of claims share."""
    return Func(Value(STEPS), function="nextval", output_field=models.BigIntegerField())


def _event_columns() -> dict[str, models.Field[Any, Any]]:
    return {
        "pgh_actor": models.TextField(
            db_default=setting("actor"),
            help_text='"user:ID" or "machine:NAME"; a change without one is refused.',
        ),
        "pgh_reason": models.TextField(
            db_default=Func(setting("reason"), Value(""), function="COALESCE"),
            help_text="Why, in the actor's words; empty where none is asked for.",
        ),
        "pgh_root": models.TextField(
            null=True,
            db_default=setting("root"),
            help_text='The aggregate it was changed with: "statement:12".',
        ),
        "pgh_root_version": models.TextField(
            null=True, db_default=setting("root_version"), help_text="The root's version after the change."
        ),
        # Its place in the order of all events and revisions; 0: from before there was one.
        "pgh_step": models.BigIntegerField(db_default=next_step()),
    }


def no_truncate() -> pgtrigger.Trigger:
    """TRUNCATE is refused; pgtrigger's own Protect guards rows only."""
    return pgtrigger.Trigger(
        name="no_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'History is append-only: % cannot be truncated.', TG_TABLE_NAME;",
    )


def append_only() -> list[pgtrigger.Trigger]:
    """Rows may be added, never changed, deleted or truncated."""
    protect = pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
    return [protect, no_truncate()]


def _human_trackers() -> list[pghistory.RowEvent]:
    return [
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(condition=pgtrigger.Condition(f"({ROW_CHANGED})")),
        pghistory.DeleteEvent(),
    ]


def _machine_made_trackers() -> list[pghistory.RowEvent]:
    """Only what a person does: the row as it was found, then as it was left.

    Triggers of one table fire in the order of their names, hence the a_ and b_.
    """
    person = pgtrigger.Condition(f"({PERSON_ACTS})")
    changed = pgtrigger.Condition(f"({ROW_CHANGED} AND {PERSON_ACTS})")
    return [
        pghistory.InsertEvent(condition=person),
        pghistory.UpdateEvent("found", row=pghistory.Old, condition=changed, trigger_name="a_found_update"),
        pghistory.UpdateEvent(condition=changed, trigger_name="b_update"),
        pghistory.DeleteEvent(condition=person),
    ]


def _by_moment(model: ModelT) -> list[models.Index]:
    """The history of a root is read a page of moments at a time, also where it has tens of thousands."""
    if not issubclass(model, Root):
        return []
    return [
        models.Index(fields=["pgh_obj", "pgh_created_at"], name=f"{model.__name__.lower()}_event_by_moment")
    ]


def _track(trackers: list[pghistory.RowEvent]) -> Callable[[ModelT], ModelT]:
    def decorate(model: ModelT) -> ModelT:
        pghistory.track(
            *trackers,
            # Plain numbers, not foreign keys: an event outlives what it tells of.
            obj_field=pghistory.ObjForeignKey(
                related_name="events", null=False, db_constraint=False, on_delete=models.DO_NOTHING
            ),
            context_field=None,  # type: ignore[arg-type]  # pghistory's annotation forgets its own None
            append_only=True,
            model_name=f"{model.__name__}Event",
            attrs=_event_columns(),
            meta={"triggers": [no_truncate()], "indexes": _by_moment(model)},
        )(model)
        return model

    return decorate


def history(model: ModelT) -> ModelT:
    """Track a table that people write: every insert, update and delete."""
    return _track(_human_trackers())(model)


def history_once_decided(model: ModelT) -> ModelT:
    """Track a table that machines fill: nothing until a person acts, then the old row and the new."""
    return _track(_machine_made_trackers())(model)


__all__ = [
    "PERSON_ACTS",
    "append_only",
    "history",
    "history_once_decided",
    "next_step",
    "no_truncate",
    "setting",
]
