"""How many of each kind a search finds, for its tabs: counted only a little way, and nothing else of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from claims.models import StandingLink
from claims.queries.search_fitting import are_common
from claims.queries.search_given import Given
from claims.queries.search_newest import COUNTED, GLANCED, Newest
from claims.queries.search_results import SORTS, Asked, Number, Sort, at_least, counted
from claims.queries.shapes import Prepared, Slots
from claimtrack.roles import Visitor, is_editor


def numbers(asked: Asked, first: Newest, given: Callable[[Sort], Given]) -> Mapping[str, Number]:
    """By the name of each kind. first: the newest of the kind that is shown; given: what narrows a kind.

    Two queries at most for each of the other kinds; where words are common, they are counted no longer than
    it takes to tell that there are some.
    """
    keys = {asked.sort.name: first}
    found = {asked.sort.name: counted(first, COUNTED)}
    for sort in SORTS.values():
        if sort is asked.sort:
            continue
        other = Asked(sort, given(sort), asked.visitor, sort.orders[0])
        if sort.name == "articles" and (number := _with_statements(other, given, keys["statements"])):
            found[sort.name] = number
            continue
        keys[sort.name] = other.keys(most=GLANCED + 1, enough=1)
        found[sort.name] = counted(keys[sort.name], GLANCED)
    return found


def _with_statements(articles: Asked, given: Callable[[Sort], Given], statements: Newest) -> Number | None:
    """How many articles there are at least, by the statements that were found; None where they tell nothing.

    To look for common words in headlines and texts as well would take longest of all.
    """
    if not _by_words_alone(articles.given, articles.visitor) or given(SORTS["statements"]).narrowed:
        return None
    found = len(_ARTICLES.rows(statements=statements.pks)) if statements.keys else 0
    return at_least(found, GLANCED, more=True) if found else None


def _by_words_alone(given: Given, visitor: Visitor) -> bool:
    """It is a reader's search for common words, to whom statements lead."""
    common = are_common(given.sought, index=SORTS["articles"].index)
    return common and not given.narrowed and not is_editor(visitor)


_ARTICLES: Prepared[Any] = Prepared(
    lambda: (
        StandingLink.objects.visible()
        .filter(statement__in=Slots("statements"))
        .order_by()
        .values_list("article")
        .distinct()
    )
)
