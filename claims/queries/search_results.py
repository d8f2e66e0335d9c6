"""A page of what a search finds: results of one kind, how many of the others, and how to narrow them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateTimeField, F, QuerySet, Value

from claims.queries import search_articles, search_claims, search_speakers, search_statements
from claims.queries.keys import Key, Turn
from claims.queries.search_fitting import are_rare, has_rare
from claims.queries.search_given import Given
from claims.queries.search_newest import (
    COUNTED,
    FIRST,
    GLANCED,
    PAGE,
    Newest,
    Order,
    Seen,
    everything,
    newest,
)
from claims.queries.search_words import AWAITED, FOLDED, vector_terms
from claims.queries.shapes import Shape
from claimtrack.roles import READER, Visitor, is_editor
from sources.models.article import SEARCH_CONFIG


@dataclass(frozen=True, slots=True)
class Sort:
    """A kind of results. filters: those that make sense for it; indexes: of the words it is found by.

    seen: which of its rows readers see; None where `found` asks already.
    """

    name: str
    one: str
    orders: tuple[Order, ...]
    filters: tuple[str, ...]
    clocks: tuple[str, ...]
    found: Callable[[Given, Visitor], QuerySet[Any]]
    indexes: tuple[str, ...] = ()
    seen: Seen | None = None

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
            ("claim_by_words",),
        ),
        Sort(
            "statements",
            "statement",
            search_statements.ORDERS,
            ("stance", "figures", "speaker", "topic", "outlet"),
            _CLOCKS,
            search_statements.statements_found,
            ("statement_by_words",),
            search_statements.statements_seen,
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
            seen=search_articles.articles_seen,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Number:
    """How many there are; more: there are more than that."""

    value: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """A page of one kind. rows: as its kind makes them; total: of all pages; newer, older: keys of pages."""

    rows: tuple[Any, ...]
    total: Number
    newer: str
    older: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One search of one kind by one visitor, in one order."""

    sort: Sort
    given: Given
    visitor: Visitor
    order: Order

    def keys(self, *, most: int, turn: Turn = FIRST, without: str = "") -> Newest:
        """The first keys of what fits, from a place on; see `newest`."""
        given = self.given.without(without) if without else self.given
        simple = turn == FIRST and not is_editor(self.visitor)
        return newest(
            lambda: self.sort.found(given, self.visitor),
            self.order,
            most=most,
            seen=self.sort.seen if self.sort.seen and not is_editor(self.visitor) else everything,
            turn=turn,
            first=at_once(self.sort, self.order, given, most) if simple else None,
            few=any(has_rare(given.sought, index=index) for index in self.sort.indexes),
        )

    def page(self, first: Newest, turn: Turn, *, today: date) -> Results:
        """The page in `turn`. first: the newest keys of all, as far as they are counted."""
        there = first if turn == FIRST else self.keys(most=PAGE + 1, turn=turn)
        keys = list(there.keys[:PAGE])
        if turn.before:
            keys.reverse()
        newer, older = _edges(keys, there, turn)
        return Results(
            rows=self.rows([key.pk for key in keys], today),
            total=Number(min(len(first.keys), COUNTED), len(first.keys) > COUNTED or first.on is not None),
            newer=str(newer or ""),
            older=str(older or ""),
        )

    def rows(self, pks: Sequence[int], today: date) -> tuple[Any, ...]:
        """What a list says of these, in their order; each has its `pk`."""
        if not pks:
            return ()
        sought, visitor = self.given.sought, self.visitor
        if self.sort.name == "claims":
            return search_claims.rows_of_claims(pks, visitor, sought=sought, today=today)
        if self.sort.name == "statements":
            return search_statements.rows_of_statements(pks, visitor, sought=sought)
        if self.sort.name == "speakers":
            return search_speakers.rows_of_speakers(pks, visitor, sought=sought)
        return search_articles.rows_of_articles(pks, visitor, sought=sought)


_SHAPES: dict[tuple[str, str, int], Shape[tuple[Any, int]]] = {}


def at_once(sort: Sort, order: Order, given: Given, most: int) -> list[Key] | None:
    """The first keys of a search for rare words alone, as readers search most, by SQL that is written once.

    None where it asks for something else. One query.
    """
    rare = given.sought and all(are_rare(given.sought, index=index) for index in sort.indexes)
    if not sort.indexes or not rare or given.narrowed:
        return None
    known = _SHAPES.setdefault((sort.name, order.name, most), Shape(lambda: _awaiting(sort, order, most)))
    rows = known.rows(
        **{config: vector_terms(given.sought, config=config) for config in (FOLDED, SEARCH_CONFIG)}
    )
    return [Key(*row) for row in rows]


def _awaiting(sort: Sort, order: Order, most: int) -> QuerySet[Any]:
    rows = order.of(sort.found(Given(AWAITED), READER), FIRST, few=True)[: most + 1]
    moment = F(order.column) if order.column else Value(None, output_field=DateTimeField())
    keys: QuerySet[Any] = rows.annotate(moment=moment).values_list("moment", "pk")
    return keys


def _edges(keys: Sequence[Key], there: Newest, turn: Turn) -> tuple[Key | None, Key | None]:
    """Where the newer and the older page begin, None where there is none; keys: those shown, newest first."""
    on = there.on if len(there.keys) <= PAGE else None
    if turn.before:
        return on or (keys[0] if keys and len(there.keys) > PAGE else None), keys[-1] if keys else turn.before
    newer = (keys[0] if keys else turn.after) if turn.after else None
    return newer, on or (keys[-1] if keys and len(there.keys) > PAGE else None)


def glance(sort: Sort, given: Given, visitor: Visitor) -> Number:
    """How many of a kind there are, counted no further than for a tab. Two queries at most."""
    asked = Asked(sort, given, visitor, sort.orders[0])
    found = asked.keys(most=GLANCED + 1)
    return Number(min(len(found.keys), GLANCED), len(found.keys) > GLANCED or found.on is not None)
