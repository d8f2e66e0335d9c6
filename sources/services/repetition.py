"""Lines that an outlet puts on many of its pages: counted over its newest articles, and what they change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import chain

from django.db.models import Exists, OuterRef

from sources.choices import BlockKind, SetBy
from sources.ingest.layout import BlockSpan, lay_out
from sources.ingest.repeated import ARTICLES, line_key
from sources.models import Article, ArticleVersion, Block
from sources.services.acting import acting, machine
from sources.services.comparing import compare_again

#: An outlet's articles that are counted, the newest first: what its pages look like now, and bounded work.
COUNTED = 300
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


def lay_again(versions: Collection[int]) -> list[int]:
    """Lay current texts out anew, with what their outlets repeat; return those whose blocks are others now.

    A text of which an editor has decided a block stays as it is, and passages stay where they are. What
    changed is compared again with other texts. Safe to repeat; one transaction.
    """
    with acting(machine("layout")):
        rows = _open_to_rules(versions)
        outlets = {outlet for row in rows if (outlet := _outlet_of(row))}
        repeated = {outlet: repeated_lines(outlet) for outlet in sorted(outlets)}
        stored = _blocks([row.pk for row in rows])
        changed = [row.pk for row in rows if _lay(row, stored[row.pk], repeated)]
        if changed:
            compare_again(changed)
    return changed


def _keys(text: str) -> Iterable[int]:
    lines = {line for line in text.split("\n") if line.strip() and len(line) <= LONGEST_LINE}
    return {line_key(line) for line in lines}


def _open_to_rules(versions: Collection[int]) -> list[ArticleVersion]:
    decided = Block.objects.filter(version=OuterRef("pk"), set_by=SetBy.EDITOR)
    current = Article.objects.filter(current_version=OuterRef("pk"), removed_at__isnull=True)
    rows = ArticleVersion.objects.filter(~Exists(decided), Exists(current), pk__in=versions)
    return list(rows.select_related("article__outlet").select_for_update(of=("self",)).order_by("pk"))


def _outlet_of(version: ArticleVersion) -> int:
    """The outlet that stands for the text's; 0 where none is known."""
    outlet = version.article.outlet
    return (outlet.merged_into_id or outlet.pk) if outlet else 0


def _blocks(versions: Collection[int]) -> Mapping[int, list[BlockSpan]]:
    found: defaultdict[int, list[BlockSpan]] = defaultdict(list)
    rows = Block.objects.filter(version__in=versions).order_by("version", "start")
    for row in rows:
        found[row.version_id].append(BlockSpan(row.start, row.end, row.kind, row.reason))
    return found


def _lay(version: ArticleVersion, stored: list[BlockSpan], repeated: Mapping[int, Mapping[int, int]]) -> bool:
    """Write the blocks of one text anew; say whether they are others."""
    lines = repeated.get(_outlet_of(version), {})
    header = stored[0].end if stored and stored[0].kind == BlockKind.HEADER else 0
    laid = list(lay_out(version.text, header_end=header, repeated=lines))
    if laid == stored:
        return False
    Block.objects.filter(version=version).delete()
    Block.objects.bulk_create(
        Block(version=version, start=one.start, end=one.end, kind=one.kind, reason=one.reason) for one in laid
    )
    return True
