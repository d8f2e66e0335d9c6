"""What speaks against a claim that a statement seems to belong to, said aloud. Pure.

No likeness is safe to link on: with two names exchanged, a denial or another number, wordings are as like as
can be. So each difference is put into a sentence, and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from rapidfuzz.distance import JaroWinkler

from claims.match.actors import Actors, actors_in
from claims.match.amounts import Amount, amounts_in
from claims.match.negation import is_negated, opposites
from claims.match.words import Words, folded_words
from sources.clocks import UNKNOWN, ClockValue, in_words
from sources.ingest.when.finding import find_expressions
from sources.ingest.when.resolving import resolve

#: What a likeness is worth where something differs.
WORTH = {"actor": 0.5, "roles": 0.5, "negation": 1.0, "figure": 0.7, "unit": 0.7, "date": 0.8}
#: More names than these are a headline in capitals, or a language that writes nouns with them.
MOST_NAMES = 4
#: Two spellings of one name, by Jaro and Winkler.
SAME_NAME = 0.9


@dataclass(frozen=True, slots=True)
class Side:
    """A statement or a claim. names: of speaker and parties, whom the wording may not name.

    event: when it is said to have happened. published: the day from which a statement's words are understood.
    """

    wording: str
    names: tuple[str, ...] = ()
    event: ClockValue = UNKNOWN
    published: ClockValue = UNKNOWN


@dataclass(frozen=True, slots=True)
class Difference:
    """kind: a key of WORTH. sentence: for editors, the statement's side first."""

    kind: str
    sentence: str


@dataclass(frozen=True, slots=True)
class _Read:
    side: Side
    actors: Actors
    amounts: list[Amount]
    words: Words = field(repr=False)

    @classmethod
    def of(cls, side: Side) -> _Read:
        wording = side.wording
        return cls(side, actors_in(wording), amounts_in(wording), Words.of(wording))


def differences(statement: Side, claim: Side) -> tuple[Difference, ...]:
    """All that differs, in the order of WORTH; empty where nothing is seen to differ."""
    ours, theirs = _Read.of(statement), _Read.of(claim)
    found = (_actors(ours, theirs), _negation(ours, theirs), _figures(ours, theirs), _dates(ours, theirs))
    return tuple(difference for some in found for difference in some)


def worth(found: Iterable[Difference]) -> float:
    """What is left of a likeness of 1."""
    left = 1.0
    for kind in {one.kind for one in found}:
        left *= WORTH[kind]
    return left


def _actors(ours: _Read, theirs: _Read) -> Iterator[Difference]:
    """A name on either side that the other lacks, or the same names with another one acting."""
    mine, other = _lacking(ours, theirs), _lacking(theirs, ours)
    if mine and other and len(mine) <= MOST_NAMES:
        yield Difference("actor", f"another name: {', '.join(mine)} against {', '.join(other)}")
        return
    us, them = ours.actors.first, theirs.actors.first
    both = ours.actors.any.keys() & theirs.actors.any.keys()
    if us != them and {us, them} <= both:
        said = f"the roles are exchanged: here {ours.actors.any[us]} acts, there {theirs.actors.any[them]}"
        yield Difference("roles", said)


def _lacking(one: _Read, other: _Read) -> list[str]:
    """Names of the one that stand nowhere on the other side; those that only begin a sentence as well."""
    there = {
        *folded_words(other.side.wording),
        *(word for name in other.side.names for word in folded_words(name)),
    }
    names = {**one.actors.perhaps, **one.actors.sure}
    return [printed for key, printed in names.items() if not any(_same(key, word) for word in there)]


def _same(key: str, word: str) -> bool:
    if key == word or (min(len(key), len(word)) > 3 and (word.startswith(key) or key.startswith(word))):
        return True
    return len(key) > 3 and key[0] == word[:1] and JaroWinkler.similarity(key, word) >= SAME_NAME


def _negation(ours: _Read, theirs: _Read) -> Iterator[Difference]:
    shared = ours.words.stems & theirs.words.stems
    mine, other = (is_negated(one.side.wording, about=shared) for one in (ours, theirs))
    if mine != other:
        says = "the statement says that it is not so" if mine else "the claim says that it is not so"
        yield Difference("negation", f"negated: {says}")
    elif words := opposites(ours.words.stems, theirs.words.stems):
        yield Difference("negation", f"the opposite: {words[0]} against {words[1]}")


def _figures(ours: _Read, theirs: _Read) -> Iterator[Difference]:
    """A number of ours that no number of theirs meets, if they may count the same."""
    if not ours.amounts or not theirs.amounts:
        return
    for mine in ours.amounts:
        alike = [other for other in theirs.amounts if mine.may_count_the_same_as(other)]
        if any(mine.meets(other) and mine.period == other.period for other in alike):
            continue
        if apart := next((other for other in alike if not mine.meets(other)), None):
            yield Difference("figure", f"another figure: {mine.wording} against {apart.wording}")
        elif alike:
            period, other_period = (f"a {one.period}" if one.period else "in all" for one in (mine, alike[0]))
            yield Difference("unit", f"another period: {mine.wording} {period} against {other_period}")
        elif len(ours.amounts) == len(theirs.amounts) == 1 and mine.low == theirs.amounts[0].low:
            yield Difference("unit", f"another unit: {mine.wording} against {theirs.amounts[0].wording}")


def _dates(ours: _Read, theirs: _Read) -> Iterator[Difference]:
    mine, other = list(_days(ours.side)), list(_days(theirs.side))
    if mine and other and not any(_meet(one, two) for one in mine for two in other):
        yield Difference("date", f"another date: {in_words(mine[0])} against {in_words(other[0])}")


def _days(side: Side) -> Iterator[ClockValue]:
    """When it happened: as recorded, else as the wording alone says it, or with its day of publication."""
    if side.event.earliest or side.event.latest:
        yield side.event
        return
    for expression in find_expressions(side.wording):
        clock = resolve(expression, side.published)
        if clock.earliest or clock.latest:
            yield clock


def _meet(one: ClockValue, other: ClockValue) -> bool:
    return _before(one.earliest, other.latest) and _before(other.earliest, one.latest)


def _before(start: datetime | None, end: datetime | None) -> bool:
    return start is None or end is None or start < end
