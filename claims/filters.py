"""The filters of the list of claims: read from the address, and written back into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django_filters import filters as kinds
from django_filters.filterset import FilterSet

from claims.choices import ClaimState, Lane
from claims.queries.claim_list import SORT_WORDS
from claims.queries.facets import YES, Facet, Facets
from claims.queries.found import has_all
from claims.queries.named import OUTLET, SPEAKER, TOPIC, Kind, Named, find_named
from claims.queries.narrowing import published_by, said_by, under_topics, with_link
from claims.queries.sample import Sample
from claims.querysets import ClaimQuerySet
from claimtrack.kept import KeptParts, Moment, moment_now
from claimtrack.roles import Visitor, is_editor
from sources.folding import fold

#: Code points that can be searched for, and names that can be chosen at once.
LONGEST_SEARCH = 200
MOST_NAMES = 20
DEFAULT_SORT = "moved"

Part = TypeVar("Part")
#: Numbers of lists, for their other pages.
_COUNTED = KeptParts()
_SLUG = re.compile(r"[\w-]{1,120}", re.ASCII)


class SearchField(forms.CharField):
    """Words to look for; what has no letter and no digit in it is refused, not ignored."""

    def clean(self, value: Any) -> str:
        """The words in one line."""
        words = " ".join(super().clean(value).split())
        if words and not fold(words):
            raise ValidationError("Search for letters or digits.")
        return words


class NamedField(forms.MultipleChoiceField):
    """Speakers, outlets or topics, by the words of their addresses; old ones lead to the present ones."""

    def __init__(self, *, kind: Kind, visitor: Visitor, **options: Any) -> None:
        super().__init__(**options)
        self.kind, self.visitor = kind, visitor

    def clean(self, value: Any) -> list[Named]:
        """What is named; raises ValidationError for words that lead the visitor nowhere."""
        slugs = [slug for slug in dict.fromkeys(value or ()) if slug]
        if len(slugs) > MOST_NAMES:
            raise ValidationError(f"Choose at most {MOST_NAMES}.")
        wanted = [slug for slug in slugs if _SLUG.fullmatch(slug)]
        found = find_named(self.kind, wanted, self.visitor) if wanted else {}
        if len(wanted) < len(slugs) or len(found) < len(wanted):
            raise ValidationError(f"There is no such {self.kind.word} here.")
        return list(dict.fromkeys(found[slug] for slug in wanted))


class SearchFilter(kinds.CharFilter):
    """A filter with a SearchField."""

    field_class = SearchField

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]


class NamedFilter(kinds.Filter):
    """A filter with a NamedField for whoever asks."""

    field_class = NamedField  # type: ignore[assignment]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]

    @property
    def field(self) -> Any:
        """The field, told who asks."""
        self.extra["visitor"] = self.parent.request.user  # type: ignore[attr-defined]
        return super().field


@dataclass(frozen=True, slots=True)
class Chosen:
    """One filter in use: its words, and the address of the list without it."""

    words: str
    without: str


class ClaimFilter(FilterSet):
    """Narrows claims. What cannot be read is left out and said in `complaints`; it never fails."""

    q = SearchFilter(label="Search", method="by_words", max_length=LONGEST_SEARCH)
    state = kinds.MultipleChoiceFilter(
        label="State", field_name="summary__state", choices=ClaimState.choices, distinct=False
    )
    lane = kinds.MultipleChoiceFilter(label="What is said of it", choices=Lane.choices, method="by_lane")
    figures = kinds.ChoiceFilter(label="Figures", choices=[(YES, "Has figures")], method="by_figures")
    checked = kinds.ChoiceFilter(label="Checked", choices=[(YES, "Was checked")], method="by_check")
    speaker = NamedFilter(label="Speaker", kind=SPEAKER, method="by_speaker")
    outlet = NamedFilter(label="Outlet", kind=OUTLET, method="by_outlet")
    topic = NamedFilter(label="Topic", kind=TOPIC, method="by_topic")
    sort = kinds.ChoiceFilter(label="Sort", choices=list(SORT_WORDS.items()), method="leave")

    def __init__(
        self, given: QueryDict, *, claims: ClaimQuerySet, request: HttpRequest, known_as: str = ""
    ) -> None:
        """known_as: how these claims, as readers see them, are told from others where numbers are kept."""
        super().__init__(given, queryset=claims, request=request)  # type: ignore[no-untyped-call]
        self._samples: dict[str, Sample] = {}
        self._known_as = "" if is_editor(request.user) else known_as

    # What each does to a list of claims. None is called with nothing chosen.

    def by_words(self, claims: ClaimQuerySet, name: str, words: str) -> ClaimQuerySet:
        """Every word stands in the claim."""
        return claims.filter(has_all(words))

    def by_lane(self, claims: ClaimQuerySet, name: str, lanes: list[str]) -> ClaimQuerySet:
        """A statement stands in one of the lanes."""
        return with_link(claims, self.request.user, Q(lane__in=lanes))

    def by_figures(self, claims: ClaimQuerySet, name: str, value: str) -> ClaimQuerySet:
        """A statement gives a figure."""
        return claims.filter(summary__has_figures=True)

    def by_check(self, claims: ClaimQuerySet, name: str, value: str) -> ClaimQuerySet:
        """An assessment stands."""
        return claims.filter(summary__checked__gt=0)

    def by_speaker(self, claims: ClaimQuerySet, name: str, chosen: list[Named]) -> ClaimQuerySet:
        """One of the speakers said something about it."""
        return said_by(claims, self.request.user, (one.pk for one in chosen))

    def by_outlet(self, claims: ClaimQuerySet, name: str, chosen: list[Named]) -> ClaimQuerySet:
        """Something about it stood in one of the outlets."""
        return published_by(claims, self.request.user, (one.pk for one in chosen))

    def by_topic(self, claims: ClaimQuerySet, name: str, chosen: list[Named]) -> ClaimQuerySet:
        """It stands under one of the topics."""
        return under_topics(claims, (one.pk for one in chosen))

    def leave(self, claims: ClaimQuerySet, name: str, value: str) -> ClaimQuerySet:
        """Sorting narrows nothing."""
        return claims

    # What the page shows of them.

    @property
    def given(self) -> Mapping[str, Any]:
        """What was read of each filter; those that could not be read are absent."""
        self.form.is_valid()
        read: Mapping[str, Any] = self.form.cleaned_data
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
        return tuple(
            f"{self.form.fields[name].label}: {' '.join(errors)} The list is shown without it."
            for name, errors in self.form.errors.items()
        )

    def narrowed(self, without: str) -> ClaimQuerySet:
        """The claims that all filters but one leave."""
        claims: ClaimQuerySet = self.queryset
        for name, value in self.given.items():
            if value and name != without:
                claims = self.filters[name].filter(claims, value)
        return claims

    def sample(self, without: str = "") -> Sample:
        """The first of the claims that all filters but one leave; read once for all groups it serves."""
        without = without if self.given.get(without) else ""
        if without not in self._samples:
            self._samples[without] = Sample(self.narrowed(without), sort=self.sort_by)
        return self._samples[without]

    def counted(self, without: str, count: Callable[[Sample], Part]) -> Part:
        """What is counted over such a sample, or was at this moment for another page of the same list."""
        if not self._known_as:
            return count(self.sample(without))
        key = (self._known_as, without, self.address(leave=without))
        return _COUNTED.get(key, self._moment, lambda: count(self.sample(without)))

    @cached_property
    def _moment(self) -> Moment | None:
        return moment_now()

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
            Chosen(f"{self.form.fields[name].label}: {words}", self.address(without=(name, value)))
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
            labels = dict(getattr(self.form.fields[name], "choices", ()))
            for one in value if isinstance(value, list) else [value]:
                if isinstance(one, Named):
                    yield name, one.slug, one.name
                else:
                    yield name, one, str(labels[one])

    def address(self, *, without: tuple[str, str] = ("", ""), leave: str = "", **more: str) -> str:
        """The query of this list with its filters but one value, or one filter, and with more parameters
        besides ("?…").
        """
        query = QueryDict(mutable=True)
        for name, value, _ in self._in_use:
            if (name, value) != without and name != leave:
                query.appendlist(name, value)
        if self.sort_by != DEFAULT_SORT:
            query["sort"] = self.sort_by
        for name, value in more.items():
            query[name] = value
        return f"?{query.urlencode()}" if query else "."
