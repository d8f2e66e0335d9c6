"""What a person said of an article becomes the chosen fact; what was chosen before stays, unchosen."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet

from sources.choices import FactField, FactOrigin
from sources.clocks import ClockError, ClockValue, in_zone
from sources.ingest.cells import Cell
from sources.ingest.dates import parse_declared, printed_date
from sources.models import Article, DeclaredFact
from sources.models.clock import clock_columns


def keep_facts(article: Article, cells: Mapping[str, Cell], *, redated: ClockValue | None = None) -> None:
    """Choose what was typed, field by field. The root was changed before; must run inside `acting`.

    A value that the text states keeps its place there. An empty cell leaves nothing chosen: unknown again.
    redated: what the chosen date of publication means now (`dated_anew`).
    """
    if redated:
        _dates(article).update(**clock_columns("clock", redated))
    known = list(article.facts.filter(field__in=list(cells)))
    DeclaredFact.objects.filter(pk__in=[fact.pk for fact in known if fact.chosen]).update(chosen=False)
    new = []
    for field, cell in cells.items():
        if not cell.value:
            continue
        own = next((f for f in known if f.field == field and f.origin == FactOrigin.EDITOR), None)
        fact = own or DeclaredFact(article=article, field=field, origin=FactOrigin.EDITOR)
        fact.value, fact.clock, fact.chosen = cell.value, cell.clock, True
        fact.start, fact.end = _place(known, field, cell.value)
        if own:
            own.save()
        else:
            new.append(fact)
    DeclaredFact.objects.bulk_create(new)


def _place(known: list[DeclaredFact], field: str, value: str) -> tuple[int | None, int | None]:
    for fact in known:
        if fact.field == field and fact.value == value and fact.start is not None:
            return fact.start, fact.end
    return None, None


def dated_anew(article: Article, *, zone: str) -> ClockValue | None:
    """Read the chosen date of publication again, as a day of another zone; None where all stays."""
    fact = _dates(article).first()
    clock = _read_again(fact, zone) if fact else None
    return clock if fact and clock != fact.clock else None


def _dates(article: Article) -> QuerySet[DeclaredFact]:
    return article.facts.filter(field=FactField.PUBLISHED, chosen=True)


def _read_again(fact: DeclaredFact, zone: str) -> ClockValue | None:
    """Read the words again; what other dates of the page, or a country, settled keeps its days."""
    kept = in_zone(fact.clock, zone)
    if fact.origin == FactOrigin.TEXT:
        return printed_date(fact.value, zone=zone) or kept
    try:
        return parse_declared(fact.value, zone=zone)
    except ClockError:
        return kept
