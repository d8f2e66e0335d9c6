"""How the wording of a claim changed from one publication to the next. Pure rules on plain values.

A wording is compared with the latest one before it that goes back to the same origin; else with the latest
of the same speaker in the same lane; else with the latest in the lane that has nearly the same words. What
has no such wording before it is a first one: two people who say different things are no drift.

Only what is recorded is compared: a hedge counts as gone when it is recorded of the earlier wording and its
words do not stand in the later one; a number or a condition when both wordings have a figure of the same
thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from claims.choices import FigureNature
from claims.origins import SHARED
from claims.quantity import Quantity
from claims.word_changes import Piece, changes, same_words, stands_in
from sources.ingest.duplicates import Shingles, containment, shingles

#: The runs of three words of the wording at a place.
Runs = Callable[[int], Shingles]


class Kind(StrEnum):
    """What sort of difference it is."""

    HEDGE_ADDED = "hedge added"
    HEDGE_DROPPED = "hedge dropped"
    CONDITION_ADDED = "condition added"
    CONDITION_DROPPED = "condition dropped"
    NUMBER_CHANGED = "number changed"
    ANONYMISED = "speaker anonymised"
    ORIGIN_DROPPED = "origin dropped"
    TRANSLATED = "translated"
    REWORDED = "other words"


class Basis(StrEnum):
    """Why a wording is compared with the one before it."""

    ORIGIN = "same origin"
    SPEAKER = "same speaker"
    WORDS = "nearly the same words"
    FIRST = ""


class Wording(NamedTuple):
    """A wording. origin: the number of its group, 0 where it is in none; speaker: a key, "" where unknown.

    named: whether it says whose words they are. hedges: exact words, in order. language: "" where unknown.
    """

    words: str
    language: str = ""
    hedges: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    named: bool = True
    translated: bool = False
    origin_dropped: bool = False
    origin: int = 0
    speaker: str = ""
    lane: str = ""


class Difference(NamedTuple):
    """One difference; before, now: what it is about, each "" where it says nothing more. For a changed
    number the two figures stand in `figures`."""

    kind: Kind
    before: str = ""
    now: str = ""
    figures: tuple[Quantity, Quantity] | None = None


class Compared(NamedTuple):
    """A wording and what differs from the one at place `before` (from 0; None: it is a first one).

    same: the words are the same. pieces: both wordings in one line, empty where they are not compared word
    by word.
    """

    basis: Basis
    before: int | None = None
    same: bool = False
    differences: tuple[Difference, ...] = ()
    pieces: tuple[Piece, ...] = ()


def drift(wordings: Sequence[Wording]) -> list[Compared]:
    """Compare each of the wordings, given in the order of publication, with one before it."""
    runs = cache(lambda place: shingles(wordings[place].words))
    last: dict[int | str, int] = {}
    made = []
    for place, one in enumerate(wordings):
        basis, before = _before(one, last) or _alike(place, wordings, runs) or (Basis.FIRST, None)
        made.append(Compared(basis) if before is None else _compared(basis, before, wordings[before], one))
        if one.origin:
            last[one.origin] = place
        if one.speaker:
            last[one.speaker] = place
    return made


def _before(one: Wording, last: dict[int | str, int]) -> tuple[Basis, int] | None:
    if one.origin and one.origin in last:
        return Basis.ORIGIN, last[one.origin]
    if one.speaker and one.speaker in last:
        return Basis.SPEAKER, last[one.speaker]
    return None


def _alike(place: int, wordings: Sequence[Wording], runs: Runs) -> tuple[Basis, int] | None:
    """The latest before it in its lane of which it shares most runs of three words."""
    for before in reversed(range(place)):
        if wordings[before].lane != wordings[place].lane:
            continue
        short, long = sorted((runs(before), runs(place)), key=len)
        if containment(short, long) >= SHARED:
            return Basis.WORDS, before
    return None


def _compared(basis: Basis, place: int, before: Wording, now: Wording) -> Compared:
    told = list(_differences(basis, before, now))
    if same_words(before.words, now.words):
        return Compared(basis, place, same=True, differences=tuple(told))
    pieces = changes(before.words, now.words) if not _other_language(before, now) else ()
    if not pieces and not _other_language(before, now):
        told.append(Difference(Kind.REWORDED))
    return Compared(basis, place, differences=tuple(told), pieces=pieces)


def _differences(basis: Basis, before: Wording, now: Wording) -> Iterator[Difference]:
    yield from (Difference(Kind.HEDGE_ADDED, now=words) for words in _only_in(now, before))
    yield from (Difference(Kind.HEDGE_DROPPED, before=words) for words in _only_in(before, now))
    yield from _figures(before, now)
    if basis == Basis.ORIGIN and before.named and not now.named:
        yield Difference(Kind.ANONYMISED)
    if now.origin_dropped and not before.origin_dropped:
        yield Difference(Kind.ORIGIN_DROPPED)
    if _other_language(before, now) or (now.translated and not before.translated):
        yield Difference(Kind.TRANSLATED)


def _other_language(before: Wording, now: Wording) -> bool:
    """Whether both languages are known and are not one ("en" and "en-GB" are)."""
    first, second = (one.language.split("-", 1)[0].casefold() for one in (before, now))
    return bool(first and second and first != second)


def _only_in(one: Wording, other: Wording) -> tuple[str, ...]:
    """The hedges of one wording that the other does not have, neither recorded nor in its words.

    Across languages words cannot be compared: there a hedge counts where the other wording has none at all.
    """
    if _other_language(one, other):
        return () if other.hedges else one.hedges
    return tuple(
        words
        for words in one.hedges
        if not stands_in(words, other.words) and not any(stands_in(words, theirs) for theirs in other.hedges)
    )


def _figures(before: Wording, now: Wording) -> Iterator[Difference]:
    for old, new in pairs(before.quantities, now.quantities):
        if (old.low, old.high, old.comparator) != (new.low, new.high, new.comparator):
            yield Difference(Kind.NUMBER_CHANGED, figures=(old, new))
        was, is_now = (one.nature == FigureNature.CONDITIONAL for one in (old, new))
        if was and not is_now:
            yield Difference(Kind.CONDITION_DROPPED)
        if is_now and not was:
            yield Difference(Kind.CONDITION_ADDED)


def pairs(before: Sequence[Quantity], now: Sequence[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Which figure of the one wording is which of the other: of the same unit, thing and period; where that
    leaves one on each side, of the same as far as both say it."""
    left, right = [one for one in before if one.given], [one for one in now if one.given]
    for old in tuple(left):
        new = next((one for one in right if _of(one) == _of(old)), None)
        if new:
            left.remove(old)
            right.remove(new)
            yield old, new
    if len(left) == len(right) == 1 and _may_be_one(left[0], right[0]):
        yield left[0], right[0]


def _of(one: Quantity) -> tuple[str, ...]:
    return one.unit.casefold(), one.counted.casefold(), one.period.casefold()


def _may_be_one(old: Quantity, new: Quantity) -> bool:
    return all(
        first == second or not first or not second for first, second in zip(_of(old), _of(new), strict=True)
    )
