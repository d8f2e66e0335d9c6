"""Operations of our own: the first tables of a room, and the one order of all events.

Django rebuilds its picture of all models for every operation that touches a related one: 25 s of it for the
first migrations, one trigger or constraint at a time. Here the picture is built once, from the finished
models: the tables with their constraints and indexes, then every trigger.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models
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


class AddSteps(Operation):
    """Number the rows of tables from now on by the one sequence of all events; what stands there gets 0.

    Not Django's AddField: that would number what is there too, table by table, which is no order.
    """

    serialization_expand_args = ["columns"]

    def __init__(self, columns: Mapping[str, str]) -> None:
        self.columns = columns

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As the migration file spells it."""
        return self.__class__.__qualname__, [], {"columns": self.columns}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """One new column a model, without a rendered picture in between."""
        state.__dict__.pop("apps", None)
        step = models.Func(
            models.Value("claimtrack_steps"), function="nextval", output_field=models.BigIntegerField()
        )
        for model, column in self.columns.items():
            field = models.BigIntegerField(db_default=step)
            state.add_field(app_label, model, column, field, preserve_default=True)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """A constant first, which rewrites no table; the sequence for what comes."""
        for model, column in self.columns.items():
            table = f'ALTER TABLE "{app_label}_{model}"'
            schema_editor.execute(f'{table} ADD COLUMN "{column}" bigint NOT NULL DEFAULT 0')
            schema_editor.execute(f"""{table} ALTER "{column}" SET DEFAULT nextval('claimtrack_steps')""")

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the columns away again."""
        for model, column in self.columns.items():
            schema_editor.execute(f'ALTER TABLE "{app_label}_{model}" DROP COLUMN "{column}"')

    def describe(self) -> str:
        """What `migrate --plan` prints."""
        return "Number events in the one order that all tables share"
