"""The rows of tracked tables as they stood at a moment: a schema of views over the events.

Inside `rows_as_of` the names of tables lead to these views first, so that every query of the present reads
the past, unchanged. The block is read-only and rolled back at its end: its settings never outlive it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction

SCHEMA = "as_of"
#: The planner takes what the views leave for much, and would compile and share out what takes a millisecond.
_SMALL = {"jit": "off", "max_parallel_workers_per_gather": "0"}
#: The search path from before the innermost `rows_as_of`; none outside of one.
_present_path: ContextVar[str | None] = ContextVar("present_path", default=None)


@dataclass(frozen=True, slots=True)
class Moment:
    """What had been written then.

    step: up to here in the order of all events. until: for what was written before there was such an order.
    at: the same moment by the clock, for tables without history. except_: when transactions began that had
    written some of theirs, and committed only later. batches: those that were withdrawn then.
    """

    step: int
    at: datetime
    until: datetime | None = None
    except_: tuple[datetime, ...] = ()
    batches: tuple[int, ...] = ()

    def settings(self) -> Mapping[str, str]:
        """As the views read them."""
        return {
            "claimtrack.past_step": str(self.step),
            "claimtrack.past_at": self.at.isoformat(),
            "claimtrack.past_until": self.until.isoformat() if self.until else "infinity",
            "claimtrack.past_except": f"{{{','.join(one.isoformat() for one in self.except_)}}}",
            "claimtrack.past_batches": f"{{{','.join(map(str, self.batches))}}}",
        }


@contextmanager
def rows_as_of(moment: Moment) -> Iterator[None]:
    """Read tables as they stood at a moment, and write nothing. May stand inside another transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('search_path')")
        path: str = cursor.fetchone()[0]
        told = {**moment.settings(), "search_path": f"{SCHEMA}, {path}", "transaction_read_only": "on"}
        _set(cursor, {**told, **_SMALL})
        before = _present_path.set(path)
        try:
            yield
        finally:
            _present_path.reset(before)
            # Back to before the settings, also where this is a savepoint of another transaction.
            transaction.set_rollback(True)


def reads_the_past() -> bool:
    """Whether tables stand here as they stood at a moment."""
    return _present_path.get() is not None


@contextmanager
def in_the_present() -> Iterator[None]:
    """Inside `rows_as_of`: read tables as they stand now. Elsewhere it does nothing."""
    path = _present_path.get()
    if path is None:
        yield
        return
    with connection.cursor() as cursor:
        _set(cursor, {"search_path": path})
        yield
        _set(cursor, {"search_path": f"{SCHEMA}, {path}"})


def _set(cursor: Any, told: Mapping[str, str]) -> None:
    calls = ", ".join("set_config(%s, %s, true)" for _ in told)
    cursor.execute(f"SELECT {calls}", [part for pair in told.items() for part in pair])


# --- the views ------------------------------------------------------------------------------------


def written(event: str) -> str:
    """A condition: the event (an alias) had been written."""
    return (
        f"{event}.pgh_step <= current_setting('claimtrack.past_step')::bigint"
        f" AND {event}.pgh_created_at <= current_setting('claimtrack.past_until')::timestamptz"
        f" AND {event}.pgh_created_at <> ALL (current_setting('claimtrack.past_except')::timestamptz[])"
    )


def from_events(model: type[models.Model]) -> str:
    """The rows of a table of which every row that counts has left events: the last of each, not deletions.

    One table and one that must not be there: the planner moves conditions and joins into both.
    """
    events = _events(model)
    columns = ", ".join(
        f'e.pgh_obj_id AS "{name}"' if name == "id" else f'e."{name}"' for name in _columns(model)
    )
    later = f"n.pgh_obj_id = e.pgh_obj_id AND n.pgh_id > e.pgh_id AND {written('n')}"
    return f"""SELECT {columns} FROM {events} e
        WHERE e.pgh_label <> 'delete' AND {written("e")}
        AND NOT EXISTS (SELECT 1 FROM {events} n WHERE {later})"""  # noqa: S608 - names of our own tables


def from_rows(model: type[models.Model], *, now: frozenset[str] = frozenset()) -> str:
    """The rows of a table that machines fill without a trace, each as the nearest event tells it.

    The last event of then; before the first, that one, which holds the row as it was found; without any, the
    row. now: columns that are always read as they stand.
    """
    columns = ", ".join(
        f'r."{name}"'
        if name == "id" or name in now
        else f'CASE WHEN e.pgh_id IS NULL THEN r."{name}" ELSE e."{name}" END AS "{name}"'
        for name in _columns(model)
    )
    then = written("x")
    return f"""SELECT {columns} FROM {model._meta.db_table} r LEFT JOIN LATERAL (
            SELECT x.*, ({then}) AS was FROM {_events(model)} x WHERE x.pgh_obj_id = r.id
            ORDER BY ({then}) DESC, CASE WHEN {then} THEN -x.pgh_id ELSE x.pgh_id END LIMIT 1
        ) e ON true
        WHERE e.pgh_id IS NULL OR e.was OR e.pgh_label <> 'insert'"""  # noqa: S608 - names of our own tables


def _columns(model: type[models.Model]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields]


def _events(model: type[models.Model]) -> str:
    return str(model._meta.get_field("events").related_model._meta.db_table)  # type: ignore[union-attr]


def make_views(views: Mapping[str, str]) -> None:
    """Make the schema anew: by table, what stands in its place."""
    with transaction.atomic(), connection.cursor() as cursor:
        drop_views()
        cursor.execute(f"CREATE SCHEMA {SCHEMA}")
        for table, select in views.items():
            cursor.execute(f'CREATE VIEW {SCHEMA}."{table}" AS {select}')


def drop_views() -> None:
    """Take the schema away, so that the tables below it can be changed."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")


def has_views() -> bool:
    """Whether the schema stands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = %s)", [SCHEMA])
        return bool(cursor.fetchone()[0])
