"""What keeps typed details from being saved, in sentences for the cell in which it was typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sources.ingest.cells import Cell
from sources.models import Article


@dataclass(frozen=True, slots=True)
class Problem:
    """One cell that cannot be saved, and why; field "" where it is the whole row."""

    article_id: int
    field: str
    sentence: str


def taken_addresses(
    articles: Mapping[int, Article], cells: Mapping[int, Mapping[str, Cell]]
) -> Iterable[Problem]:
    """Yield a problem for each address that another article has, here or in the same save. One query.

    Another save of a page (`same_as`) shares its address, but that is decided first, by looking at both.
    """
    asked = {
        pk: row["address"].value
        for pk, row in sorted(cells.items())
        if "address" in row and row["address"].value and articles[pk].same_as_id is None
    }
    if not asked:
        return
    firsts = Article.objects.first_saves().filter(address__in=set(asked.values()))
    owners: dict[str, int] = dict(firsts.values_list("address", "pk"))
    for pk, address in asked.items():
        owner = owners.setdefault(address, pk)
        if owner != pk:
            yield Problem(
                pk,
                "address",
                f"Article {owner} has this address. If both are saves of one page, say so there first.",
            )
