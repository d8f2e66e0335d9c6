"""The operation that makes the first tables of a room.

Django rebuilds its picture of all models for every operation that touches a related one: 25 s of it for the
first migrations, one trigger or constraint at a time. Here the picture is built once, from the finished
models: the tables with their constraints and indexes, then every trigger.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateTables(Operation):
    """Create the tables of `operations` at once: CreateModel, and AddField where two need each other."""

    serialization_expand_args = ["operations"]

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As the migration file spells it."""
        return self.__class__.__qualname__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """What the operations would say, without a rendered picture in between."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the tables (foreign keys are added at the end), then install the triggers."""
        for model in self._models(app_label, to_state):
            schema_editor.create_model(model)
        for trigger in self._triggers(app_label, to_state):
            schema_editor.execute(trigger.install_sql, params=None)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take triggers and tables away again."""
        for trigger in self._triggers(app_label, from_state):
            schema_editor.execute(trigger.uninstall_sql, params=None)
        for model in reversed(self._models(app_label, from_state)):
            schema_editor.delete_model(model)

    def describe(self) -> str:
        """What `migrate --plan` prints."""
        return "Create the first tables with their constraints, indexes and triggers"

    def _names(self) -> list[str]:
        return [operation.name for operation in self.operations if isinstance(operation, CreateModel)]

    def _models(self, app_label: str, state: ProjectState) -> list[Any]:
        return [state.apps.get_model(app_label, name) for name in self._names()]

    def _triggers(self, app_label: str, state: ProjectState) -> list[Any]:
        models = [state.models[app_label, name.lower()] for name in self._names()]
        return [trigger for model in models for trigger in model.options.get("triggers", [])]
