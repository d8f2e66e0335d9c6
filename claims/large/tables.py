"""Rows on their way into a table by COPY: what varies is given row by row, the rest is spelt once."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from io import StringIO
from typing import Any

from django.apps import apps
from django.db import connection

NULL = "\\N"
#: Rows that wait in memory until they are sent.
WAITING = 20_000
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def escaped(text: str) -> str:
    """A text as COPY takes it; needed only where it may hold a tab, a line end or a backslash."""
    return text.translate(_ESCAPED)


class Table:
    """One model's table ("claims.Claim").

    varying: the columns given in each row, by their names in the database, in order. fixed: columns that have
    the same value in all rows; those that neither names get the field's own default.
    """

    def __init__(self, model: str, varying: str, **fixed: Any) -> None:
        self.model = apps.get_model(model)
        self.name = self.model._meta.db_table
        self.written = 0
        self._lines: list[str] = []
        columns = varying.split()
        others = {column: _spelt(value) for column, value in self._others({*columns}, fixed).items()}
        self._rest = "".join(f"\t{value}" for value in others.values()) + "\n"
        self._columns = ", ".join(f'"{column}"' for column in [*columns, *others])

    def _others(self, given: set[str], fixed: Mapping[str, Any]) -> Mapping[str, Any]:
        """The remaining columns; those that the database fills are left to it."""
        fields = [one for one in self.model._meta.concrete_fields if one.column not in given]
        ours = [one for one in fields if one.column in fixed or not (one.primary_key or one.has_db_default())]
        return {one.column: fixed[one.column] if one.column in fixed else one.get_default() for one in ours}

    def add(self, *values: object) -> None:
        """One row; texts must need no escaping, or have it already."""
        self._lines.append("\t".join(map(str, values)) + self._rest)
        if len(self._lines) >= WAITING:
            self.send()

    def send(self) -> None:
        """Write what waits."""
        with connection.cursor() as cursor:
            cursor.copy_expert(
                f"COPY {self.name} ({self._columns}) FROM STDIN", StringIO("".join(self._lines))
            )
        self.written += len(self._lines)
        self._lines.clear()


class Tables:
    """All tables of a run, each an attribute. person: the key of who decided everything."""

    def __init__(self, person: int, tables: Mapping[str, Table]) -> None:
        self.person = person
        self._tables = tables

    def __getattr__(self, name: str) -> Table:
        try:
            return self._tables[name]
        except KeyError:
            raise AttributeError(name) from None

    def __iter__(self) -> Iterator[Table]:
        return iter(self._tables.values())


def _spelt(value: Any) -> str:
    if value is None:
        return NULL
    if isinstance(value, list):
        return "{}" if not value else json.dumps(value)
    if isinstance(value, bool):
        return "t" if value else "f"
    return str(value)
