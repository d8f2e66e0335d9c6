"""The filters of a list of claims as django-filter reads them from an address, and what each does to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django_filters import filters as kinds
from django_filters.filterset import FilterSet

from claims.choices import ClaimState, Lane
from claims.models import Claim
from claims.queries.claim_list import SORT_WORDS
from claims.queries.facets import YES
from claims.queries.found import has_all
from claims.queries.named import OUTLET, SPEAKER, TOPIC, Kind, Named, find_named
from claims.queries.narrowing import published_by, said_by, under_topics, with_link
from claims.querysets import ClaimQuerySet
from claimtrack.kept import tell_moment
from claimtrack.roles import READER, Visitor
from sources.folding import fold

#: Code points that can be searched for, and names that can be chosen at once.
LONGEST_SEARCH = 200
MOST_NAMES = 20
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

    def __init__(self, *, kind: Kind, visitor: Visitor = READER, **options: Any) -> None:
        super().__init__(**options)
        self.kind, self.visitor = kind, visitor
        #: Is told the snapshot under which names were found.
        self.tell: Callable[[str], object] = str

    def clean(self, value: Any) -> list[Named]:
        """What is named; raises ValidationError for words that lead the visitor nowhere."""
        slugs = [slug for slug in dict.fromkeys(value or ()) if slug]
        if len(slugs) > MOST_NAMES:
            raise ValidationError(f"Choose at most {MOST_NAMES}.")
        wanted = [slug for slug in slugs if _SLUG.fullmatch(slug)]
        found = find_named(self.kind, wanted, self.visitor, tell=self.tell) if wanted else {}
        if len(wanted) < len(slugs) or len(found) < len(wanted):
            raise ValidationError(f"There is no such {self.kind.word} here.")
        return list(dict.fromkeys(found[slug] for slug in wanted))


class SearchFilter(kinds.CharFilter):
    """A filter with a SearchField."""

    field_class = SearchField

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]


class NamedFilter(kinds.Filter):
    """A filter with a NamedField; see `ClaimFilters.form` for whoever asks."""

    field_class = NamedField  # type: ignore[assignment]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)  # type: ignore[no-untyped-call]


class ClaimFilters(FilterSet):
    """Narrows claims. None of its methods is called with nothing chosen."""

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

    def get_form_class(self) -> type[forms.Form]:
        """Made once for the same filters, which takes longer than to read an address by it."""
        names = tuple(self.filters)
        if names not in _FORMS:
            _FORMS[names] = super().get_form_class()  # type: ignore[no-untyped-call]
        return _FORMS[names]

    @property
    def form(self) -> forms.Form:
        """Each names field told who asks, and to tell of when it was read."""
        made: forms.Form = super().form
        for field in made.fields.values():
            if isinstance(field, NamedField):
                field.visitor, field.tell = self.request.user, partial(tell_moment, self.request)
        return made

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


def filters_for(given: QueryDict, request: HttpRequest) -> FilterSet:
    """The filters that the address names, and no others: each takes a form field's time."""
    named = tuple(name for name in _ALL if name in given)
    return _of(named)(given, queryset=Claim.objects.all(), request=request)


@cache
def _of(names: tuple[str, ...]) -> type[FilterSet]:
    made: Any = type("ClaimFilters", (ClaimFilters,), {})
    made.base_filters = {name: _ALL[name] for name in names}
    return cast(type[FilterSet], made)


_FORMS: dict[tuple[str, ...], type[forms.Form]] = {}
_ALL: dict[str, kinds.Filter] = cast(Any, ClaimFilters).base_filters
