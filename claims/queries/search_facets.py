"""By what the results of a search can be narrowed further, each choice with the number behind it.

Counted over the newest that were found, so many at most: behind a choice stand at least that many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

from django.db.models import QuerySet, TextField, Value

from claims.choices import ClaimState, SpeakerKind, Stance
from claims.models import ClaimSummary, Figure, Speaker, SpeakerAddress, StandingLink, TopicAddress
from claims.queries.facet_counts import SHOWN
from claims.queries.facets import YES, Facet, options
from claims.queries.named import Named
from claims.queries.narrowing import sampled_topics
from claims.queries.shapes import Prepared, Slots
from claimtrack.roles import Visitor, is_editor
from sources.models import OutletAddress

#: Links that are looked at; where there are more, numbers may be too small.
LINKS = 20_000
_ADDRESSES: Mapping[str, Any] = {"speaker": SpeakerAddress, "outlet": OutletAddress, "topic": TopicAddress}
_COLUMNS = {"claims": "target", "statements": "statement", "articles": "article"}
_NAMED = {"speaker": "Speaker", "outlet": "Outlet", "topic": "Topic"}
_CHOICES: Mapping[str, tuple[str, Any]] = {
    "stance": ("Stance", Stance),
    "state": ("State", ClaimState),
    "sort_of": ("Sort", SpeakerKind),
}


class Link(NamedTuple):
    """What was said in one of the rows; who it counts for, over merges."""

    row: int
    stance: str
    speaker: int | None
    outlet: int | None
    target: int


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
    _links: dict[tuple[int, ...], Sequence[Link]] = field(default_factory=dict)
    _topics: dict[tuple[int, ...], Mapping[int, Sequence[int]]] = field(default_factory=dict)
    _stood: dict[tuple[int, ...], Sequence[tuple[str, bool]]] = field(default_factory=dict)

    def groups(self, names: Iterable[str]) -> tuple[Facet, ...]:
        """Those named, without the ones that offer nothing. At most eight queries where nothing is chosen."""
        numbers = {name: getattr(self, f"_{name}")() for name in names}
        titles = self._titles({name: numbers[name] for name in numbers if name in _NAMED})
        made = (self._facet(name, numbers[name], titles.get(name, ())) for name in numbers)
        return tuple(facet for facet in made if facet.options)

    def _facet(self, name: str, numbers: Numbers, titles: Sequence[tuple[int, str, str]]) -> Facet:
        if name in _NAMED:
            return self._of_names(name, _NAMED[name], numbers, titles)
        if name in _CHOICES:
            return self._of_choices(name, *_CHOICES[name], numbers)
        in_use = [YES] if self.chosen.get(name) else []
        shown = [(YES, "Has figures")] if numbers[YES] or in_use else []
        return Facet(name, "With", options(name, shown, numbers, in_use))

    # How many of the rows have each value.

    def _stance(self) -> Numbers:
        return _counted((link.row, link.stance) for link in self._linked("stance"))

    def _speaker(self) -> Numbers:
        return _counted((link.row, link.speaker) for link in self._linked("speaker") if link.speaker)

    def _outlet(self) -> Numbers:
        return _counted((link.row, link.outlet) for link in self._linked("outlet") if link.outlet)

    def _topic(self) -> Numbers:
        links, pks = self._linked("topic"), tuple(self.fitting("topic"))
        if pks not in self._topics:
            found = defaultdict(list)
            for target, topic in sampled_topics(list({link.target for link in links})) if links else ():
                found[target].append(topic)
            self._topics[pks] = found
        under = self._topics[pks]
        return _counted((link.row, topic) for link in links for topic in under.get(link.target, ()))

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

    def _linked(self, name: str) -> Sequence[Link]:
        pks = tuple(self.fitting(name))
        if pks not in self._links:
            shape = _LINKED[self.kind, is_editor(self.visitor)]
            self._links[pks] = [Link(*row) for row in shape.rows(rows=list(pks))] if pks else ()
        return self._links[pks]

    def _standing(self, name: str) -> Sequence[tuple[str, bool]]:
        pks = tuple(self.fitting(name))
        if pks not in self._stood:
            self._stood[pks] = _STOOD.rows(claims=list(pks)) if pks else ()
        return self._stood[pks]

    def _titles(self, numbers: Mapping[str, Numbers]) -> Mapping[str, list[tuple[int, str, str]]]:
        """Key, name and address of those with the most of each group. Whoever sees a row sees whom it names.
        One query.
        """
        most = {name: _most(numbers.get(name, {})) for name in _NAMED}
        found: dict[str, list[tuple[int, str, str]]] = {name: [] for name in most}
        for name, *told in _TITLES.rows(**most) if any(most.values()) else ():
            found[name].append((told[0], told[1], told[2]))
        return found

    def _of_choices(self, name: str, words: str, choices: Any, numbers: Numbers) -> Facet:
        in_use = self.chosen.get(name) or ()
        shown = [
            (one.value, str(one.label)) for one in choices if numbers.get(one.value) or one.value in in_use
        ]
        return Facet(name, words, options(name, shown, numbers, in_use))

    def _of_names(
        self, name: str, words: str, numbers: Numbers, titles: Sequence[tuple[int, str, str]]
    ) -> Facet:
        """Those with the most, and those chosen."""
        in_use: Sequence[Named] = self.chosen.get(name) or ()
        found = {*titles, *((one.pk, one.name, one.slug) for one in in_use)}
        ordered = sorted(found, key=lambda one: (-numbers.get(one[0], 0), one[1]))
        counted = {slug: numbers.get(pk, 0) for pk, _, slug in ordered}
        shown = [(slug, label) for _, label, slug in ordered]
        made = options(name, shown, counted, {one.slug for one in in_use})
        return Facet(name, words, made, more=max(len(numbers) - SHOWN, 0))


def _counted(pairs: Iterable[tuple[int, Any]]) -> Numbers:
    """How many rows have each value; a row may name one twice."""
    return Counter(value for _, value in set(pairs))


def _most(numbers: Numbers) -> list[int]:
    return sorted(numbers, key=lambda pk: (-numbers[pk], pk))[:SHOWN]


def _linked(column: str, *, for_editor: bool) -> QuerySet[Any, Any]:
    links = StandingLink.objects.all() if for_editor else StandingLink.objects.visible()
    told = links.filter(**{f"{column}__in": Slots("rows")}).order_by()
    rows: QuerySet[Any, Any] = told.values_list(
        f"{column}_id", "stance", "speaker_id", "outlet_id", "target_id"
    ).distinct()
    return rows[:LINKS]


def _titled(name: str, addresses: Any) -> QuerySet[Any, Any]:
    at = addresses.objects.filter(target__in=Slots(name), current=True, target__merged_into=None)
    group = Value(name, output_field=TextField())
    told: QuerySet[Any, Any] = at.order_by().values_list(group, "target_id", "target__name", "slug")
    return told


def _all_titled() -> QuerySet[Any, Any]:
    first, *rest = (_titled(name, addresses) for name, addresses in _ADDRESSES.items())
    return first.union(*rest, all=True)


_LINKED: Mapping[tuple[str, bool], Prepared[Any]] = {
    (kind, for_editor): Prepared(partial(_linked, column, for_editor=for_editor))
    for kind, column in _COLUMNS.items()
    for for_editor in (False, True)
}
_TITLES: Prepared[Any] = Prepared(_all_titled)
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
