"""Which statements may show the fuller chain of one whose outlet leaves out where it comes from."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from textwrap import shorten

from django.db.models import Q

from claims.choices import LinkState, Part, StatementState
from claims.models import Statement, StatementLink
from claims.origins import likeness
from claims.queries.cards import relays_with_actors, with_saying
from claims.queries.desk_entries import actor_name
from claims.queries.wording import outlet_name, when, who
from claims.querysets import linked_with

#: Statements looked at, the newest first, before the likest are offered.
POOL = 200
MOST = 8
#: Code points of its words that are shown.
LONGEST = 160


@dataclass(frozen=True, slots=True)
class Chain:
    """A statement that can be chosen. label: who, through whom, in which article; why: its words."""

    pk: int
    label: str
    why: str


def fuller_chains(
    claims: Collection[int], words: str, *, besides: int | None, chosen: int | None
) -> tuple[Chain, ...]:
    """Confirmed statements on the claims (over merges) that name their origin, the likest words first.

    `besides`, the statement that is edited, is left out; `chosen` is offered first, whatever became of it.
    Four queries; none where there is nothing to look for.
    """
    if not claims and chosen is None:
        return ()
    rows = [row for row in _rows(claims, chosen) if row.pk != besides]
    told = {row.pk: " ".join(_content(row)) for row in rows}
    likest = sorted(rows, key=lambda row: (row.pk != chosen, -likeness(words, told[row.pk]), -row.pk))
    return tuple(_chain(row, told[row.pk]) for row in likest[:MOST])


def _rows(claims: Collection[int], chosen: int | None) -> list[Statement]:
    linked = StatementLink.objects.filter(linked_with("claim_id", claims), state=LinkState.CONFIRMED).values(
        "statement"
    )
    open_ones = Q(pk__in=linked, state=StatementState.CONFIRMED, origin_dropped=False)
    wanted = Statement.objects.filter(open_ones | Q(pk=chosen) if chosen else open_ones)
    loaded = with_saying(wanted).select_related("article_version__article__outlet__merged_into")
    return list(loaded.prefetch_related("parts__passage", relays_with_actors()).order_by("-pk")[:POOL])


def _content(row: Statement) -> list[str]:
    parts = sorted(row.parts.all(), key=lambda one: one.order)
    return [part.passage.exact for part in parts if part.part == Part.CONTENT]


def _chain(row: Statement, words: str) -> Chain:
    article = row.article_version.article
    published = when(article.published)
    place = f"{outlet_name(article.outlet)}, {published.words if published.known else 'date not known'}"
    passed = [actor_name(relay) for relay in row.relays.all()]
    through = f", through {', then '.join(passed)}" if passed else ""
    name = who(row, outlet=article.outlet).name
    return Chain(row.pk, f"{name}{through} ({place})", f"“{shorten(words, LONGEST, placeholder=' …')}”")
