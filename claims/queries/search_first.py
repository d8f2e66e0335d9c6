"""The first rows of a search for words alone, as readers search most, by SQL that is written once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.db.models import DateTimeField, F, QuerySet, Value

from claims.queries.keys import Key, Turn
from claims.queries.search_fitting import Way, ways
from claims.queries.search_newest import COUNTED, PAGE, Newest, Order
from claims.queries.search_words import Sought, vector_terms
from claims.queries.shapes import Fenced, Given, MomentSlot, Slot
from claims.queries.shapes_joined import Question, ask
from claimtrack.roles import Visitor, is_editor
from sources.models.article import SEARCH_CONFIG

#: Rows that are looked up at once; far more than a way by an index is taken for.
LOOKED_UP = 1_000_000
#: The rows, with their column `fits`, that a way leads to and the visitor sees.
Met = Callable[[Way, Visitor], QuerySet[Any]]

#: Moment, key, and that it fits; in which column the key stands.
Row = tuple[datetime | None, int, bool]
KEY = 1

_SHAPES: dict[tuple[Any, ...], Fenced[Row]] = {}


class FirstKeys:
    """At most so many keys in the order of reading from the turn on: a question, and what its answer says.

    index: of words, by which it is known how common they are; held: its rows hold their words as it has them;
    read: how many are found by reading at most. Where words are common, `enough` are enough, if it would take
    long to find as many as are asked for; where one is, it need not be the newest.
    """

    def __init__(
        self,
        met: Met,
        order: Order,
        sought: Sought,
        visitor: Visitor,
        *,
        index: str,
        most: int,
        turn: Turn,
        held: bool = False,
        read: int = COUNTED,
        enough: int = PAGE + 1,
    ) -> None:
        self._enough, self._most, self._read = min(enough, most), most, read
        self._way = partial(_question, met, order, sought, visitor, turn)
        any_row = self._enough == 1 < most
        self._ways = list(ways(sought, index=index, held=held, any_row=any_row))

    @property
    def question(self) -> Question:
        """The first way to them."""
        return self._way(self._ways[0], self._limit(self._ways[0]))

    def found(self, rows: Sequence[Row]) -> Newest:
        """rows: the answer. At most two more queries, where it led to too few."""
        for place, way in enumerate(self._ways):
            if place:
                (rows,) = ask(self._way(way, self._limit(way)))
            keys = tuple(Key(moment, pk) for moment, pk, _ in rows)
            if way.rough and len(keys) >= self._enough:
                return Newest(keys, more=len(keys) < self._most)
        return Newest(keys)

    def _limit(self, way: Way) -> int:
        return max(self._enough, min(self._read + 1, self._most)) if way.newest else self._most


def _question(
    met: Met, order: Order, sought: Sought, visitor: Visitor, turn: Turn, way: Way, most: int
) -> Question:
    return Question(_shape(met, order, visitor, way, turn, most), _values(sought, way, turn))


def _shape(met: Met, order: Order, visitor: Visitor, way: Way, turn: Turn, most: int) -> Fenced[Row]:
    place = turn.after or turn.before
    told = (bool(turn.after), bool(turn.before), bool(place and place.moment))
    name = (met, order.name, is_editor(visitor), way.shape, told, most)
    if name not in _SHAPES:
        awaited = _awaited(turn)
        make = partial(_rows, met, order, visitor, way, awaited)
        _SHAPES[name] = Fenced(make, most=most)
    return _SHAPES[name]


def _awaited(turn: Turn) -> Turn:
    """The same turn, whose key is given when it is asked for."""
    place = turn.after or turn.before
    if place is None:
        return turn
    moment: Any = MomentSlot("moment") if place.moment else None
    pk: Any = Slot("pk")
    return Turn(after=Key(moment, pk)) if turn.after else Turn(before=Key(moment, pk))


def _rows(met: Met, order: Order, visitor: Visitor, way: Way, turn: Turn) -> QuerySet[Any, Row]:
    rows = met(way, visitor)
    # Where any row will do, it is not waited for all of them to be put in order.
    rows = rows.order_by() if way.any_row else order.of(rows, turn, few=not way.newest)
    moment = F(order.column) if order.column else Value(None, output_field=DateTimeField())
    told: QuerySet[Any, Any] = rows.annotate(moment=moment).values_list("moment", "pk", "fits")
    return told[: way.newest or LOOKED_UP]


def _values(sought: Sought, way: Way, turn: Turn) -> dict[str, Given]:
    place = turn.after or turn.before
    values = dict(way.values) | {"folded": vector_terms(sought.words, config=SEARCH_CONFIG)}
    if place is None:
        return values
    moment = place.moment or datetime.min.replace(tzinfo=UTC)
    return values | {"moment": moment, "pk": place.pk}
