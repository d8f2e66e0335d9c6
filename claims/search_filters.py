"""A search as its address says it: words, kind, order and filters, read from it and written back into it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from claims.choices import ClaimState, SpeakerKind, Stance
from claims.filter_fields import LONGEST_SEARCH, NamedField, SearchField
from claims.filters import Chosen
from claims.queries.facets import YES
from claims.queries.keys import Key, Turn
from claims.queries.named import OUTLET, SPEAKER, TOPIC, Named
from claims.queries.search_first import KEY
from claims.queries.search_given import Given
from claims.queries.search_newest import FIRST, PAGE, Newest
from claims.queries.search_results import SORTS, Asked, Sort
from claims.queries.search_words import MOST_WORDS, Sought, Typed, take_apart
from claims.queries.shapes_joined import Found, ask
from claimtrack.roles import Visitor, is_editor
from claimtrack.words import day

DEFAULT = "claims"
CLOCKS = {"said": "Said", "event": "Happened", "published": "Published", "recorded": "Recorded"}
_PLACE = "Place in the list: this address leads to none. The list is shown from its beginning."
_NO_DAY = {"invalid": "Write the day as in 2025-10-24."}


class SearchForm(forms.Form):
    """All that the address of a search may hold, but for the place in the list; see `_form`."""

    q = SearchField(label="Search", max_length=LONGEST_SEARCH, required=False)
    kind = forms.ChoiceField(label="Kind", choices=[(name, name) for name in SORTS], required=False)
    sort = forms.CharField(label="Order", max_length=20, required=False)
    state = forms.MultipleChoiceField(label="State", choices=ClaimState.choices, required=False)
    stance = forms.MultipleChoiceField(label="Stance", choices=Stance.choices, required=False)
    sort_of = forms.MultipleChoiceField(label="Sort", choices=SpeakerKind.choices, required=False)
    figures = forms.ChoiceField(label="Figures", choices=[(YES, "Has figures")], required=False)
    clock = forms.ChoiceField(label="Clock", choices=list(CLOCKS.items()), required=False)
    since = forms.DateField(label="From", input_formats=["%Y-%m-%d"], required=False, error_messages=_NO_DAY)
    until = forms.DateField(label="Until", input_formats=["%Y-%m-%d"], required=False, error_messages=_NO_DAY)

    def __init__(self, typed: QueryDict, *, visitor: Visitor) -> None:
        super().__init__(typed)
        for kind in (SPEAKER, OUTLET, TOPIC):
            if kind.word in typed:
                label = kind.word.capitalize()
                self.fields[kind.word] = NamedField(kind=kind, visitor=visitor, label=label, required=False)

    def clean_until(self) -> date | None:
        """Not before the day it begins with."""
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            raise ValidationError("It ends before it begins.")
        return until

    def clean_sort(self) -> str:
        """One of the orders of some kind; which fits is for the kind to say."""
        name = str(self.cleaned_data.get("sort") or "")
        if name and not any(order.name == name for sort in SORTS.values() for order in sort.orders):
            raise ValidationError("There is no such order.")
        return name


def _form(typed: QueryDict, visitor: Visitor) -> SearchForm:
    """With the fields that the address names, and no others: each takes its time."""
    return _form_of(tuple(name for name in _ALL if name in typed))(typed, visitor=visitor)


class _Fields(dict[str, forms.Field]):
    """Of a form that changes none of them: what Django takes for a copy of each are they themselves."""

    def __deepcopy__(self, memo: object) -> dict[str, forms.Field]:
        return dict(self)


@lru_cache(maxsize=64)
def _form_of(names: tuple[str, ...]) -> type[SearchForm]:
    made: Any = type("SearchForm", (SearchForm,), {})
    made.base_fields = _Fields({name: _ALL[name] for name in names})
    return cast(type[SearchForm], made)


_ALL: Mapping[str, forms.Field] = cast(Any, SearchForm).base_fields


class Search:
    """One visitor's search. What cannot be read is left out and said in `complaints`; it never fails."""

    def __init__(self, typed: QueryDict, *, visitor: Visitor) -> None:
        self.typed, self.visitor = typed, visitor
        self.form = _form(typed, visitor)
        self.form.is_valid()
        self.read: Mapping[str, Any] = self.form.cleaned_data

    @cached_property
    def sort(self) -> Sort:
        """The kind of results that is shown."""
        return SORTS[self.read.get("kind") or DEFAULT]

    @property
    def words(self) -> str:
        """What stands in the box: as it was typed, also where it could not be read."""
        return str(self.read.get("q") or self.typed.get("q", ""))

    @cached_property
    def _typed(self) -> Typed:
        return take_apart(self.read.get("q") or "")

    @cached_property
    def sought(self) -> Sought:
        """What is looked for. One query where there are words, one more where names are spelt otherwise."""
        question = self._typed.question
        return self._typed.sought(ask(question)[0] if question else (), self.visitor)

    @property
    def asks(self) -> bool:
        """Whether it asks for anything: words that could be read, or a filter of the kind that is shown."""
        plain = self._given(self.sort, self._typed.plain)
        return "q" not in self.form.errors and bool(plain.sought or plain.narrowed)

    @property
    def among_newest(self) -> bool:
        """Whether it looks among the newest articles with the words alone: an editor's, which looks in all
        texts, where it is narrowed."""
        articles = self.sort.name == "articles" and is_editor(self.visitor)
        return articles and bool(self.sought) and self.given(self.sort).narrowed

    def given(self, sort: Sort) -> Given:
        """What of it narrows a kind."""
        return self._given(sort, self.sought)

    def _given(self, sort: Sort, sought: Sought) -> Given:
        keys: dict[str, Any] = {
            name: tuple(one.pk if isinstance(one, Named) else one for one in self.read.get(name) or ())
            for name in sort.filters
            if name != "figures"
        }
        figures = "figures" in sort.filters and bool(self.read.get("figures"))
        return Given(sought, figures=figures, **keys, **self._stretch(sort))

    def asked(self) -> Asked:
        """The search of the kind that is shown, in its order."""
        return self._asked(self.sought)

    def _asked(self, sought: Sought) -> Asked:
        order = self.sort.order(self.read.get("sort") or "")
        return Asked(self.sort, self._given(self.sort, sought), self.visitor, order)

    def first(self, *, most: int) -> tuple[Asked, Newest]:
        """The same, and the newest of what it finds, so many at most.

        Few words sound like a name that is spelt otherwise: what is found without any is asked for together
        with which there are, and with what is told of it.
        """
        guess, spelt = self._asked(self._typed.plain), self._typed.question
        first = guess.by_words_alone(guess.given, most=most)
        if first and spelt:
            told_of = guess.told_of(Found(KEY, PAGE)) if self.turn == FIRST else ()
            rows, names, *told = ask(first.question, spelt, *told_of)
            self.sought = self._typed.sought(names, self.visitor)
            if self.sought == guess.given.sought:
                found = first.found(rows)
                met = [row[KEY] for row in rows[:PAGE]] == found.pks[:PAGE]
                return (replace(guess, told=told) if met else guess), found
        asked = self.asked()
        return asked, asked.keys(most=most)

    def clock(self, sort: Sort) -> str:
        """Which clock its days are about."""
        return next(iter(name for name in (self.read.get("clock"), *sort.clocks) if name in sort.clocks), "")

    def _stretch(self, sort: Sort) -> dict[str, Any]:
        if not sort.clocks:
            return {}
        since, until = self.read.get("since"), self.read.get("until")
        return {
            "clock": self.clock(sort),
            "since": _midnight(since) if since else None,
            "until": _midnight(until) + timedelta(days=1) if until and until < date.max else None,
        }

    @property
    def turn(self) -> Turn:
        """Which page is asked for."""
        return Turn.read(after=self.typed.get("after", ""), before=self.typed.get("before", ""))

    @property
    def complaints(self) -> tuple[str, ...]:
        """A sentence for each part that could not be read."""
        told = [
            f"{self.form.fields[name].label}: {' '.join(map(str, errors))}"
            for name, errors in self.form.errors.items()
        ]
        places = (self.typed.get(name, "") for name in ("after", "before"))
        return (*told, *([_PLACE] if any(place and Key.read(place) is None for place in places) else []))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What is worth knowing of how it was read."""
        told = []
        if self.sought.others:
            told.append(f"Also looked for: {', '.join(self.sought.others)}.")
        if self.sought.left_out:
            told.append(f"Only the first {MOST_WORDS} words are looked for.")
        return tuple(told)

    def shown(self, name: str) -> str:
        """What stands in a field of days: as it was typed."""
        return self.typed.get(name, "")

    # Addresses.

    def chosen(self) -> tuple[Chosen, ...]:
        """Every filter in use, with the query that removes it; the words are in their box."""
        return tuple(
            Chosen(words, self.address(without=(name, value)))
            for name, value, words in self._in_use(self.sort)
            if words
        )

    def address(self, *, of: Sort | None = None, without: tuple[str, str] = ("", ""), **more: str) -> str:
        """The query of this search ("?…"), of another kind, without one value, or with more parameters."""
        of = of or self.sort
        query: dict[str, list[str]] = {}
        for name, value, _ in (*self._first(of), *self._in_use(of)):
            if (name, value) != without:
                query.setdefault(name, []).append(value)
        query |= {name: [value] for name, value in more.items()}
        return f"?{'&'.join(_said(name, one) for name, values in query.items() for one in values)}"

    def _first(self, of: Sort) -> Iterator[tuple[str, str, str]]:
        if words := self.read.get("q"):
            yield "q", words, ""
        yield "kind", of.name, ""
        order = self.read.get("sort") or ""
        if order in {one.name for one in of.orders[1:]}:
            yield "sort", order, ""

    def _in_use(self, of: Sort) -> Iterator[tuple[str, str, str]]:
        for name in of.filters:
            if not (value := self.read.get(name)):
                continue
            field = self.form.fields[name]
            labels = dict(getattr(field, "choices", ()))
            for one in [value] if isinstance(value, str) else value:
                if isinstance(one, Named):
                    yield name, one.slug, f"{field.label}: {one.name}"
                else:
                    yield name, one, f"{field.label}: {labels[one]}"
        yield from self._days(of)

    def _days(self, of: Sort) -> Iterator[tuple[str, str, str]]:
        days = {name: self.read.get(name) for name in ("since", "until")}
        if not of.clocks or not any(days.values()):
            return
        clock = self.clock(of)
        yield "clock", clock, ""
        for name, words in (("since", "from"), ("until", "until")):
            if given := days[name]:
                yield name, given.isoformat(), f"{CLOCKS[clock]} {words} {day(given)}"


@lru_cache(maxsize=1_024)
def _said(name: str, value: str) -> str:
    """As part of an address; a page says the same many times."""
    return urlencode({name: value})


def _midnight(given: date) -> datetime:
    return datetime.combine(given, time(), tzinfo=UTC)
