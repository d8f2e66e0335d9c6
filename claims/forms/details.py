"""A page of details as it was typed: which cells were changed, and what the person saw before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict

from claims.queries.details import ROWS_A_PAGE
from claims.services.details import DetailChange
from sources.ingest.cells import FIELDS

#: A page shows fewer; whoever sends more did not fill in this form.
MOST_ROWS = 2 * ROWS_A_PAGE


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One article as it was typed. version, was: the row as it was shown, with its values by field."""

    pk: int
    version: int
    was: Mapping[str, str]
    values: Mapping[str, str]

    @property
    def changed(self) -> dict[str, str]:
        """The cells that the person changed; spaces are nothing."""
        return {
            name: typed for name, typed in self.values.items() if _bare(typed) != _bare(self.was.get(name))
        }

    def as_change(self) -> DetailChange:
        """What to save."""
        return DetailChange(self.pk, self.version, self.changed)


def typed_rows(data: QueryDict) -> dict[int, TypedRow]:
    """The rows of a sent form, by article; what is no row of this form is left out."""
    rows: dict[int, TypedRow] = {}
    for name in data:
        kind, _, key = name.partition("-")
        pk, version = whole(key), whole(data.get(name, ""))
        if kind == "version" and pk and version and len(rows) < MOST_ROWS:
            values = {field: data.get(f"{field}-{pk}", "").strip() for field in FIELDS}
            rows[pk] = TypedRow(pk, version, _was(data.get(f"was-{pk}", "")), values)
    return dict(sorted(rows.items()))


def whole(value: str) -> int:
    """A plain number that a key can be; 0 for anything else."""
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0


def as_shown(values: Mapping[str, str]) -> str:
    """The values of a row as the page carries them along."""
    return json.dumps({name: value for name, value in values.items() if value})


def _was(carried: str) -> Mapping[str, str]:
    """What a row said when it was shown; nothing where the page brings back something else."""
    try:
        told = json.loads(carried)
    except (ValueError, RecursionError):
        return {}
    return {str(name): str(value) for name, value in told.items()} if isinstance(told, dict) else {}


def _bare(value: str | None) -> str:
    return " ".join((value or "").split())
