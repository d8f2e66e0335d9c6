"""What a list of claims can be narrowed by: groups of choices, each with the number of claims behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, TypeVar

from claims.choices import ClaimState, Lane
from claims.queries.named import OUTLET, SPEAKER, TOPIC, Kind, Named, named
from claims.queries.sample import Sample
from claims.queries.tallies import SHOWN, Tally
from claimtrack.roles import Visitor

Key = TypeVar("Key", str, int)
Part = TypeVar("Part")

YES = "yes"


class Option(NamedTuple):
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


class Counting(Protocol):
    """Counts over the claims that all filters but the named one leave.

    A group's own choices do not narrow its numbers. What was counted at this moment is not counted again.
    """

    def __call__(self, without: str, count: Callable[[Sample], Part]) -> Part:
        """What `count` gives of the first of those claims; each name has one function that counts."""


@dataclass(frozen=True, slots=True)
class Facets:
    """The groups for one visitor. What stands on a sample is read once, and its names once a group."""

    counted: Counting
    visitor: Visitor

    def states(self, chosen: Collection[str]) -> Facet:
        """By state: those that occur, and those chosen."""
        numbers = self.counted("state", lambda sample: sample.counts.states)
        shown = [(state.value, str(state.label)) for state in ClaimState]
        shown = [one for one in shown if numbers.get(one[0]) or one[0] in chosen]
        return Facet("state", "State", options("state", shown, numbers, chosen))

    def lanes(self, chosen: Collection[str]) -> Facet:
        """By what is said of a claim: every lane."""
        words = [(lane.value, str(lane.label)) for lane in Lane]
        numbers = self.counted("lane", lambda sample: sample.counts.lanes)
        return Facet("lane", "What is said of it", options("lane", words, numbers, chosen))

    def marks(self, chosen: Collection[str]) -> Facet:
        """By what a claim has: figures, a check."""
        numbers = {
            "figures": self.counted("figures", lambda sample: sample.counts.figures),
            "checked": self.counted("checked", lambda sample: sample.counts.checked),
        }
        words = {"figures": "Has figures", "checked": "Was checked"}
        return Facet(
            "with",
            "With",
            tuple(Option(name, YES, words[name], numbers[name], name in chosen) for name in words),
        )

    def speakers(self, chosen: Collection[Named]) -> Facet:
        """By who speaks."""
        return self._names(SPEAKER, lambda sample: sample.counts.speakers, chosen)

    def outlets(self, chosen: Collection[Named]) -> Facet:
        """By who published it."""
        return self._names(OUTLET, lambda sample: sample.counts.outlets, chosen)

    def topics(self, chosen: Collection[Named]) -> Facet:
        """By topic."""
        return self._names(TOPIC, self._topics, chosen)

    def _names(self, kind: Kind, count: Callable[[Sample], Tally], chosen: Collection[Named]) -> Facet:
        tally = self.counted(kind.word, count)
        numbers, shown = tally.numbers, {*tally.most, *chosen}
        ordered = sorted(shown, key=lambda row: (-numbers.get(row.pk, 0), row.name, row.pk))
        counted = {row.slug: numbers.get(row.pk, 0) for row in ordered}
        names = [(row.slug, row.name) for row in ordered]
        made = options(kind.word, names, counted, {one.slug for one in chosen})
        return Facet(kind.word, kind.word.capitalize(), made, more=max(len(numbers) - SHOWN, 0))

    def _topics(self, sample: Sample) -> Tally:
        """A claim may stand under a topic that readers see nothing of."""
        numbers = Counter(topic for _, topic in sample.topics)
        most = sorted(numbers, key=lambda pk: (-numbers[pk], pk))[:SHOWN]
        rows = named(TOPIC, most, self.visitor) if most else ()
        return Tally(numbers, tuple(Named(row.pk, row.name, row.slug) for row in rows))


def options(
    name: str, words: Iterable[tuple[str, str]], numbers: Mapping[Any, int], chosen: Collection[str]
) -> tuple[Option, ...]:
    """A choice for each (value, words), with its number; those without one stand with 0."""
    return tuple(Option(name, value, label, numbers.get(value, 0), value in chosen) for value, label in words)
