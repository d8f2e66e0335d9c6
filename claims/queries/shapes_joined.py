"""Several prepared questions as one: each question costs a round to the server, whatever it asks."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, cast

from claims.queries.ahead import Ahead
from claims.queries.shape_rows import Fetched, Reader
from claims.queries.shapes import Given, Prepared, Slot, Written


@dataclass(frozen=True, slots=True)
class Found:
    """Stands for keys that are not known yet: the first so many that the first question finds, and where."""

    column: int
    most: int


Keys = list[int] | Found


@dataclass(frozen=True, slots=True)
class Question:
    """A prepared question with its values, to be asked beside others."""

    shape: Prepared[Any]
    values: Mapping[str, Given | Found]


def ask(*questions: Question) -> list[list[Any]]:
    """The rows of each, in their order. One query."""
    if len(questions) == 1:
        return [questions[0].shape.rows(**cast(Mapping[str, Given], questions[0].values))]
    return _joined(tuple(map(_part, questions))).rows(**_values(questions))


def ask_ahead(*questions: Question) -> Ahead[list[Any]]:
    """Likewise, ahead of where they are read."""
    return _joined(tuple(map(_part, questions))).ahead(**_values(questions))


#: A shape, and what its slots by these names stand for.
_Part = tuple[Prepared[Any], tuple[tuple[str, Found], ...]]


class Joined(Prepared[list[Any]]):
    """The rows of one question after the other, each as the question would give them itself.

    In the SQL they stand below each other; a column holds values of one type, of whichever question.
    """

    def __init__(self, parts: Sequence[_Part]) -> None:
        super().__init__(parts[0][0]._make)
        self._parts = parts

    @cached_property
    def _written(self) -> Written:
        columns = list[str]()
        places = [_places(columns, shape.column_types()) for shape, _ in self._parts]
        written = [shape._written for shape, _ in self._parts]
        asked = [
            _filled(sql, params, number, dict(found))
            for number, ((_, _, sql, params), (_, found)) in enumerate(zip(written, self._parts, strict=True))
        ]
        whole = _together([sql for sql, _ in asked], places, columns)
        reader = _reader([read for read, _, _, _ in written], places)
        return reader, written[0][1], whole, tuple(one for _, params in asked for one in params)


@lru_cache(maxsize=512)
def _joined(parts: tuple[_Part, ...]) -> Joined:
    return Joined(parts)


def _part(question: Question) -> _Part:
    found = ((name, value) for name, value in question.values.items() if isinstance(value, Found))
    return question.shape, tuple(found)


def _filled(
    sql: str, params: Sequence[Any], number: int, found: Mapping[str, Found]
) -> tuple[str, Sequence[Any]]:
    """A question with what the first one finds, and the values for its other places: slots under names that
    no other question has."""
    given, left = iter(params), list[Any]()

    def fill(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return place[0]
        one = next(given)
        keys = found.get(one.name) if isinstance(one, Slot) else None
        if keys:
            return f"ARRAY(SELECT v{keys.column} FROM question0 LIMIT {keys.most})"  # noqa: S608 - numbers of ours
        left.append(_own(number, one))
        return place[0]

    return re.sub("%%|%s", fill, sql), left


def _together(asked: Sequence[str], places: Sequence[Sequence[int]], columns: Sequence[str]) -> str:
    """The questions below each other, each with its number before its columns; the first is answered once."""
    first = ", ".join(f"v{place}" for place in range(len(places[0])))
    sources = ["question0 asked", *(f"({sql}) asked" for sql in asked[1:])]
    selects = (
        _select(number, source, taken, columns)
        for number, (source, taken) in enumerate(zip(sources, places, strict=True))
    )
    return f"WITH question0 ({first}) AS MATERIALIZED ({asked[0]}) {' UNION ALL '.join(selects)}"


def _places(columns: list[str], types: Sequence[str]) -> list[int]:
    """In which columns values of these types stand; those that are missing are added."""
    places = list[int]()
    for one in types:
        free = (place for place, known in enumerate(columns) if known == one and place not in places)
        place = next(free, len(columns))
        columns += [one] * (place == len(columns))
        places.append(place)
    return places


def _select(number: int, source: str, places: Sequence[int], columns: Sequence[str]) -> str:
    told = ", ".join(
        f"v{places.index(place)}" if place in places else f"NULL::{one}" for place, one in enumerate(columns)
    )
    values = ", ".join(f"v{place}" for place in range(len(places)))
    # Names and numbers of ours around Django's own words.
    return f"SELECT {number}, {told} FROM {source} ({values})"  # noqa: S608


def _reader(readers: Sequence[Reader], places: Sequence[Sequence[int]]) -> Reader:
    def read(fetched: Fetched) -> list[Any]:
        rows: list[list[tuple[Any, ...]]] = [[] for _ in readers]
        for number, *values in fetched:
            rows[number].append(tuple([values[place] for place in places[number]]))
        return [of_one(own) for of_one, own in zip(readers, rows, strict=True)]

    return read


def _values(questions: Sequence[Question]) -> dict[str, Given]:
    return {
        _name(number, name): value
        for number, one in enumerate(questions)
        for name, value in one.values.items()
        if not isinstance(value, Found)
    }


def _own(number: int, one: Any) -> Any:
    """The same slot, under a name that no other question has."""
    if not isinstance(one, Slot):
        return one
    own = copy(one)
    own.name = _name(number, one.name)
    return own


def _name(number: int, name: str) -> str:
    return f"of{number}_{name}"
