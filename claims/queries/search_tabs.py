"""How many of each kind a search finds, for its tabs: counted only a little way, and nothing else of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from claims.queries.search_given import Given
from claims.queries.search_glance import KINDS, glanced
from claims.queries.search_newest import COUNTED, GLANCED, Newest
from claims.queries.search_results import SORTS, Asked, Number, Sort, counted
from claimtrack.roles import is_editor


def numbers(asked: Asked, first: Newest, given: Callable[[Sort], Given]) -> Mapping[str, Number]:
    """By the name of each kind. first: the newest of the kind that is shown; given: what narrows a kind.

    Two queries at most for claims, statements and speakers where a reader looks for words alone, else two for
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
    for other in others:
        keys = seen.get(other.sort.name) or other.keys(most=GLANCED + 1, enough=1)
        found[other.sort.name] = counted(keys, GLANCED)
    return found


def _by_words_alone(asked: Asked) -> bool:
    """It is a reader's search for nothing but words."""
    given = asked.given
    return bool(given.sought) and not given.narrowed and not is_editor(asked.visitor)
