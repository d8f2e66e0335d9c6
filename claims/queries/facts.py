"""What was declared about an article and by whom; where origins disagree, nothing is settled silently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from claims.queries.shapes import Shape, Slot
from claims.queries.wording import when
from sources.choices import FactField, FactOrigin
from sources.clocks import ClockValue
from sources.folding import fold
from sources.models import DeclaredFact
from sources.models.clock import PARTS


@dataclass(frozen=True, slots=True)
class Fact:
    """One declared fact; words: a date in our words, anything else as given."""

    field: str
    words: str
    origin: str
    chosen: bool


def facts_of(article: int) -> tuple[Fact, ...]:
    """All of an article, by field, the chosen one first. One query."""
    order = {value: rank for rank, value in enumerate(FactField.values)}
    found = sorted(FACTS.rows(article=article), key=lambda row: (order[row[0]], not row[1], row[2]))
    return tuple(
        _fact(field, value, origin, chosen, ClockValue(*clock))
        for field, chosen, _, value, origin, *clock in found
    )


def _fact(field: str, value: str, origin: str, chosen: bool, clock: ClockValue) -> Fact:
    at = when(clock)
    words = at.words if field == FactField.PUBLISHED and at.known else value
    return Fact(str(FactField(field).label), words, str(FactOrigin(origin).label), chosen)


def _facts() -> QuerySet[Any, Any]:
    rows = DeclaredFact.objects.filter(article=Slot("article")).order_by()
    clock = (f"clock_{part}" for part in PARTS)
    return rows.values_list("field", "chosen", "pk", "value", "origin", *clock)


FACTS: Shape[Any] = Shape(_facts)


def differing(facts: Iterable[Fact]) -> tuple[str, ...]:
    """A sentence for each field whose origins disagree: "Outlet: X (the text), Y (the manifest)"."""
    sentences = []
    for field, group in groupby(facts, key=lambda fact: fact.field):
        said = list(group)
        if len({fold(fact.words) for fact in said}) > 1:
            told = ", ".join(f"{fact.words} ({fact.origin})" for fact in said)
            sentences.append(f"{field[:1].upper()}{field[1:]}: {told}")
    return tuple(sentences)
