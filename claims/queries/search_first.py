"""The first rows of a search for words alone, as readers search most, by SQL that is written once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from django.db.models import DateTimeField, F, QuerySet, Value

from claims.queries.commonness import commonness
from claims.queries.keys import Key, Turn
from claims.queries.search_fitting import Way, ways
from claims.queries.search_newest import COUNTED, PAGE, Order
from claims.queries.search_words import Sought, vector_terms
from claims.queries.shapes import Fenced, Given, MomentSlot, Slot
from claimtrack.roles import Visitor, is_editor
from sources.models.article import SEARCH_CONFIG

#: Rows that are looked up at once; far more than a way by an index is taken for.
LOOKED_UP = 1_000_000
#: The part of what is read of rows that take long to read that must make a full page likely. Where the index
#: has more rows, what is looked up to read them takes longer than to read them: all are read at once.
GLANCE, GLANCED = 4, 1_000_000
#: The rows, with their column `fits`, that a way leads to and the visitor sees.
Met = Callable[[Way, Visitor], QuerySet[Any]]

_SHAPES: dict[tuple[Any, ...], Fenced[tuple[datetime | None, int, bool]]] = {}


def first_keys(
    met: Met,
    order: Order,
    sought: Sought,
    visitor: Visitor,
    *,
    index: str,
    most: int,
    turn: Turn,
    share: int = 1,
    read: int = COUNTED,
    enough: int = PAGE + 1,
) -> tuple[list[Key], bool]:
    """At most so many keys in the order of reading from the turn on, and whether that is all there is.

    index: of words, by which it is known how common they are; share: how many times as long a row takes to
    read as one of that index; read: how many are found by reading at most. Where words are common, `enough`
    are enough, if it would take long to find as many as are asked for; where one is, it need not be the
    newest. At most four queries.
    """
    keys: list[Key] = []
    enough = min(enough, most)
    for way in ways(sought, index=index, any_row=enough == 1 < most):
        limit = max(enough, min(read + 1, most)) if way.newest else most
        values = _values(sought, way, turn)
        whole = limit > enough or commonness(index).rows > GLANCED
        for size in _sizes(way, share, whole=whole):
            rows = _shape(met, order, visitor, way, turn, limit, size).rows(**values)
            keys = [Key(moment, pk) for moment, pk, _ in rows]
            if way.rough and len(keys) >= enough:
                return keys, False
            if len(keys) * GLANCE < enough:
                break
    return keys, len(keys) < most


def _sizes(way: Way, share: int, *, whole: bool) -> tuple[int, ...]:
    """How many rows are read, and how many if not enough of those fit, but so many that all of them may.

    whole: all of them at once.
    """
    size = -(-way.newest // share)
    return (size,) if share == 1 or whole or not size else (-(-size // GLANCE), size)


def _shape(
    met: Met, order: Order, visitor: Visitor, way: Way, turn: Turn, most: int, read: int
) -> Fenced[tuple[datetime | None, int, bool]]:
    place = turn.after or turn.before
    told = (bool(turn.after), bool(turn.before), bool(place and place.moment))
    name = (met, order.name, is_editor(visitor), way.shape, told, most, read)
    if name not in _SHAPES:
        awaited = _awaited(turn)
        make = partial(_rows, met, order, visitor, way, awaited, read)
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


def _rows(
    met: Met, order: Order, visitor: Visitor, way: Way, turn: Turn, read: int
) -> QuerySet[Any, tuple[datetime | None, int, bool]]:
    rows = met(way, visitor)
    # Where any row will do, it is not waited for all of them to be put in order.
    rows = rows.order_by() if way.any_row else order.of(rows, turn, few=not way.newest)
    moment = F(order.column) if order.column else Value(None, output_field=DateTimeField())
    told: QuerySet[Any, Any] = rows.annotate(moment=moment).values_list("moment", "pk", "fits")
    return told[: read if way.newest else LOOKED_UP]


def _values(sought: Sought, way: Way, turn: Turn) -> dict[str, Given]:
    place = turn.after or turn.before
    values = dict(way.values) | {"folded": vector_terms(sought, config=SEARCH_CONFIG)}
    if place is None:
        return values
    moment = place.moment or datetime.min.replace(tzinfo=UTC)
    return values | {"moment": moment, "pk": place.pk}
