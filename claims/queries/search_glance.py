"""How many claims, statements and speakers have the words of a search, for the tabs of other kinds: in one
question for all, each counted only a little way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Value

from claims.models import Claim, ClaimSummary, Speaker, StandingLink, StatementWords
from claims.models.word_indexes import in_some
from claims.queries.keys import Key
from claims.queries.search_fitting import Way, told
from claims.queries.search_led import LED, SLOTS, values_of
from claims.queries.search_newest import GLANCED, Newest
from claims.queries.search_steps import Step, StepShape, likely, steps_to
from claims.queries.search_words import Sought, Word
from claims.queries.shapes import Given, Prepared, Shape, Slot, Written
from claims.queries.shapes_joined import Question, ask
from claims.querysets import among, finds

_NO_WORD = Word((), ())
#: What the SQL of a question depends on: the steps of each kind.
_Shapes = tuple[tuple[str, tuple[StepShape, ...]], ...]
_Taken = Mapping[str, tuple[Step, ...]]


class Glance:
    """What readers would find of some kinds, of those in `KINDS`: a question, and what its answer says.

    Another query follows where known words stand together in few rows.
    """

    def __init__(self, kinds: Iterable[str], sought: Sought) -> None:
        self._sought = sought
        self._steps = {
            kind: steps_to(sought, KINDS[kind].index) if KINDS[kind].index else () for kind in kinds
        }
        self._cut = {
            kind: likely(sought, KINDS[kind].index, taken) if taken else 0
            for kind, taken in self._steps.items()
        }

    @property
    def question(self) -> Question:
        """Of one kind at least."""
        return _question(self._sought, self._first)

    def found(self, rows: Sequence[Sequence[Sequence[int]]]) -> Mapping[str, Newest]:
        """By kind. rows: the answer."""
        found = _found(self._first, rows)
        further = {
            kind: taken[cut:]
            for kind, taken in self._steps.items()
            if len(taken) > (cut := self._cut[kind]) and len(found[kind].keys) < taken[cut - 1].enough
        }
        if not further:
            return found
        (more,) = ask(_question(self._sought, further))
        return {**found, **_found(further, more)}

    @property
    def _first(self) -> _Taken:
        return {kind: taken[: self._cut[kind]] for kind, taken in self._steps.items()}


def _question(sought: Sought, steps: _Taken) -> Question:
    """Where these steps lead."""
    values: dict[str, Given] = dict(values_of(sought)) if "speakers" in steps else {}
    for kind, taken in steps.items():
        for place, step in enumerate(taken):
            values |= {f"{kind}{place}_{name}": value for name, value in step.values.items()}
    shapes = tuple((kind, tuple(step.shape for step in taken)) for kind, taken in steps.items())
    if shapes not in _QUESTIONS:
        _QUESTIONS[shapes] = _Together(shapes)
    return Question(_QUESTIONS[shapes], values)


def _found(steps: _Taken, rows: Sequence[Sequence[Sequence[int]]]) -> Mapping[str, Newest]:
    found = iter(rows[0])
    return {kind: _outcome(taken, found) for kind, taken in steps.items()}


def _outcome(steps: Sequence[Step], found: Iterator[Sequence[int]]) -> Newest:
    """Of the last step that was taken. found: what each led to; of a kind without steps, what there is."""
    if not steps:
        return Newest(_keys(next(found)))
    led = [(step, next(found)) for step in steps]
    step, pks = next((one for one in led if len(one[1]) >= one[0].enough), led[-1])
    return Newest(_keys(pks), more=step.way.rough and len(pks) <= GLANCED)


def _keys(pks: Sequence[int]) -> tuple[Key, ...]:
    return tuple(Key(None, pk) for pk in pks)


@dataclass(frozen=True, slots=True)
class _Kind:
    """rows: those that readers see, by a way; index: by which it is known how common words are."""

    rows: Callable[[Way], Any]
    index: str = ""


def _claims(way: Way) -> Any:
    listed = finds(ClaimSummary.objects.filter(claim=OuterRef("pk")), "claim")
    return _fitting(Claim.objects.visible().order_by(), way, listed)


def _statements(way: Way) -> Any:
    """Words are kept of what a person recorded, and what stands was confirmed."""
    stands = StandingLink.objects.visible().filter(statement=OuterRef("statement"))
    return _fitting(StatementWords.objects.order_by(), way, finds(stands, "target"))


def _fitting(rows: QuerySet[Any], way: Way, seen: Q) -> Any:
    words = way.fit("search_key", bounded=True)
    rows = rows.filter(in_some()) if way.some else rows
    if not way.newest:
        return rows.filter(words).annotate(fits=told(seen)).values_list("pk", "fits")
    newest = rows.annotate(fits=told(words & seen)).order_by("-pk")
    return newest.values_list("pk", "fits")[: way.newest]


class _Led(Slot):
    """The keys that stand in the SQL as `led`."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """No place: they are not given."""
        return "ARRAY(SELECT key FROM led)", ()


def _speakers(way: Way) -> Any:
    rows = Speaker.objects.visible().filter(among("id", _Led("led"))).order_by()
    return rows.annotate(fits=Value(True)).values_list("pk", "fits")


KINDS: Mapping[str, _Kind] = {
    "claims": _Kind(_claims, "claim_by_words"),
    "statements": _Kind(_statements, "statement_by_words"),
    "speakers": _Kind(_speakers),
}


class _Together(Prepared[Sequence[Sequence[int]]]):
    """The keys that each step of each kind leads to, one after the other, in one row."""

    def __init__(self, shapes: _Shapes) -> None:
        self._parts = [part for kind, steps in shapes for part in _parts(kind, steps)]
        super().__init__(self._parts[0].make)

    @cached_property
    def _written(self) -> Written:
        expressions, params = list[str](), list[Any]()
        if any(part.kind == "speakers" for part in self._parts):
            expressions.append(LED)
            params += SLOTS
        for part in self._parts:
            _, _, sql, given = Shape(part.make)._written
            expressions.append(part.expression(sql))
            params += (part.slot(one) for one in given)
        told, using = ", ".join(f"{part.name}.found" for part in self._parts), super()._written[1]
        parts = ", ".join(part.name for part in self._parts)
        # Django's own words around numbers and names of ours.
        return list, using, f"WITH {', '.join(expressions)} SELECT {told} FROM {parts}", tuple(params)  # noqa: S608


@dataclass(frozen=True, slots=True)
class _Part:
    """One step of a kind, as a part of the question. before: how many are enough of each step before it."""

    kind: str
    way: Way
    before: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """Of the expression."""
        return f"{self.kind}{len(self.before)}"

    def make(self) -> Any:
        """The rows to which it leads, with their column `fits`."""
        return KINDS[self.kind].rows(self.way)

    def expression(self, sql: str) -> str:
        """The first that fit; none, and nothing looked at, where a step before led to enough."""
        # Django's own words around numbers and names of ours.
        few = "".join(
            f" AND (SELECT cardinality(found) < {enough} FROM {self.kind}{place})"  # noqa: S608
            for place, enough in enumerate(self.before)
        )
        first = f"SELECT pk FROM ({sql}) met WHERE fits{few} LIMIT {GLANCED + 1}"  # noqa: S608
        return f"{self.name} (found) AS MATERIALIZED (SELECT ARRAY({first}))"

    def slot(self, one: Any) -> Any:
        """The same, under a name that no other step has."""
        if not isinstance(one, Slot):
            return one
        own = copy(one)
        own.name = f"{self.name}_{one.name}"
        return own


def _parts(kind: str, steps: Sequence[StepShape]) -> Iterator[_Part]:
    enough = tuple(step.enough for step in steps)
    for place, one in enumerate(steps):
        words = (_NO_WORD,) * one.looked_up, (_NO_WORD,) * one.read
        way = Way(*words, one.newest, any_row=True, some=one.some)
        yield _Part(kind, way, enough[:place])
    if not steps:
        yield _Part(kind, Way(()))


_QUESTIONS: dict[_Shapes, _Together] = {}
