"""What rows of a shape become: models or values, as a queryset would give them. What can be found out
beforehand is found out once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, cast

from django.db import connections
from django.db.models import Count, FloatField, JSONField, Model, QuerySet, prefetch_related_objects
from django.db.models.functions import Cast
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)

Fetched = Sequence[tuple[Any, ...]]
Reader = Callable[[Fetched], list[Any]]


def reader_of(queryset: QuerySet[Any, Any], compiler: Any) -> Reader:
    """Makes rows of this query, whose SQL that compiler has written, out of what the driver fetched.

    Raises TypeError: neither models nor lists of values are asked for.
    """
    kind, converted = cast(Any, queryset)._iterable_class, _conversion(compiler)
    if kind is ModelIterable:
        return _models(queryset, compiler, converted)
    if kind is ValuesListIterable:
        return lambda fetched: [tuple(row) for row in converted(fetched)]
    if kind is FlatValuesListIterable:
        return lambda fetched: [row[0] for row in converted(fetched)]
    raise TypeError(f"A shape gives models or lists of values, and no {kind.__name__}.")


def _conversion(compiler: Any) -> Callable[[Fetched], Fetched]:
    """What becomes of each column's values is the same each time; Django asks every column of every query."""
    asked = compiler.get_converters([one[0] for one in compiler.select[: compiler.col_count]])
    converters = {place: told for place, told in asked.items() if not _is_as_given(told[1])}
    if not converters:
        return lambda fetched: fetched
    using = compiler.using
    in_json = [place for place, told in converters.items() if _is_json(*told)]
    others = [(place, *told) for place, told in converters.items() if place not in in_json]

    def converted(fetched: Fetched) -> Fetched:
        connection, rows = connections[using], list(map(list, fetched))
        for place in in_json:
            # Read at once: to read each by itself takes longer than what stands in it.
            texts = [row[place] or "null" for row in rows]
            for row, told in zip(rows, json.loads(f"[{','.join(texts)}]"), strict=True):
                row[place] = told
        for place, functions, expression in others:
            for row in rows:
                for function in functions:
                    row[place] = function(row[place], expression, connection)
        return cast(Fetched, rows)

    return converted


def _is_as_given(expression: Any) -> bool:
    """Whether the driver gives what it says as it is: a count as a whole number, what is cast as a float."""
    if isinstance(expression, Cast):
        return type(expression.output_field) is FloatField
    return isinstance(expression, Count)


def _is_json(functions: Sequence[Any], expression: Any) -> bool:
    """Whether the column is plain JSON, of which the driver gives the words."""
    field = expression.output_field
    return type(field) is JSONField and field.decoder is None and list(functions) == [field.from_db_value]


def _models(queryset: QuerySet[Any, Any], compiler: Any, converted: Callable[[Fetched], Fetched]) -> Reader:
    """As Django's own ModelIterable, which finds all of this out with each query."""
    using, model, fields = compiler.using, compiler.klass_info["model"], compiler.klass_info["select_fields"]
    first, end = fields[0], fields[-1] + 1
    names = [one[0].target.attname for one in compiler.select[first:end]]
    # Its stubs are of a later Django.
    related = cast(Any, get_related_populators)(compiler.klass_info, compiler.select, using)
    annotated = tuple(compiler.annotation_col_map.items())
    prefetched = cast(Any, queryset)._prefetch_related_lookups

    def read(fetched: Fetched) -> list[Model]:
        found = []
        for row in converted(fetched):
            one = model.from_db(using, names, row[first:end])
            for populator in related:
                populator.populate(row, one)
            for name, place in annotated:
                setattr(one, name, row[place])
            found.append(one)
        if prefetched and found:
            prefetch_related_objects(found, *prefetched)
        return found

    return read
