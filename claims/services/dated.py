"""The date of publication that a text states follows when an editor says which line is its dateline."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from claims.services.details import standing, zone_of
from sources.choices import BlockKind, FactField, FactOrigin
from sources.clocks import UNKNOWN
from sources.ingest.dates import day_first_in
from sources.ingest.dating import Dated, date_of_text
from sources.ingest.layout import BlockSpan
from sources.models import Article, Block, DeclaredFact
from sources.models.clock import clock_columns
from sources.services.following import STRONGER


def date_to_follow(
    article: Article, text: str, blocks: Iterable[Block], kinds: Collection[str]
) -> DeclaredFact | None:
    """The fact, stored or not, that says now when the article was published; None where all stays.

    kinds: of the blocks that changed, before and after. What an editor, a header line or the manifest said
    stays. Where the text says nothing any more, what was declared for the batch counts again; a fact without
    value says that nobody does.
    """
    if BlockKind.DATELINE not in kinds:
        return None
    facts = list(article.facts.filter(field=FactField.PUBLISHED))
    chosen = next((fact for fact in facts if fact.chosen), None)
    if chosen and chosen.origin in STRONGER:
        return None
    now = _stated(article, facts, text, blocks) or _of_batch(facts)
    if now and chosen and (now.pk, now.clock) == (chosen.pk, article.published):
        return None
    return now or (DeclaredFact(article=article, value="") if chosen else None)


def follow_date(fact: DeclaredFact) -> None:
    """Choose that fact; what was chosen stays, unchosen. Must run inside `acting`, the root changed."""
    dates = DeclaredFact.objects.filter(article=fact.article, field=FactField.PUBLISHED, chosen=True)
    dates.exclude(pk=fact.pk).update(chosen=False)
    if fact.value:
        fact.chosen = True
        fact.save()


def date_columns(fact: DeclaredFact) -> dict[str, object]:
    """The columns of the article that repeat it; empty where they do already."""
    return clock_columns("published", fact.clock) if fact.clock != fact.article.published else {}


def _stated(
    article: Article, facts: Iterable[DeclaredFact], text: str, blocks: Iterable[Block]
) -> DeclaredFact | None:
    """What the text says with its blocks as they are now, as a fact that is there or a new one."""
    outlet = standing(article.outlet)
    spans = [BlockSpan(block.start, block.end, block.kind, block.reason) for block in blocks]
    order = day_first_in(outlet.country if outlet else "")
    found = date_of_text(text, spans, zone=zone_of(outlet), day_first=order)
    if found is None or found.clock is None:
        return None
    fact = next((one for one in facts if _is_same(one, found)), None) or DeclaredFact(
        article=article,
        field=FactField.PUBLISHED,
        origin=FactOrigin.TEXT,
        value=found.value,
        start=found.start,
        end=found.end,
    )
    fact.clock = found.clock
    return fact


def _is_same(fact: DeclaredFact, found: Dated) -> bool:
    return fact.origin == FactOrigin.TEXT and (fact.start, fact.end) == (found.start, found.end)


def _of_batch(facts: Iterable[DeclaredFact]) -> DeclaredFact | None:
    return next((one for one in facts if one.origin == FactOrigin.BATCH and one.clock != UNKNOWN), None)
