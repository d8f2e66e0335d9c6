"""Whether details could be saved, without saving them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from claims.services.detail_problems import Problem
from claims.services.details import DetailChange, look_at
from sources.models import ImportBatch

STALE = "Somebody changed this article meanwhile."


@dataclass(frozen=True, slots=True)
class Checked:
    """Cells that could not be saved, rows that somebody changed; and what would change, by article."""

    problems: tuple[Problem, ...]
    moves: Mapping[int, frozenset[str]]


def check_details(*, batch: ImportBatch, changes: Sequence[DetailChange]) -> Checked:
    """Say what saving the changes would do."""
    with transaction.atomic():
        work, stale = look_at(batch, changes)
    problems = (*work.problems, *(Problem(pk, "", STALE) for pk in sorted(stale)))
    return Checked(problems, {pk: frozenset(cells) for pk, cells in work.cells.items()})
