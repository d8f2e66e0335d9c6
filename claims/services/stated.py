"""What the blocks of a text state about the article: headline and byline follow when their blocks change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sources.choices import BlockKind, FactField
from sources.folding import fold
from sources.ingest.opening import BYLINE
from sources.models import Article, Block
from sources.services.following import STRONGER, choose_stated

#: Which block states which fact.
STATES: Mapping[str, BlockKind] = {
    FactField.HEADLINE: BlockKind.HEADLINE,
    FactField.BYLINE: BlockKind.BYLINE,
}
#: Code points that the article's columns hold.
LONGEST: Mapping[str, int] = {FactField.HEADLINE: 500, FactField.BYLINE: 300}


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact in the text's own words; half-open code points, "" where no block states it."""

    value: str
    start: int = 0
    end: int = 0


def stated_columns(
    article: Article, text: str, blocks: Iterable[Block], kinds: Collection[str]
) -> tuple[dict[str, str], dict[str, Stated]]:
    """The columns that change, and what is stated now, by field; only of fields whose kind of block changed.

    A field that an editor, a header line or the manifest said stays as it is.
    """
    touched = [field for field, kind in STATES.items() if kind in kinds]
    chosen = dict(article.facts.filter(chosen=True, field__in=touched).values_list("field", "origin"))
    facts = {field: _stated(field, text, blocks) for field in touched if chosen.get(field) not in STRONGER}
    columns = {
        field: fact.value[: LONGEST[field]]
        for field, fact in facts.items()
        if fact.value[: LONGEST[field]] != getattr(article, field)
    }
    if columns:
        now = {field: columns.get(field, getattr(article, field)) for field in STATES}
        columns["search_key"] = fold(f"{now[FactField.HEADLINE]} {now[FactField.BYLINE]}")
    return columns, facts


def follow_facts(article: Article, facts: Mapping[str, Stated]) -> None:
    """Choose what is stated now; what was chosen stays, unchosen. Must run inside `acting`."""
    for field, fact in facts.items():
        choose_stated(article, field, fact.value, fact.start, fact.end)


def _stated(field: str, text: str, blocks: Iterable[Block]) -> Stated:
    """The first block of that kind with words in it says it."""
    for block in blocks:
        line = text[block.start : block.end].strip()
        if block.kind == STATES[field] and line:
            start = text.index(line, block.start)
            names = BYLINE.fullmatch(line) if field == FactField.BYLINE else None
            if names:
                line, start = names["names"], start + names.start("names")
            line = line[: LONGEST[field]]
            return Stated(line, start, start + len(line))
    return Stated("")
