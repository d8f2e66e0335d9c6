"""The filters of the list of claims: read from the address, and written back into it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict
from django_filters.filterset import FilterSet

from claims.filter_fields import filters_for
from claims.queries.facets import Facet, Facets
from claims.queries.named import TOPIC, Named
from claims.queries.sample import Sample
from claims.querysets import ClaimQuerySet
from claimtrack.kept import KeptParts, Moment, moment_of
from claimtrack.roles import is_editor

DEFAULT_SORT = "moved"
#: How all claims that readers see are known where numbers are kept.
ALL = "claims"

Part = TypeVar("Part")
#: Numbers of lists, for their other pages.
_COUNTED = KeptParts()


@dataclass(frozen=True, slots=True)
class Chosen:
    """One filter in use: its words, and the address of the list without it."""

    words: str
    without: str


class ClaimFilter:
    """Narrows claims. What cannot be read is left out and said in `complaints`; it never fails."""

    def __init__(
        self,
        given: QueryDict,
        *,
        claims: Callable[[], ClaimQuerySet],
        request: HttpRequest,
        known_as: str = "",
    ) -> None:
        """claims: gives them, where they are to be asked for. known_as: how these, as readers see them, are
        told from others where numbers are kept."""
        self._asked, self._claims, self.request = given, claims, request
        self._samples: dict[str, Sample] = {}
        self._known_as = "" if is_editor(request.user) else known_as

    @cached_property
    def _set(self) -> FilterSet:
        return filters_for(self._asked, self.request)

    @cached_property
    def given(self) -> Mapping[str, Any]:
        """What was read of each filter that the address names; those that could not be read are absent."""
        if not self._set.filters:
            return {}
        self._set.form.is_valid()
        read: Mapping[str, Any] = self._set.form.cleaned_data
        return read

    @property
    def words(self) -> str:
        """What is searched for."""
        return str(self.given.get("q") or "")

    @property
    def sort_by(self) -> str:
        """How it is sorted; see `claim_list.SORTS`."""
        return str(self.given.get("sort") or DEFAULT_SORT)

    @property
    def complaints(self) -> tuple[str, ...]:
        """A sentence for each filter that could not be read."""
        errors = self._set.form.errors if self._set.filters else {}
        return tuple(
            f"{self._label(name)}: {' '.join(words)} The list is shown without it."
            for name, words in errors.items()
        )

    def _label(self, name: str) -> str:
        return str(self._set.form.fields[name].label)

    def narrowed(self, without: str = "") -> ClaimQuerySet:
        """The claims that all filters leave, or all but one."""
        claims = self._claims()
        for name, value in self.given.items():
            if value and name != without:
                claims = self._set.filters[name].filter(claims, value)
        return claims

    def sample(self, without: str = "") -> Sample:
        """The first of the claims that all filters but one leave; read once for all groups it serves."""
        without = without if self.given.get(without) else ""
        if without not in self._samples:
            claims, topics = partial(self.narrowed, without), self._topics_alone(without)
            self._samples[without] = Sample(claims, sort=self.sort_by, topics=topics)
        return self._samples[without]

    def _topics_alone(self, without: str) -> list[int] | None:
        """Keys of the chosen topics, where nothing else narrows all that readers see."""
        chosen = [name for name, value in self.given.items() if value and name not in ("sort", without)]
        alone = chosen == [TOPIC.word] and self._known_as == ALL
        return [one.pk for one in self.given[TOPIC.word]] if alone else None

    def counted(self, without: str, count: Callable[[Sample], Part]) -> Part:
        """What is counted over such a sample, or was at this moment for another page of the same list."""
        if not self._known_as:
            return count(self.sample(without))
        key = (self._known_as, without, self._narrowing(without))
        return _COUNTED.get(key, self._moment, lambda: count(self.sample(without)))

    def once(self, name: str, caller: Callable[[], Part]) -> Part:
        """What the caller writes of all that `counted` tells for a list, or wrote at this moment for another
        page of it. For templates: `{% call filters.once("…") %}`."""
        if not self._known_as:
            return caller()
        return _COUNTED.get((self._known_as, name, self._narrowing()), self._moment, caller)

    def _narrowing(self, leave: str = "") -> tuple[object, ...]:
        """What narrows the list, all but one filter, and its order: by this it is told from others."""
        return self.sort_by, *((name, value) for name, value, _ in self._in_use if name != leave)

    @cached_property
    def _moment(self) -> Moment | None:
        return moment_of(self.request)

    def facets(self) -> tuple[Facet, ...]:
        """The groups of choices with their numbers; groups of names without any are left out."""
        found, given = Facets(self.counted, self.request.user), self.given
        by_name = (
            found.speakers(given.get("speaker") or ()),
            found.topics(given.get("topic") or ()),
            found.outlets(given.get("outlet") or ()),
        )
        return (
            found.states(given.get("state") or ()),
            found.lanes(given.get("lane") or ()),
            found.marks([name for name in ("figures", "checked") if given.get(name)]),
            *(facet for facet in by_name if facet.options),
        )

    def chosen(self) -> tuple[Chosen, ...]:
        """Every filter in use, with the address that removes it; a search is one of them."""
        return tuple(
            Chosen(f"{self._label(name)}: {words}", self.address(without=(name, value)))
            for name, value, words in self._in_use
        )

    @cached_property
    def _in_use(self) -> tuple[tuple[str, str, str], ...]:
        return tuple(self._read_of_each())

    def _read_of_each(self) -> Iterable[tuple[str, str, str]]:
        for name, value in self.given.items():
            if name == "sort" or not value:
                continue
            if name == "q":
                yield name, value, f"“{value}”"
                continue
            labels = dict(getattr(self._set.form.fields[name], "choices", ()))
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, Named):
                    yield name, one.slug, one.name
                else:
                    yield name, one, str(labels[one])

    def address(self, *, without: tuple[str, str] = ("", ""), leave: str = "", **more: str) -> str:
        """The query of this list with its filters but one value, or one filter, and with more parameters
        besides ("?…").
        """
        if not (more or self.given):
            return "."
        query: dict[str, list[str]] = {}
        for name, value, _ in self._in_use:
            if (name, value) != without and name != leave:
                query.setdefault(name, []).append(value)
        if self.sort_by != DEFAULT_SORT:
            query["sort"] = [self.sort_by]
        for name, value in more.items():
            query[name] = [value]
        return f"?{urlencode(query, doseq=True)}" if query else "."
