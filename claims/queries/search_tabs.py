"""How many of each kind a search finds, for its tabs: counted only a little way, and nothing else of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from claims.queries.search_given import Given
from claims.queries.search_glance import KINDS, Glance
from claims.queries.search_newest import COUNTED, GLANCED, Newest
from claims.queries.search_results import SORTS, Asked, Number, Sort, counted
from claims.queries.shapes_joined import Question
from claimtrack.roles import is_editor


class Tabs:
    """asked: of the kind that is shown; first: the newest of it; given: what narrows a kind.

    The other kinds are one question, and now and then another one, where a reader looks for words alone; of
    every other kind two queries. Where words are common, they are counted no longer than it takes to tell
    that there are some.
    """

    def __init__(self, asked: Asked, first: Newest, given: Callable[[Sort], Given]) -> None:
        self._asked, self._first = asked, first
        self._others = [
            Asked(sort, given(sort), asked.visitor, sort.orders[0])
            for sort in SORTS.values()
            if sort is not asked.sort
        ]
        alone = [one.sort.name for one in self._others if one.sort.name in KINDS and _by_words_alone(one)]
        self._glance = Glance(alone, asked.given.sought) if alone else None

    @property
    def question(self) -> Question | None:
        """What is to be asked for them, if anything can be asked at once."""
        return self._glance.question if self._glance else None

    def numbers(self, rows: Sequence[Any]) -> Mapping[str, Number]:
        """By the name of each kind. rows: the answer, where there is a question."""
        seen = self._glance.found(rows) if self._glance else {}
        found = {self._asked.sort.name: counted(self._first, COUNTED)}
        for other in self._others:
            keys = seen.get(other.sort.name) or other.keys(most=GLANCED + 1, enough=1)
            found[other.sort.name] = counted(keys, GLANCED)
        return found


def _by_words_alone(asked: Asked) -> bool:
    """It is a reader's search for nothing but words."""
    given = asked.given
    return bool(given.sought) and not given.narrowed and not is_editor(asked.visitor)
