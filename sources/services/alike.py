"""Looking: sketches bring the few articles worth a look together, their texts say how alike they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from django.db import connection
from django.db.models import Q

from sources.choices import OverlapKind
from sources.folding import fold
from sources.ingest.duplicates import Shingles, shingles
from sources.ingest.likeness import Compared, Likeness, judge
from sources.ingest.sketches import COMMON, LEAST, Sketch, candidates
from sources.ingest.small_print import drop_small_print
from sources.models import Article, Overlap
from sources.querysets import among
from sources.services.sketching import bodies_of, sketches_of

#: Two articles, the one recorded first before the other.
Pair = tuple[int, int]

#: What is asked of the articles here and by those who write down what was found.
ASKED = ("address", "headline", "current_version", "same_as", "outlet__merged_into")

# Most values are one text's alone: they are left out here, before anything is made of them. OFFSET 0 keeps
# the planner from asking twice for each value, once to choose and once to tell.
_HOLDERS = """
    SELECT wanted.value, held.versions
    FROM unnest(%s::int[]) AS wanted(value), LATERAL (
        SELECT ARRAY(
            SELECT one.version_id FROM sources_sketchvalue one
            WHERE one.value = wanted.value ORDER BY one.version_id LIMIT %s
        ) AS versions OFFSET 0
    ) held
    WHERE cardinality(held.versions) > 1
"""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found of some articles, and what was told of them before, but for translations.

    articles: all that are spoken of, by their keys, with their outlets.
    """

    found: dict[Pair, Likeness]
    told: dict[Pair, Overlap]
    articles: dict[int, Article]


def look(versions: Collection[int]) -> Seen:
    """Compare current texts with all others that have a sketch. Changes nothing."""
    mine = sketches_of(versions)
    ours = _current(versions)
    told = _told(ours.values())
    partners = _articles_by_key({article for pair in told for article in pair})
    paired = list(_paired(told, partners, ours))
    holders = _holders(mine.values())
    near = _near(mine, holders) | {other for _, other in paired}
    others = mine | sketches_of(near - mine.keys())
    looked = list(candidates(mine, holders, others, paired))
    everybody = ours | _current({found.other for found in looked} - ours.keys())
    pairs: dict[Pair, bool] = {}
    for one in looked:
        if one.mine in everybody and one.other in everybody:
            pair = _pair(everybody[one.mine], everybody[one.other])
            pairs[pair] = one.common and pairs.get(pair, True)
    articles = partners | _articles_by_key({article for pair in pairs for article in pair} - partners.keys())
    return Seen(_judged(pairs, articles), told, articles)


def _current(versions: Collection[int]) -> dict[int, int]:
    """The articles whose current texts these are, by version; not those whose words were removed."""
    rows = Article.objects.filter(among("current_version", versions), removed_at__isnull=True)
    return dict(rows.values_list("current_version", "pk")) if versions else {}


def _articles_by_key(keys: Collection[int]) -> dict[int, Article]:
    if not keys:
        return {}
    rows = Article.objects.select_related("outlet").filter(among("pk", keys))
    return {article.pk: article for article in rows.only(*ASKED)}


def _told(articles: Collection[int]) -> dict[Pair, Overlap]:
    touching = Q(among("first", articles)) | Q(among("second", articles))
    rows = Overlap.objects.filter(touching).exclude(kind=OverlapKind.TRANSLATION)
    return {_pair(row.first_id, row.second_id): row for row in rows}


def _pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def _paired(
    told: Iterable[Pair], partners: Mapping[int, Article], ours: Mapping[int, int]
) -> Iterable[tuple[int, int]]:
    """The same pairs as texts: one of ours, and the other's current one."""
    for pair in told:
        texts = [partners[article].current_version_id for article in pair]
        for own, other in (texts, reversed(texts)):
            if own is not None and own in ours and other is not None:
                yield own, other


def _holders(sketches: Iterable[Sketch]) -> dict[int, list[int]]:
    """Who holds the values that several texts hold: the oldest, and one more than may hold a value before it
    is common.
    """
    values = sorted({value for one in sketches for value in one.values})
    with connection.cursor() as cursor:
        # Spelt as one literal: of an array of parts the server would make many thousand expressions.
        cursor.execute(_HOLDERS, [f"{{{','.join(map(str, values))}}}", COMMON + 1])
        return dict(cursor.fetchall())


def _near(mine: Mapping[int, Sketch], holders: Mapping[int, Collection[int]]) -> set[int]:
    """All that hold enough values of one of ours to be worth reading their sketch."""
    found: set[int] = set()
    for own in mine.values():
        held = Counter(chain.from_iterable([holders[value] for value in own.values if value in holders]))
        found.update([other for other, number in held.items() if number >= LEAST])
    return found


def _judged(pairs: Mapping[Pair, bool], articles: Mapping[int, Article]) -> dict[Pair, Likeness]:
    """What the texts themselves say of the pairs, of which the sketches say whether they share the common."""
    involved = {article for pair in pairs for article in pair}
    texts = {version: pk for pk in involved if (version := articles[pk].current_version_id)}
    bodies = {texts[version]: body for version, body in bodies_of(texts).items()}
    compared = {pk: _compared(articles[pk], shingles(body)) for pk, body in bodies.items()}
    judged = {
        (low, high): judge(compared[low], compared[high], common=common)
        for (low, high), common in pairs.items()
    }
    alike = {pair: likeness for pair, likeness in judged.items() if likeness}
    return drop_small_print(alike, compared, bodies)


def _compared(article: Article, runs: Shingles) -> Compared:
    outlet = article.outlet
    known = (outlet.merged_into_id or outlet.pk) if outlet else None
    return Compared(runs, known, fold(article.headline))
