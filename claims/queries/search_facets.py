"""By what the results of a search can be narrowed further, each choice with the number behind it.

Counted over the newest that were found, so many at most: behind a choice stand at least that many.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.choices import ClaimState, SpeakerKind, Stance
from claims.models import ClaimSummary, Figure, Speaker, SpeakerAddress, TopicAddress
from claims.queries.facets import SHOWN, YES, Facet, options
from claims.queries.named import Named
from claims.queries.narrowing import links_seen_by, sampled_topics
from claimtrack.roles import Visitor
from sources.models import OutletAddress
from sources.querysets import among

#: Links that are looked at; where there are more, numbers may be too small.
LINKS = 20_000
_ADDRESSES: Mapping[str, Any] = {"speaker": SpeakerAddress, "outlet": OutletAddress, "topic": TopicAddress}
_KEYS = {
    "claims": "target_id",
    "statements": "statement_id",
    "articles": "article_id",
}
#: Which rows fit everything but what is chosen of the named filter ("": everything).
Fitting = Callable[[str], Sequence[int]]


@dataclass(frozen=True, slots=True)
class _Linked:
    """What was said in some rows: pairs of a row and the stance, speaker, outlet or topic of a link."""

    stance: Collection[tuple[int, str]]
    speaker: Collection[tuple[int, int]]
    outlet: Collection[tuple[int, int]]
    topic: Collection[tuple[int, int]]


@dataclass(slots=True)
class SearchFacets:
    """The groups of choices for one kind of results. chosen: of each filter what is in use."""

    kind: str
    fitting: Fitting
    visitor: Visitor
    chosen: Mapping[str, Any]
    _known: dict[tuple[int, ...], _Linked] = field(default_factory=dict)

    def groups(self, names: Iterable[str]) -> tuple[Facet, ...]:
        """Those named, without the ones that offer nothing."""
        made = (getattr(self, name)() for name in names)
        return tuple(facet for facet in made if facet.options)

    def stance(self) -> Facet:
        """What is said of a claim."""
        numbers = _counted(self._linked("stance").stance)
        return self._of_choices("stance", "Stance", Stance, numbers)

    def state(self) -> Facet:
        """How a claim stands."""
        rows = ClaimSummary.objects.filter(among("claim_id", self.fitting("state")))
        return self._of_choices("state", "State", ClaimState, Counter(rows.values_list("state", flat=True)))

    def sort_of(self) -> Facet:
        """What sort of speaker it is."""
        rows = Speaker.objects.filter(among("id", self.fitting("sort_of"))).order_by()
        return self._of_choices("sort_of", "Sort", SpeakerKind, Counter(rows.values_list("kind", flat=True)))

    def figures(self) -> Facet:
        """Whether it gives a figure."""
        pks = self.fitting("figures")
        if self.kind == "claims":
            number = ClaimSummary.objects.filter(among("claim_id", pks), has_figures=True).count()
        else:
            said = Figure.objects.filter(among("statement_id", pks)).order_by()
            number = said.values("statement_id").distinct().count()
        in_use = [YES] if self.chosen.get("figures") else []
        shown = [(YES, "Has figures")] if number or in_use else []
        return Facet("figures", "With", options("figures", shown, {YES: number}, in_use))

    def speaker(self) -> Facet:
        """Who speaks."""
        return self._of_names("speaker", "Speaker", self._linked("speaker").speaker)

    def outlet(self) -> Facet:
        """Who published it."""
        return self._of_names("outlet", "Outlet", self._linked("outlet").outlet)

    def topic(self) -> Facet:
        """Under which topic a claim stands."""
        return self._of_names("topic", "Topic", self._linked("topic").topic)

    def _of_choices(self, name: str, words: str, choices: Any, numbers: Mapping[str, int]) -> Facet:
        in_use = self.chosen.get(name) or ()
        shown = [
            (one.value, str(one.label)) for one in choices if numbers.get(one.value) or one.value in in_use
        ]
        return Facet(name, words, options(name, shown, numbers, in_use))

    def _of_names(self, name: str, words: str, pairs: Collection[tuple[int, int]]) -> Facet:
        """Those with the most, and those chosen. Whoever sees a row sees whom it names."""
        numbers: Mapping[int, int] = _counted(pairs)
        in_use: Sequence[Named] = self.chosen.get(name) or ()
        most = sorted(numbers, key=lambda pk: (-numbers[pk], pk))[:SHOWN]
        rows = _ADDRESSES[name].objects.filter(target__in=most, current=True, target__merged_into=None)
        found = {
            (pk, label, slug) for pk, label, slug in rows.values_list("target_id", "target__name", "slug")
        }
        found |= {(one.pk, one.name, one.slug) for one in in_use}
        ordered = sorted(found, key=lambda one: (-numbers.get(one[0], 0), one[1]))
        counted = {slug: numbers.get(pk, 0) for pk, _, slug in ordered}
        shown = [(slug, label) for _, label, slug in ordered]
        made = options(name, shown, counted, {one.slug for one in in_use})
        return Facet(name, words, made, more=max(len(numbers) - SHOWN, 0))

    def _linked(self, name: str) -> _Linked:
        pks = tuple(self.fitting(name))
        if pks not in self._known:
            self._known[pks] = self._read(pks)
        return self._known[pks]

    def _read(self, pks: Sequence[int]) -> _Linked:
        """Two queries, however many groups are made of it."""
        key = _KEYS[self.kind]
        links = links_seen_by(self.visitor).filter(**{f"{key}__in": list(pks)})
        columns = (key, "stance", "speaker_id", "outlet_id", "target_id")
        rows = list(links.values_list(*columns).distinct()[:LINKS]) if pks else []
        under = defaultdict(list)
        for target, topic in sampled_topics(list({row[4] for row in rows})) if rows else ():
            under[target].append(topic)
        return _Linked(
            stance={(row[0], row[1]) for row in rows},
            speaker={(row[0], row[2]) for row in rows if row[2]},
            outlet={(row[0], row[3]) for row in rows if row[3]},
            topic={(row[0], topic) for row in rows for topic in under[row[4]]},
        )


def _counted(pairs: Iterable[tuple[int, Any]]) -> Mapping[Any, int]:
    return Counter(value for _, value in pairs)
