"""What stands beside the results of a search: how many of other kinds there are, and how to narrow them.

Asked ahead, when the results are known, and answered while they are written.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

from claims.queries.facets import Facet
from claims.queries.search_facets import SearchFacets
from claims.queries.search_given import Given
from claims.queries.search_newest import COUNTED, Newest
from claims.queries.search_results import Asked, Number, Sort
from claims.queries.search_tabs import Tabs
from claims.queries.shapes_joined import ask_ahead


class Beside:
    """asked: the search; first: the newest of what it finds; given: what narrows a kind; chosen: of each
    filter what is in use.
    """

    def __init__(
        self, asked: Asked, first: Newest, given: Callable[[Sort], Given], chosen: Mapping[str, Any]
    ) -> None:
        self._asked, self._first = asked, first
        self._tabs = Tabs(asked, first, given)
        self._facets = SearchFacets(
            asked.sort.name, partial(_fitting, asked, first, chosen), asked.visitor, chosen
        )
        questions = {
            "tabs": self._tabs.question,
            "facets": self._facets.question(asked.sort.filters),
        }
        self._questions = {name: question for name, question in questions.items() if question}
        self._ahead = ask_ahead(*self._questions.values()) if self._questions else None

    @cached_property
    def numbers(self) -> Mapping[str, Number]:
        """How many there are, by the name of each kind."""
        return self._tabs.numbers(self._answers.get("tabs", ()))

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """By what the results can be narrowed."""
        if "facets" in self._answers:
            self._facets.take(self._answers["facets"])
        return self._facets.groups(self._asked.sort.filters)

    @cached_property
    def most(self) -> int:
        """Of how many results the numbers beside filters are."""
        return min(self._asked.sort.sampled, len(self._first.keys))

    @cached_property
    def _answers(self) -> Mapping[str, Sequence[Any]]:
        return dict(zip(self._questions, self._ahead.rows, strict=True)) if self._ahead else {}


def _fitting(asked: Asked, first: Newest, chosen: Mapping[str, Any], name: str) -> list[int]:
    """What fits everything but what is chosen of that filter."""
    found = asked.keys(most=COUNTED, without=name) if chosen.get(name) else first
    return found.pks[: asked.sort.sampled]
