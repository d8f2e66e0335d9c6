"""The ways to any rows in which all words of a search stand, in turn: what is likely to do, before what finds
whatever there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from claims.models.word_indexes import SOME
from claims.queries.commonness import commonness
from claims.queries.search_fitting import (
    GLANCED_AT,
    NO_LETTERS,
    READ_FIRST,
    Way,
    are_known,
    at_most,
    expected,
    ways,
)
from claims.queries.search_newest import GLANCED
from claims.queries.search_words import MOST_WORDS, Sought
from claims.queries.shapes import Given

#: For how many words that are read in each row there is a question: it is planned for each of these.
_READ = (0, 1, 2, 4, MOST_WORDS)
#: Rows of an index from which on it takes longer to look up two common words than to read some more rows.
MANY_ROWS = 500_000
#: So many are read where there are fewer.
READ_SOME = 2_000
#: Rows, several times as many as it takes for enough among some.
EXPECTED = 4 * SOME * (GLANCED + 1)
#: A pattern that fits every row.
_EVERY = ["%"]


class StepShape(NamedTuple):
    """Of a step: whether words are looked up, how many are read; the rest as `Way` and `Step` have it."""

    looked_up: bool
    read: int
    newest: int
    some: bool
    enough: int


class Step(NamedTuple):
    """One way to the rows. enough: where it leads to so many, those after it are not taken."""

    way: Way
    enough: int

    @property
    def shape(self) -> StepShape:
        """What the SQL depends on."""
        way = self.way
        read = next(number for number in _READ if number >= len(way.read))
        return StepShape(bool(way.looked_up), read, way.newest, way.some, self.enough)

    @property
    def values(self) -> Mapping[str, Given]:
        """Those for the slots of that shape."""
        read = {f"word{place}": _EVERY for place in range(self.shape.read)}
        letters = dict.fromkeys((f"letters{place}" for place in range(self.shape.read)), NO_LETTERS)
        return {**read, **letters, **self.way.of_fit}


def steps_to(sought: Sought, index: str) -> tuple[Step, ...]:
    """The ways to any rows, in turn. Where words are rare, the very words are looked up first: longer ones
    take several times as long.

    Of many rows, as many are read as ever are before common words are looked up: the more rows have them, the
    longer that takes. Of fewer, it takes no longer than to read some thousand of them, and tells more.

    Where there can be so many that there are more than are counted among some rows alone, these are looked
    up before: that takes a part of the time, and tells that there are more.
    """
    further = _further(sought, index)
    if at_most(sought, index=index) < EXPECTED:
        return further
    return Step(Way(sought.words, any_row=True, exactly=True, some=True), GLANCED + 1), *further


def likely(sought: Sought, index: str, steps: Sequence[Step]) -> int:
    """How many of the steps are asked first: a question takes the longer to begin the more it has."""
    if not are_known(sought, index=index):
        return len(steps)
    # Words that often stand together are many among some rows; others may not be.
    return 2 if steps[0].way.some and expected(sought, index=index) < EXPECTED else 1


def _further(sought: Sought, index: str) -> tuple[Step, ...]:
    first, *others = ways(sought, index=index, any_row=True)
    steps = [Step(way, 1) for way in others]
    if not first.newest:
        exactly = Way(sought.words, any_row=True, exactly=True)
        return Step(exactly, GLANCED + 1), Step(first, 1), *steps
    if commonness(index).rows > MANY_ROWS:
        return Step(replace(first, newest=READ_FIRST), 1), *steps
    if first.newest > GLANCED_AT:
        steps.insert(0, Step(replace(first, newest=READ_SOME), GLANCED + 1))
    return tuple(steps)
