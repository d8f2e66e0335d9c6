"""The page of an outlet: what it is, and its articles."""

from __future__ import annotations

from dataclasses import dataclass

from claims.queries.articles import ArticleList, list_articles
from claims.queries.keys import Turn
from claims.querysets import articles_seen_by
from claimtrack.roles import Visitor
from sources.models import Outlet


@dataclass(frozen=True, slots=True)
class OutletPage:
    """All the page shows. names: other spellings, also of outlets merged into it; facts: (label, words)."""

    outlet: Outlet
    names: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    total: int
    articles: ArticleList


def outlet_page(outlet: Outlet, visitor: Visitor, *, turn: Turn) -> OutletPage:
    """Read the page of an outlet that the visitor may see. Six queries, however many articles."""
    merged = Outlet.objects.filter(merged_into=outlet).values_list("name", "aliases")
    spellings = {*outlet.aliases, *(name for one, aliases in merged for name in (one, *aliases))}
    return OutletPage(
        outlet=outlet,
        names=tuple(sorted(spellings - {outlet.name})),
        facts=_facts(outlet),
        total=articles_seen_by(visitor).of_outlet(outlet.pk).count(),
        articles=list_articles(visitor, turn=turn, outlet=outlet.pk),
    )


def _facts(outlet: Outlet) -> tuple[tuple[str, str], ...]:
    known = {"Country": outlet.country, "Language": outlet.language, "Its pages": outlet.domain}
    return tuple((label, words) for label, words in known.items() if words)
