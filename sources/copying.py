"""Many new rows at once, by PostgreSQL's COPY: triggers and constraints see them as they see any row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import StringIO
from typing import Any

from django.db import connection, models

#: What COPY reads as something else: its own sign, and the ends of a column and of a row.
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_TO_ESCAPE = re.compile(r"[\\\t\n\r]")
_NULL = "\\N"


def copy_in(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows of values in the order of `columns`; the database gives their keys, which are not read.

    Values are text, numbers, truth values, moments, tuples of numbers, JSON's dicts and None; columns
    are named as the database names them.
    """
    spelt = [_spelt_column(column) for column in zip(*rows, strict=True)]
    if not spelt:
        return
    lines = StringIO("".join([f"{line}\n" for line in map("\t".join, zip(*spelt, strict=True))]))
    with connection.wrap_database_errors, connection.cursor() as cursor:
        quote = connection.ops.quote_name
        names = ", ".join(map(quote, columns))
        cursor.copy_expert(f"COPY {quote(model._meta.db_table)} ({names}) FROM STDIN", lines)


def new_keys(model: type[models.Model], number: int) -> list[int]:
    """Take keys for rows that will be inserted; nobody else gets them."""
    key = model._meta.pk
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, key.column if key else "id", number],
        )
        return [row[0] for row in cursor.fetchall()]


def _spelt_column(values: tuple[Any, ...]) -> Sequence[str]:
    """Most columns hold values of one kind, and need no look at each."""
    kinds = set(map(type, values))
    if kinds == {int}:
        return list(map(str, values))
    if all(issubclass(kind, str) for kind in kinds) and not _TO_ESCAPE.search("".join(values)):
        return values
    return [_spelt(value) for value in values]


def _spelt(value: Any) -> str:
    if value is None:
        return _NULL
    if isinstance(value, str):
        return value.translate(_ESCAPED) if _TO_ESCAPE.search(value) else str(value)
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, dict):
        return json.dumps(value).translate(_ESCAPED)
    if isinstance(value, tuple):
        return f"{{{','.join(map(str, value))}}}"
    return str(value)
