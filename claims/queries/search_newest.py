"""The newest rows of a search, a page at a time by key, bounded however many rows there are."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Greatest

from claims.queries.keys import Key, Turn

#: Rows on a page; rows counted; rows looked at for the numbers beside filters; rows counted for a tab.
PAGE, COUNTED, SAMPLED, GLANCED = 20, 100, 100, 20
#: Rows that fit and of which most may be hidden: so many are looked at for one page at most.
LOOKED_AT = 20_000

#: The first page.
FIRST = Turn()
#: Which of these rows the visitor may see.
Seen = Callable[[Sequence[int]], Collection[int]]


@dataclass(frozen=True, slots=True)
class Order:
    """By which clock a list stands, the latest first. column: "" for the order of recording."""

    name: str
    words: str
    column: str

    def of(self, rows: QuerySet[Any], turn: Turn, *, few: bool = False) -> QuerySet[Any]:
        """The rows of a page and what follows it, from the key on; pages before a key run backwards.

        few: they are found before they are ordered, not met one by one along an index of the order.
        """
        moment: Any = F(self.column or "pk")
        first = Greatest(moment, moment) if few else moment
        by = [first.desc(nulls_last=True)] if self.column or few else []
        by.append(F("pk").desc())
        rows = rows.filter(self._beyond(turn)).order_by(*by)
        return rows.reverse() if turn.before else rows

    def keys(self, rows: QuerySet[Any]) -> list[Key]:
        """Where each of the rows stands."""
        if self.column:
            return [Key(moment, pk) for moment, pk in rows.values_list(self.column, "pk")]
        return [Key(None, pk) for pk in rows.values_list("pk", flat=True)]

    def _beyond(self, turn: Turn) -> Q:
        key = turn.after or turn.before
        if key is None:
            return Q()
        if self.column:
            return turn.condition(self.column)
        return Q(pk__lt=key.pk) if turn.after else Q(pk__gt=key.pk)


@dataclass(frozen=True, slots=True)
class Newest:
    """The first rows of a list from a place on. on: where to go on when it was given up early, None else.

    more: there may be more, though not as many were found as were asked for.
    """

    keys: tuple[Key, ...]
    on: Key | None = None
    more: bool = False

    @property
    def pks(self) -> list[int]:
        """Their keys alone."""
        return [key.pk for key in self.keys]


def everything(pks: Sequence[int]) -> Collection[int]:
    """For rows that were narrowed to what the visitor sees before."""
    return pks


def newest(
    rows: Callable[[], QuerySet[Any]],
    order: Order,
    *,
    most: int,
    seen: Seen = everything,
    turn: Turn = FIRST,
) -> Newest:
    """The first `most` of the rows that are seen, in the order of reading from the place in `turn`.

    One query, and one to see which are seen; more only where many are not.
    """
    found: list[Key] = []
    size, looked = most + 1, 0
    while not (all_of_them := rows()).query.is_empty():
        keys = order.keys(order.of(all_of_them, turn)[:size])
        visible = set(seen([key.pk for key in keys]) if keys else ())
        found += [key for key in keys if key.pk in visible]
        looked += len(keys)
        if len(found) >= most or len(keys) < size:
            return Newest(tuple(found[:most]))
        if looked >= LOOKED_AT:
            return Newest(tuple(found), on=keys[-1])
        turn = Turn(before=keys[-1]) if turn.before else Turn(after=keys[-1])
        size = min(size * 4, LOOKED_AT)
    return Newest(tuple(found))
