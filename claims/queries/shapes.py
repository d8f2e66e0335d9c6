"""Queries whose SQL is written once: Django may take longer to write one than the server to answer it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from itertools import count
from typing import Any, Generic, TypeVar, cast
from weakref import WeakKeyDictionary

from django.contrib.postgres.fields import ArrayField
from django.db import connections
from django.db.models import BigIntegerField, DateTimeField, Expression, Func, QuerySet, TextField
from django.db.models.functions import Cast

from claims.queries.ahead import Ahead
from claims.queries.shape_rows import Reader, reader_of

RowT = TypeVar("RowT")
#: What stands in a slot.
Given = int | str | datetime | list[int] | list[str]
#: SQL, and the values for its places.
Asked = tuple[str, tuple[Any, ...]]
#: What makes rows of what is fetched, the database's name here, its SQL, and the values for its places.
Written = tuple[Reader, str, str, tuple[Any, ...]]


#: Shapes that the server keeps prepared for a connection: of a search there are as many as there are numbers
#: of words and ways to find them, and each takes a third of a megabyte.
KEPT = 150
_TYPES = "SELECT result_types::text[] FROM pg_prepared_statements WHERE name = %s"
#: PostgreSQL's snapshot, for a question that tells it along; see `claimtrack.kept`.
SNAPSHOT = Cast(Func(function="pg_current_snapshot"), TextField())


class Slot(Expression):
    """Stands in a query for a whole number that is given each time the query is asked."""

    kind = "bigint"

    def __init__(self, name: str) -> None:
        super().__init__(output_field=BigIntegerField())
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """A place for a value, which holds itself until then."""
        return "%s", (self,)

    def given(self, value: Given) -> Given:
        """The value as the driver is given it."""
        return value


class TextSlot(Slot):
    """Stands for a text that is given each time."""

    kind = "text"

    def __init__(self, name: str) -> None:
        Expression.__init__(self, output_field=TextField())
        self.name = name


class TextSlots(Slot):
    """Stands for texts, as many as are given."""

    kind = "text[]"

    def __init__(self, name: str) -> None:
        Expression.__init__(self, output_field=ArrayField(TextField()))
        self.name = name


class MomentSlot(Slot):
    """Stands for a moment that is given each time."""

    kind = "timestamptz"

    def __init__(self, name: str) -> None:
        Expression.__init__(self, output_field=DateTimeField())
        self.name = name


#: How a list is written, and what a row is compared with instead: an index answers that, and an OR of such.
_LIST = "(SELECT UNNEST(%s::bigint[]))"
_IN, _ANY = f" IN {_LIST}", " = ANY(%s::bigint[])"


class Slots(Slot):
    """Stands for whole numbers, as many as are given: `filter(pk__in=Slots("keys"))`."""

    kind = "bigint[]"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """One place for all of them, so that the SQL is the same however many there are."""
        return _LIST, (self,)

    def given(self, value: Given) -> Given:
        """As the server writes them: the driver would look at each number by itself."""
        return f"{{{','.join(map(str, cast(list[int], value)))}}}"


class Shape(Generic[RowT]):
    """A query with slots: rows of a model or of values, as the queryset would give them.

    Its SQL is the same each time, so that no list whose length varies may stand in it but `Slots`.
    Ask it like this: `NAMED = Shape(lambda: Speaker.objects.filter(pk=Slot("pk")))`, `NAMED.rows(pk=12)`.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, RowT]]) -> None:
        self._make = make

    def rows(self, **values: Given) -> list[RowT]:
        """Ask it with a value for each slot. One query, and those for what it prefetches."""
        read, using, sql, params = self._written
        question = self._asked(values, params, sql, using)
        with connections[using].cursor() as cursor:
            cursor.execute(*question)
            return read(cursor.fetchall())

    def ahead(self, **values: Given) -> Ahead[RowT]:
        """Ask it now, and read the rows later. One query, and those for what it prefetches."""
        read, using, sql, params = self._written
        return Ahead(connections[using], self._asked(values, params, sql, using), read)

    def _asked(self, values: Mapping[str, Given], params: Sequence[Any], sql: str, using: str) -> Asked:
        """The words and values of one question."""
        return sql, tuple(one.given(values[one.name]) if isinstance(one, Slot) else one for one in params)

    @cached_property
    def _written(self) -> Written:
        """Made when it is first asked: models are not known before, nor is the server."""
        queryset = self._make()
        compiler = cast(Any, queryset.query).get_compiler(queryset.db)
        sql, params = compiler.as_sql()
        return reader_of(queryset, compiler), compiler.using, sql.replace(_IN, _ANY), tuple(params)


class Prepared(Shape[RowT]):
    """A shape that the server plans once a connection, too: for a question on many tables, about few rows.

    To plan what is told of many tables takes longer than to answer it. The plan is the same for all values,
    so it must be right for each; a new search path plans it anew.
    """

    _numbers = count(1)

    def __init__(self, make: Callable[[], QuerySet[Any, RowT]]) -> None:
        super().__init__(make)
        self.name = f"shape_{next(self._numbers)}"

    def _asked(self, values: Mapping[str, Given], params: Sequence[Any], sql: str, using: str) -> Asked:
        self._prepare(using, sql, params)
        given = tuple(one.given(values[one.name]) for one in params if isinstance(one, Slot))
        return f"EXECUTE {self.name}{_bracketed(['%s'] * len(given))}", given

    def _prepare(self, using: str, sql: str, params: Sequence[Any]) -> None:
        """Tell it to the server, once a connection; a slot is a place there, all other values are written."""
        wrapper = connections[using]
        wrapper.ensure_connection()
        raw = cast(Any, wrapper.connection)
        known = _KNOWN.setdefault(raw, {})
        known[self.name] = known.pop(self.name, False)
        if known[self.name]:
            return
        places = count(1)
        with wrapper.wrap_database_errors, raw.cursor() as cursor:
            if len(known) > KEPT:
                _forget(next(iter(known)), known, cursor)
            written = tuple(
                f"${next(places)}" if isinstance(one, Slot) else cursor.mogrify("%s", (one,)).decode()
                for one in params
            )
            types = [one.kind for one in params if isinstance(one, Slot)]
            cursor.execute(f"PREPARE {self.name}{_bracketed(types)} AS {sql % written}")
        known[self.name] = True

    def column_types(self) -> list[str]:
        """The type of each column, as the server names it."""
        _, using, sql, params = self._written
        self._prepare(using, sql, params)
        raw = cast(Any, connections[using].connection)
        with raw.cursor() as cursor:
            cursor.execute(_TYPES, (self.name,))
            (types,) = cursor.fetchone()
            # It may never be asked by itself.
            _forget(self.name, _KNOWN[raw], cursor)
        return cast(list[str], types)


def _bracketed(parts: Sequence[str]) -> str:
    """A question without slots has no brackets."""
    return f" ({', '.join(parts)})" if parts else ""


class Fenced(Prepared[RowT]):
    """The first so many rows of a query, which has a limit of its own, of which its column `fits` is true.

    What is told by that column is worked out for one row after the other, until there are enough: never for
    all, and never before they are in order.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, RowT]], *, most: int) -> None:
        super().__init__(make)
        self._most = most

    @cached_property
    def _written(self) -> Written:
        read, using, sql, params = super()._written
        # Django's own words around Django's own words.
        fitting = f"SELECT * FROM ({sql}) met WHERE met.fits LIMIT {self._most}"  # noqa: S608
        return read, using, fitting, params


def _forget(name: str, known: dict[str, bool], cursor: Any) -> None:
    if known.pop(name):
        cursor.execute(f"DEALLOCATE {name}")


#: Which prepared shapes the server knows of each connection, the last one that was asked at the end; false
#: while it is told of one.
_KNOWN: WeakKeyDictionary[Any, dict[str, bool]] = WeakKeyDictionary()
