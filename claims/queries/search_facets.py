"""By what the results of a search can be narrowed further, each choice with the number behind it.

Counted over the newest that were found, so many at most: behind a choice stand at least that many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.choices import ClaimState, SpeakerKind, Stance
from claims.models import ClaimSummary, Figure, Speaker
from claims.queries.facets import YES, Facet, options
from claims.queries.named import Named
from claims.queries.search_counts import Said, question_of, said_from
from claims.queries.shapes import Prepared, Slots
from claims.queries.shapes_joined import Question, ask
from claims.queries.tallies import SHOWN, Tally
from claimtrack.roles import Visitor, is_editor

_NAMED = {"speaker": "Speaker", "outlet": "Outlet", "topic": "Topic"}
#: Groups that count what was said.
_SAID = ("stance", *_NAMED)
_CHOICES: Mapping[str, tuple[str, Any]] = {
    "stance": ("Stance", Stance),
    "state": ("State", ClaimState),
    "sort_of": ("Sort", SpeakerKind),
}


#: Which rows fit everything but what is chosen of the named filter ("": everything).
Fitting = Callable[[str], Sequence[int]]


#: Of rows, by the name of a group: how many have each value.
Numbers = Mapping[Any, int]


@dataclass(slots=True)
class SearchFacets:
    """The groups of choices for one kind of results. chosen: of each filter what is in use."""

    kind: str
    fitting: Fitting
    visitor: Visitor
    chosen: Mapping[str, Any]
    _said: dict[tuple[int, ...], Said] = field(default_factory=dict)
    _stood: dict[tuple[int, ...], Sequence[tuple[str, bool]]] = field(default_factory=dict)

    def question(self, names: Iterable[str]) -> Question | None:
        """What was said of the rows that fit everything, if any of the groups counts them; see `take`."""
        counts = any(name in _SAID and not self.chosen.get(name) for name in names)
        pks = self.fitting("")
        if not counts or not pks:
            return None
        return question_of(self.kind, pks, for_editor=is_editor(self.visitor))

    def take(self, rows: Sequence[Any]) -> None:
        """The answer, which then is not asked for again."""
        self._said[tuple(self.fitting(""))] = said_from(rows)

    def groups(self, names: Iterable[str]) -> tuple[Facet, ...]:
        """Those named, without the ones that offer nothing. At most three queries where nothing is chosen."""
        made = (self._facet(name) for name in names)
        return tuple(facet for facet in made if facet.options)

    def _facet(self, name: str) -> Facet:
        if name in _NAMED:
            return self._of_names(name, _NAMED[name], self._told(name).names[name])
        numbers = getattr(self, f"_{name}")()
        if name in _CHOICES:
            return self._of_choices(name, *_CHOICES[name], numbers)
        in_use = [YES] if self.chosen.get(name) else []
        shown = [(YES, "Has figures")] if numbers[YES] or in_use else []
        return Facet(name, "With", options(name, shown, numbers, in_use))

    # How many of the rows have each value.

    def _stance(self) -> Numbers:
        return self._told("stance").stances

    def _state(self) -> Numbers:
        return Counter(state for state, _ in self._standing("state"))

    def _figures(self) -> Numbers:
        if self.kind == "claims":
            return {YES: sum(has for _, has in self._standing("figures"))}
        pks = list(self.fitting("figures"))
        return {YES: len(_FIGURES.rows(statements=pks)) if pks else 0}

    def _sort_of(self) -> Numbers:
        pks = list(self.fitting("sort_of"))
        return Counter(kind for (kind,) in _SORTS.rows(speakers=pks)) if pks else {}

    # What is read of them: once for groups that count the same rows.

    def _told(self, name: str) -> Said:
        pks = tuple(self.fitting(name))
        if pks not in self._said:
            self._said[pks] = self._ask(pks)
        return self._said[pks]

    def _ask(self, pks: Sequence[int]) -> Said:
        if not pks:
            return Said()
        (rows,) = ask(question_of(self.kind, pks, for_editor=is_editor(self.visitor)))
        return said_from(rows)

    def _standing(self, name: str) -> Sequence[tuple[str, bool]]:
        pks = tuple(self.fitting(name))
        if pks not in self._stood:
            self._stood[pks] = _STOOD.rows(claims=list(pks)) if pks else ()
        return self._stood[pks]

    def _of_choices(self, name: str, words: str, choices: Any, numbers: Numbers) -> Facet:
        in_use = self.chosen.get(name) or ()
        shown = [
            (one.value, str(one.label)) for one in choices if numbers.get(one.value) or one.value in in_use
        ]
        return Facet(name, words, options(name, shown, numbers, in_use))

    def _of_names(self, name: str, words: str, tally: Tally) -> Facet:
        """Those with the most, and those chosen."""
        in_use: Sequence[Named] = self.chosen.get(name) or ()
        numbers, found = tally.numbers, {*tally.most, *in_use}
        ordered = sorted(found, key=lambda one: (-numbers.get(one.pk, 0), one.name, one.pk))
        counted = {one.slug: numbers.get(one.pk, 0) for one in ordered}
        shown = [(one.slug, one.name) for one in ordered]
        made = options(name, shown, counted, {one.slug for one in in_use})
        return Facet(name, words, made, more=max(len(numbers) - SHOWN, 0))


_STOOD: Prepared[Any] = Prepared(
    lambda: ClaimSummary.objects.filter(claim__in=Slots("claims")).values_list("state", "has_figures")
)
_FIGURES: Prepared[Any] = Prepared(
    lambda: (
        Figure.objects.filter(statement__in=Slots("statements"))
        .order_by()
        .values_list("statement_id")
        .distinct()
    )
)
_SORTS: Prepared[Any] = Prepared(
    lambda: Speaker.objects.filter(pk__in=Slots("speakers")).order_by().values_list("kind")
)
