"""Several prepared questions as one: each question costs a round to the server, whatever it asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from claims.queries.ahead import Ahead
from claims.queries.shape_rows import Fetched, Reader
from claims.queries.shapes import Given, Prepared, Slot, Written


@dataclass(frozen=True, slots=True)
class Question:
    """A prepared question with its values, to be asked beside others."""

    shape: Prepared[Any]
    values: Mapping[str, Given]


def ask(*questions: Question) -> list[list[Any]]:
    """The rows of each, in their order. One query."""
    return _joined(tuple(one.shape for one in questions)).rows(**_values(questions))


def ask_ahead(*questions: Question) -> Ahead[list[Any]]:
    """Likewise, ahead of where they are read."""
    return _joined(tuple(one.shape for one in questions)).ahead(**_values(questions))


class Joined(Prepared[list[Any]]):
    """The rows of one question after the other, each as the question would give them itself.

    In the SQL they stand below each other; a column holds values of one type, of whichever question.
    """

    def __init__(self, shapes: Sequence[Prepared[Any]]) -> None:
        super().__init__(shapes[0]._make)
        self._shapes = shapes

    @cached_property
    def _written(self) -> Written:
        columns = list[str]()
        places = [_places(columns, shape.column_types()) for shape in self._shapes]
        written = [shape._written for shape in self._shapes]
        selects = (
            _select(number, sql, taken, columns)
            for number, ((_, _, sql, _), taken) in enumerate(zip(written, places, strict=True))
        )
        params = (_own(number, one) for number, (_, _, _, given) in enumerate(written) for one in given)
        reader = _reader([read for read, _, _, _ in written], places)
        return reader, written[0][1], " UNION ALL ".join(selects), tuple(params)


@cache
def _joined(shapes: tuple[Prepared[Any], ...]) -> Joined:
    return Joined(shapes)


def _places(columns: list[str], types: Sequence[str]) -> list[int]:
    """In which columns values of these types stand; those that are missing are added."""
    places = list[int]()
    for one in types:
        free = (place for place, known in enumerate(columns) if known == one and place not in places)
        place = next(free, len(columns))
        columns += [one] * (place == len(columns))
        places.append(place)
    return places


def _select(number: int, sql: str, places: Sequence[int], columns: Sequence[str]) -> str:
    """A question as rows of all the columns, after its number."""
    told = ", ".join(
        f"v{places.index(place)}" if place in places else f"NULL::{one}" for place, one in enumerate(columns)
    )
    values = ", ".join(f"v{place}" for place in range(len(places)))
    # Django's own words around numbers and names of ours.
    return f"SELECT {number}, {told} FROM ({sql}) question{number} ({values})"  # noqa: S608


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
