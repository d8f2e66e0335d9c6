"""A page of what a search finds: results of one kind, how many of the others, and how to narrow them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

from django.db.models import QuerySet

from claims.queries import (
    search_articles,
    search_claims,
    search_said,
    search_speakers,
    search_statements,
)
from claims.queries.keys import Key, Turn
from claims.queries.search_first import FirstKeys, Met
from claims.queries.search_given import Given
from claims.queries.search_newest import (
    COUNTED,
    FIRST,
    PAGE,
    SAMPLED,
    Newest,
    Order,
    Seen,
    everything,
    newest,
)
from claims.queries.shapes_joined import Keys, Question, ask
from claimtrack.roles import Visitor, is_editor


@dataclass(frozen=True, slots=True)
class Sort:
    """A kind of results. filters: those that make sense for it.

    found: its rows that fit a search; seen: which of them readers see; None where `found` asks already.
    met: its rows where a search has words alone, of which the visitor sees those that fit; index: by which it
    is known how common they are; held: its rows hold their words as it has them. sampled: rows looked at for
    the numbers beside filters, and found by reading.
    """

    name: str
    one: str
    orders: tuple[Order, ...]
    filters: tuple[str, ...]
    clocks: tuple[str, ...]
    found: Callable[[Given, Visitor], QuerySet[Any]]
    seen: Seen | None = None
    met: Met | None = None
    index: str = ""
    held: bool = False
    sampled: int = SAMPLED

    def order(self, name: str) -> Order:
        """The order of that name, or the usual one."""
        return next((order for order in self.orders if order.name == name), self.orders[0])


_CLOCKS = ("said", "event", "published", "recorded")
SORTS: Mapping[str, Sort] = {
    sort.name: sort
    for sort in (
        Sort(
            "claims",
            "claim",
            search_claims.ORDERS,
            ("state", "stance", "figures", "speaker", "topic", "outlet"),
            _CLOCKS,
            search_claims.claims_found,
            met=search_claims.claims_met,
            index="claim_by_words",
        ),
        Sort(
            "statements",
            "statement",
            search_statements.ORDERS,
            ("stance", "figures", "speaker", "topic", "outlet"),
            _CLOCKS,
            search_statements.statements_found,
            search_statements.statements_seen,
            search_statements.statements_met,
            "statement_by_words",
        ),
        Sort(
            "speakers",
            "speaker",
            search_speakers.ORDERS,
            ("sort_of",),
            (),
            search_speakers.speakers_found,
            seen=search_speakers.speakers_seen,
        ),
        Sort(
            "articles",
            "article",
            search_articles.ORDERS,
            ("speaker", "topic", "outlet"),
            ("published", "recorded"),
            search_articles.articles_found,
            search_articles.articles_seen,
            search_articles.articles_met,
            search_articles.INDEX,
            held=True,
            sampled=search_articles.SAMPLED,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Number:
    """How many there are; more: there are more than that."""

    value: int
    more: bool = False


@dataclass(frozen=True)
class Results:
    """A page of one kind. total: of all pages; newer, older: keys of pages."""

    made: Callable[[], tuple[Any, ...]]
    total: Number
    newer: str
    older: str

    @cached_property
    def rows(self) -> tuple[Any, ...]:
        """As their kind makes them, when they are needed."""
        return self.made()


@dataclass(frozen=True, slots=True)
class Asked:
    """One search of one kind by one visitor, in one order. told: of the first page, what was asked before."""

    sort: Sort
    given: Given
    visitor: Visitor
    order: Order
    told: Sequence[Any] = ()

    def keys(self, *, most: int, turn: Turn = FIRST, without: str = "", enough: int = PAGE + 1) -> Newest:
        """The first keys of what fits, from a place on; see `newest`, and `FirstKeys` for enough."""
        given = self.given.without(without) if without else self.given
        sort = self.sort
        if first := self.by_words_alone(given, most=most, turn=turn, enough=enough):
            return first.found(*ask(first.question))
        return newest(
            lambda: sort.found(given, self.visitor),
            self.order,
            most=most,
            seen=sort.seen if sort.seen and not is_editor(self.visitor) else everything,
            turn=turn,
        )

    def by_words_alone(
        self, given: Given, *, most: int, turn: Turn = FIRST, enough: int = PAGE + 1
    ) -> FirstKeys | None:
        """The same where nothing but words narrows it, and the kind is found by words."""
        sort = self.sort
        if not sort.met or not given.sought or given.narrowed:
            return None
        return FirstKeys(
            sort.met,
            self.order,
            given.sought,
            self.visitor,
            index=sort.index,
            most=most,
            turn=turn,
            held=sort.held,
            read=sort.sampled,
            enough=enough,
        )

    def page(self, first: Newest, turn: Turn, *, today: date) -> Results:
        """The page in `turn`. first: the newest keys of all, as far as they are counted."""
        there = first if turn == FIRST else self.keys(most=PAGE + 1, turn=turn)
        keys = list(there.keys[:PAGE])
        if turn.before:
            keys.reverse()
        newer, older = _edges(keys, there, turn)
        rows = self._rows_later([key.pk for key in keys], today, self.told if there is first else ())
        if self.sort.name == "statements" and there is first:
            rows = partial(tuple, search_said.with_echoes(rows(), first.pks))
        return Results(
            made=rows,
            total=counted(first, COUNTED),
            newer=str(newer or ""),
            older=str(older or ""),
        )

    def rows(self, pks: Sequence[int], today: date) -> tuple[Any, ...]:
        """What a list says of these, in their order; each has its `pk`."""
        return self._rows_later(pks, today)()

    def told_of(self, keys: Keys) -> tuple[Question, ...]:
        """What is asked for what a list says of these, where it can be asked before they are known."""
        if self.sort.name != "articles":
            return ()
        return search_articles.told_of(keys, self.visitor, sought=self.given.sought)

    def _rows_later(
        self, pks: Sequence[int], today: date, told: Sequence[Any] = ()
    ) -> Callable[[], tuple[Any, ...]]:
        """The same: what it takes is asked now. told: what was asked before."""
        sought, visitor = self.given.sought, self.visitor
        if not pks:
            return tuple
        if self.sort.name == "articles":
            answer = told or ask(*self.told_of(list(pks)))
            return partial(search_articles.rows_of_articles, pks, visitor, sought=sought, answer=answer)
        if self.sort.name == "claims":
            return partial(tuple, search_claims.rows_of_claims(pks, visitor, sought=sought, today=today))
        if self.sort.name == "statements":
            return partial(tuple, search_said.rows_of_statements(pks, visitor, sought=sought))
        return partial(tuple, search_speakers.rows_of_speakers(pks, visitor, sought=sought))


def _edges(keys: Sequence[Key], there: Newest, turn: Turn) -> tuple[Key | None, Key | None]:
    """Where the newer and the older page begin, None where there is none; keys: those shown, newest first."""
    on = there.on if len(there.keys) <= PAGE else None
    if turn.before:
        return on or (keys[0] if keys and len(there.keys) > PAGE else None), keys[-1] if keys else turn.before
    newer = (keys[0] if keys else turn.after) if turn.after else None
    return newer, on or (keys[-1] if keys and len(there.keys) > PAGE else None)


def counted(found: Newest, most: int) -> Number:
    """How many were found, counted no further than that."""
    return at_least(len(found.keys), most, more=found.more or found.on is not None)


def at_least(number: int, most: int, *, more: bool) -> Number:
    """So many, and maybe more; told no further than `most`, and then in tens."""
    if number > most or not more:
        return Number(min(number, most), number > most)
    return Number(number - number % 10 or number, more=True)
