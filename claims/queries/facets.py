"""What a list of claims can be narrowed by: groups of choices, each with the number of claims behind it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from claims.choices import ClaimState, Lane
from claims.queries.named import OUTLET, SPEAKER, TOPIC, Kind, Named, named
from claims.queries.narrowing import links_seen_by, placements
from claims.querysets import ClaimQuerySet
from claimtrack.roles import Visitor

#: Names shown in a group, those with the most claims; chosen ones come besides.
SHOWN = 12
YES = "yes"


@dataclass(frozen=True, slots=True)
class Option:
    """One choice: name and value in an address, its words, and how many claims it would leave."""

    name: str
    value: str
    words: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A group of choices. more: how many further names there are that are not listed."""

    name: str
    words: str
    options: tuple[Option, ...]
    more: int = 0

    @property
    def in_use(self) -> bool:
        """Whether something of it is chosen."""
        return any(option.chosen for option in self.options)


#: The claims that all filters but the named one leave: a group's own choices do not narrow its numbers.
Narrowed = Callable[[str], ClaimQuerySet]


@dataclass(frozen=True, slots=True)
class Facets:
    """The groups for one visitor. Each takes a query for its numbers, and one for names if it has any."""

    narrowed: Narrowed
    visitor: Visitor

    def states(self, chosen: Collection[str]) -> Facet:
        """By state: those that occur, and those chosen."""
        rows = self.narrowed("state").order_by().values_list("summary__state")
        numbers = dict(rows.annotate(number=Count("pk")))
        shown = [(state.value, str(state.label)) for state in ClaimState]
        shown = [one for one in shown if numbers.get(one[0]) or one[0] in chosen]
        return Facet("state", "State", options("state", shown, numbers, chosen))

    def lanes(self, chosen: Collection[str]) -> Facet:
        """By what is said of a claim: every lane."""
        words = [(lane.value, str(lane.label)) for lane in Lane]
        return Facet(
            "lane", "What is said of it", options("lane", words, self._linked("lane", "lane"), chosen)
        )

    def marks(self, chosen: Collection[str]) -> Facet:
        """By what a claim has: figures, a check. Two queries."""
        has = {"figures": Q(summary__has_figures=True), "checked": Q(summary__checked__gt=0)}
        words = {"figures": "Has figures", "checked": "Was checked"}
        return Facet(
            "with",
            "With",
            tuple(
                Option(name, YES, words[name], self.narrowed(name).filter(q).count(), name in chosen)
                for name, q in has.items()
            ),
        )

    def speakers(self, chosen: Collection[Named]) -> Facet:
        """By who speaks."""
        return self._names(SPEAKER, "Speaker", self._linked("speaker", "speaker_to"), chosen)

    def outlets(self, chosen: Collection[Named]) -> Facet:
        """By who published it."""
        return self._names(OUTLET, "Outlet", self._linked("outlet", "outlet_to"), chosen)

    def topics(self, chosen: Collection[Named]) -> Facet:
        """By topic."""
        placed = placements().filter(target_id__in=self.narrowed("topic").order_by().values("pk"))
        numbers = placed.values_list("topic_to").annotate(number=Count("target_id", distinct=True))
        return self._names(TOPIC, "Topic", dict(numbers), chosen)

    def _linked(self, group: str, column: str) -> dict[Any, int]:
        """How many claims each value of a column of their links has."""
        links = links_seen_by(self.visitor).filter(target_id__in=self.narrowed(group).order_by().values("pk"))
        numbers = links.values_list(column).annotate(number=Count("target_id", distinct=True))
        return {value: number for value, number in numbers if value is not None}

    def _names(self, kind: Kind, words: str, numbers: Mapping[int, int], chosen: Collection[Named]) -> Facet:
        most = sorted(numbers, key=lambda pk: (-numbers[pk], pk))[:SHOWN]
        rows = named(kind, {*most, *(one.pk for one in chosen)}, self.visitor) if most or chosen else ()
        ordered = sorted(rows, key=lambda row: (-numbers.get(row.pk, 0), row.name))
        counted = {row.slug: numbers.get(row.pk, 0) for row in ordered}
        names = [(row.slug, row.name) for row in ordered]
        made = options(kind.word, names, counted, {one.slug for one in chosen})
        return Facet(kind.word, words, made, more=max(len(numbers) - SHOWN, 0))


def options(
    name: str, words: Iterable[tuple[str, str]], numbers: Mapping[Any, int], chosen: Collection[str]
) -> tuple[Option, ...]:
    """A choice for each (value, words), with its number; those without one stand with 0."""
    return tuple(Option(name, value, label, numbers.get(value, 0), value in chosen) for value, label in words)
