"""Which tables the page of a claim reads as they stood then, and how each is told from its history."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model

from claims import models as ours
from sources import models as theirs
from sources.past import drop_views, from_events, from_rows, has_views, make_views

#: Every row that a reader may see has left events.
_TRACKED: tuple[type[Model], ...] = (
    ours.Affiliation,
    ours.Assessment,
    ours.Claim,
    ours.ClaimParty,
    ours.ClaimRelation,
    ours.ClaimTopic,
    ours.Figure,
    ours.OriginDecision,
    ours.Relay,
    ours.ReplyRequest,
    ours.Response,
    ours.Speaker,
    ours.Statement,
    ours.StatementLink,
    ours.StatementPassage,
    ours.Topic,
    theirs.Outlet,
)
_WITHDRAWN_THEN = """
    CASE WHEN r.id = ANY (current_setting('claimtrack.past_batches')::bigint[])
    THEN COALESCE(r.withdrawn_at, 'epoch')
    WHEN r.withdrawn_at <= current_setting('claimtrack.past_at')::timestamptz THEN r.withdrawn_at END
"""


def views() -> dict[str, str]:
    """By the name of a table: the SELECT that stands in its place."""
    found = {model._meta.db_table: from_events(model) for model in _TRACKED}
    # What was legally removed since is removed in every past.
    found[theirs.Article._meta.db_table] = from_rows(theirs.Article, now=frozenset({"removed_at"}))
    found[theirs.Passage._meta.db_table] = from_rows(theirs.Passage)
    found[theirs.Overlap._meta.db_table] = from_rows(theirs.Overlap)
    found[theirs.ImportBatch._meta.db_table] = _batches()
    found[ours.ClaimRevision._meta.db_table] = _revisions()
    # The function finds the names of tables where it is asked: among these views.
    found[ours.StandingLink._meta.db_table] = "SELECT * FROM claims_what_stands()"
    return found


def _batches() -> str:
    """Batches leave no history of their own; the revisions say which were withdrawn."""
    table = theirs.ImportBatch._meta
    columns = ", ".join(
        f'{_WITHDRAWN_THEN} AS "{field.column}"' if field.column == "withdrawn_at" else f'r."{field.column}"'
        for field in table.concrete_fields
    )
    return f"SELECT {columns} FROM {table.db_table} r"  # noqa: S608 - names of our own tables


def _revisions() -> str:
    return f"""SELECT r.* FROM {ours.ClaimRevision._meta.db_table} r
        WHERE r.step <= current_setting('claimtrack.past_step')::bigint
        AND r.at <= current_setting('claimtrack.past_until')::timestamptz
        AND r.began <> ALL (current_setting('claimtrack.past_except')::timestamptz[])"""  # noqa: S608 - names of our own tables


def before_migrating(*, plan: Any = (), **_signal: Any) -> None:
    """Views hold the columns of their tables, so that they go while those may change."""
    if plan:
        drop_views()


def after_migrating(*, plan: Any = None, **_signal: Any) -> None:
    """They are made from the models as they are now. A flush, which says nothing of a plan, leaves them."""
    if (plan or (plan is not None and not has_views())) and _all_is_migrated():
        make_views(views())


def _all_is_migrated() -> bool:
    """Not while the tables are those of an earlier state: the models have columns that are still to come."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


__all__ = ["after_migrating", "before_migrating", "views"]
