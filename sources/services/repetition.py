"""Lines that an outlet puts on many of its pages: counted over its newest articles, and what they change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from types import MappingProxyType

from django.db import connection
from django.db.models import Exists, OuterRef

from sources.choices import BlockKind, SetBy
from sources.ingest.layout import BlockSpan, lay_out
from sources.ingest.pipeline import BODY
from sources.ingest.repeated import ARTICLES, line_key
from sources.models import Article, ArticleVersion, Block
from sources.services.acting import acting, machine
from sources.services.comparing import compare_again
from sources.services.following import follow_headlines
from sources.signals import texts_laid_again

#: An outlet's articles that are counted, the newest first: what its pages look like now, and bounded work.
COUNTED = 300
_CHANGE = """
    UPDATE sources_block AS block SET kind = now.kind, reason = now.reason
    FROM unnest(%s::bigint[], %s::integer[], %s::text[], %s::text[]) AS now (version_id, start, kind, reason)
    WHERE block.version_id = now.version_id AND block.start = now.start AND block.set_by = 'rule'
"""
#: Code points of the longest line that is looked at; no page repeats a longer one.
LONGEST_LINE = 1_000


def repeated_lines(outlet_id: int) -> dict[int, int]:
    """In how many of the outlet's newest articles each line stands, by line_key; from ARTICLES on.

    Other saves of a page count as that page. One query, at most COUNTED texts.
    """
    rows = Article.objects.of_outlet(outlet_id).first_saves().filter(removed_at__isnull=True)
    texts = rows.order_by("-pk").values_list("current_version__text", flat=True)[:COUNTED]
    counts = Counter(chain.from_iterable(map(_keys, filter(None, texts))))
    return {key: number for key, number in counts.items() if number >= ARTICLES}


def lay_again(
    versions: Collection[int], *, known: Mapping[int, Mapping[int, int]] = MappingProxyType({})
) -> list[int]:
    """Lay current texts out anew, with what their outlets repeat; return those whose blocks are others now.

    A text of which an editor has decided a block stays as it is, and passages stay where they are. Where
    another line is the headline now, the article's follows. Where headline or body changed, texts are
    compared again. known: `repeated_lines` of outlets that were counted already. Safe to repeat; one
    transaction.
    """
    actor = machine("layout")
    with acting(actor):
        rows = _open_to_rules(versions)
        outlets = {outlet for row in rows if (outlet := _outlet_of(row))}
        counted = {outlet: repeated_lines(outlet) for outlet in sorted(outlets - known.keys())}
        repeated = {**known, **counted}
        stored = blocks_of([row.pk for row in rows])
        laid = {row.pk: _laid(row, stored[row.pk], repeated.get(_outlet_of(row), {})) for row in rows}
        changed = [pk for pk, blocks in laid.items() if blocks != stored[pk]]
        retitled = follow_headlines(rows, before=stored, now=laid, actor=actor)
        _write({pk: laid[pk] for pk in changed}, stored)
        bodies = {pk for pk in changed if _body(laid[pk]) != _body(stored[pk])}
        if others := sorted(bodies.union(retitled)):
            compare_again(others)
        if changed:
            texts_laid_again.send(sender=ArticleVersion, versions=frozenset(changed))
    return changed


def blocks_of(versions: Collection[int]) -> Mapping[int, list[BlockSpan]]:
    """The stored blocks, by version, in the order of the text; [] where there are none. One query."""
    found: defaultdict[int, list[BlockSpan]] = defaultdict(list)
    rows = Block.objects.filter(version__in=versions).order_by("version", "start")
    for version, start, end, kind, reason in rows.values_list("version", "start", "end", "kind", "reason"):
        found[version].append(BlockSpan(start, end, kind, reason))
    return found


def _keys(text: str) -> Iterable[int]:
    lines = {line for line in text.split("\n") if line.strip() and len(line) <= LONGEST_LINE}
    return {line_key(line) for line in lines}


def _open_to_rules(versions: Collection[int]) -> list[ArticleVersion]:
    """Lock the articles and then their texts, in the order of who edits an article."""
    decided = Block.objects.filter(version=OuterRef("pk"), set_by=SetBy.EDITOR)
    current = Article.objects.filter(current_version__in=versions, removed_at__isnull=True)
    locked = current.select_for_update(no_key=True).order_by("pk").values_list("current_version", flat=True)
    rows = ArticleVersion.objects.filter(~Exists(decided), pk__in=list(locked))
    return list(rows.select_related("article__outlet").select_for_update(of=("self",)).order_by("pk"))


def _outlet_of(version: ArticleVersion) -> int:
    """The outlet that stands for the text's; 0 where none is known."""
    outlet = version.article.outlet
    return (outlet.merged_into_id or outlet.pk) if outlet else 0


def _laid(version: ArticleVersion, stored: list[BlockSpan], lines: Mapping[int, int]) -> list[BlockSpan]:
    header = stored[0].end if stored and stored[0].kind == BlockKind.HEADER else 0
    return list(lay_out(version.text, header_end=header, repeated=lines))


def _body(blocks: Iterable[BlockSpan]) -> list[tuple[int, int]]:
    return [(one.start, one.end) for one in blocks if one.kind in BODY]


def _write(changed: Mapping[int, list[BlockSpan]], stored: Mapping[int, list[BlockSpan]]) -> None:
    """Blocks that are where they were keep their rows; only another layout of the lines makes new ones."""
    rows: list[tuple[int, int, str, str]] = []
    anew: list[Block] = []
    for version, blocks in changed.items():
        before = stored[version]
        if [(one.start, one.end) for one in blocks] == [(one.start, one.end) for one in before]:
            others = (one for one, was in zip(blocks, before, strict=True) if one != was)
            rows += [(version, one.start, one.kind, one.reason) for one in others]
        else:
            Block.objects.filter(version=version).delete()
            anew += [Block(version_id=version, **one._asdict()) for one in blocks]
    Block.objects.bulk_create(anew)
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(_CHANGE, [list(column) for column in zip(*rows, strict=True)])
