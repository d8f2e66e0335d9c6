"""What a text states about its article follows its blocks, where nobody with more right said otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sources.choices import BlockKind, FactField, FactOrigin
from sources.folding import fold
from sources.ingest.layout import BlockSpan
from sources.ingest.stated import headline_in
from sources.models import Article, ArticleVersion, DeclaredFact
from sources.services.acting import Actor
from sources.services.roots import change

#: What the text says gives way to these.
STRONGER = {FactOrigin.EDITOR, FactOrigin.HEADER, FactOrigin.MANIFEST}
Blocks = Mapping[int, Sequence[BlockSpan]]


def choose_stated(article: Article, field: str, value: str, start: int, end: int) -> None:
    """Choose what the text states now, half-open code points, or nothing where the value is "".

    What the text was taken to state before stays, unchosen. Must run inside `acting`, the root changed.
    """
    known = article.facts.filter(field=field, origin=FactOrigin.TEXT)
    same = known.filter(start=start, end=end, value=value).first() if value else None
    if same and same.chosen:
        return
    known.filter(chosen=True).update(chosen=False)
    if same:
        DeclaredFact.objects.filter(pk=same.pk).update(chosen=True)
    elif value:
        DeclaredFact.objects.create(
            article=article,
            field=field,
            origin=FactOrigin.TEXT,
            value=value,
            start=start,
            end=end,
            chosen=True,
        )


def follow_headlines(
    versions: Sequence[ArticleVersion], *, before: Blocks, now: Blocks, actor: Actor
) -> list[int]:
    """Read the headlines again of current texts in which another line is the headline now.

    before, now: the blocks, by version. Returns the versions of which the article's headline changed. Must
    run inside `acting`. One query, and some seven for each that changes.
    """
    moved = [row for row in versions if _headlines(before[row.pk]) != _headlines(now[row.pk])]
    facts = DeclaredFact.objects.filter(
        article__in=[row.article_id for row in moved],
        field=FactField.HEADLINE,
        origin__in=STRONGER,
        chosen=True,
    )
    said = set(facts.values_list("article", flat=True)) if moved else set()
    return [row.pk for row in moved if row.article_id not in said and _follow(row, now[row.pk], actor)]


def _headlines(blocks: Sequence[BlockSpan]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in blocks if one.kind == BlockKind.HEADLINE]


def _follow(version: ArticleVersion, blocks: Sequence[BlockSpan], actor: Actor) -> bool:
    article = version.article
    stated = headline_in(version.text, blocks)
    value, start, end = (stated.value, stated.start, stated.end) if stated else ("", 0, 0)
    if value == article.headline:
        return False
    change(article, actor=actor, expected=None, headline=value, search_key=fold(f"{value} {article.byline}"))
    choose_stated(article, FactField.HEADLINE, value, start, end)
    return True
