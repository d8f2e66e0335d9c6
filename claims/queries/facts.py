"""What was declared about an article and by whom; where origins disagree, nothing is settled silently."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from claims.queries.wording import when
from sources.choices import FactField
from sources.folding import fold
from sources.models import Article, DeclaredFact


@dataclass(frozen=True, slots=True)
class Fact:
    """One declared fact; words: a date in our words, anything else as given."""

    field: str
    words: str
    origin: str
    chosen: bool


def facts_of(article: Article) -> tuple[Fact, ...]:
    """All of them, by field, the chosen one first. One query."""
    order = {value: rank for rank, value in enumerate(FactField.values)}
    found = sorted(article.facts.all(), key=lambda fact: (order[fact.field], not fact.chosen, fact.pk))
    return tuple(_fact(fact) for fact in found)


def _fact(fact: DeclaredFact) -> Fact:
    clock = when(fact.clock)
    dated = fact.field == FactField.PUBLISHED and clock.known
    words = clock.words if dated else fact.value
    return Fact(fact.get_field_display(), words, fact.get_origin_display(), fact.chosen)


def differing(facts: Iterable[Fact]) -> tuple[str, ...]:
    """A sentence for each field whose origins disagree: "Outlet: X (the text), Y (the manifest)"."""
    sentences = []
    for field, group in groupby(facts, key=lambda fact: fact.field):
        said = list(group)
        if len({fold(fact.words) for fact in said}) > 1:
            told = ", ".join(f"{fact.words} ({fact.origin})" for fact in said)
            sentences.append(f"{field[:1].upper()}{field[1:]}: {told}")
    return tuple(sentences)
