"""How many of each kind a search finds, for its tabs: counted only a little way, and nothing else of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from claims.models import StandingLink
from claims.queries.search_fitting import are_common
from claims.queries.search_given import Given
from claims.queries.search_glance import KINDS, glanced
from claims.queries.search_newest import COUNTED, GLANCED, Newest
from claims.queries.search_results import SORTS, Asked, Number, Sort, at_least, counted
from claims.queries.shapes import Prepared, Slots
from claimtrack.roles import is_editor


def numbers(asked: Asked, first: Newest, given: Callable[[Sort], Given]) -> Mapping[str, Number]:
    """By the name of each kind. first: the newest of the kind that is shown; given: what narrows a kind.

    One query for claims, statements and speakers where a reader looks for words alone, else two at most for
    each kind; where words are common, they are counted no longer than it takes to tell that there are some.
    """
    others = [
        Asked(sort, given(sort), asked.visitor, sort.orders[0])
        for sort in SORTS.values()
        if sort is not asked.sort
    ]
    alone = [one.sort.name for one in others if one.sort.name in KINDS and _by_words_alone(one)]
    seen = glanced(alone, asked.given.sought)
    found = {asked.sort.name: counted(first, COUNTED)}
    statements: Sequence[int] = first.pks if asked.sort.name == "statements" else ()
    for other in others:
        name = other.sort.name
        if name == "articles" and (number := _with_statements(other, given, statements)):
            found[name] = number
            continue
        keys = seen.get(name) or other.keys(most=GLANCED + 1, enough=1)
        found[name] = counted(keys, GLANCED)
        statements = keys.pks if name == "statements" else statements
    return found


def _with_statements(
    articles: Asked, given: Callable[[Sort], Given], statements: Sequence[int]
) -> Number | None:
    """How many articles there are at least, by the statements that were found; None where they tell nothing.

    To look for common words in headlines and texts as well would take longest of all.
    """
    common = are_common(articles.given.sought, index=articles.sort.index)
    if not common or not _by_words_alone(articles) or given(SORTS["statements"]).narrowed:
        return None
    found = len(_ARTICLES.rows(statements=list(statements))) if statements else 0
    return at_least(found, GLANCED, more=True) if found else None


def _by_words_alone(asked: Asked) -> bool:
    """It is a reader's search for nothing but words."""
    given = asked.given
    return bool(given.sought) and not given.narrowed and not is_editor(asked.visitor)


_ARTICLES: Prepared[Any] = Prepared(
    lambda: (
        StandingLink.objects.visible()
        .filter(statement__in=Slots("statements"))
        .order_by()
        .values_list("article")
        .distinct()
    )
)
