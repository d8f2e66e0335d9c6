"""Which place a speaker had when something was said: as of the statement, never as of today. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from claims.match.words import folded_words, stem
from sources.choices import Precision, Qualifier
from sources.clocks import ClockValue

#: So fine a date is a day: whoever took an office on it has it on that day, and on the last one too.
_A_DAY = (Precision.MINUTE, Precision.DAY)
#: Words that tell no place from another.
_EMPTY = frozenset(("a", "an", "and", "at", "for", "in", "of", "the", "to"))


@dataclass(frozen=True, slots=True)
class Office:
    """A place of somebody: "spokeswoman, Ministry of Ferries", and from when to when."""

    words: str
    since: ClockValue
    until: ClockValue


#: The places of each speaker (by its id, over merges), the later begun last.
Offices = Mapping[int, tuple[Office, ...]]


def office_at(offices: Iterable[Office], said: ClockValue, published: ClockValue) -> str:
    """What was held for certain when it was said, or, where that is not known, published; "" otherwise.

    Several that were held at once are all said. A place without an end is held from its beginning on; one
    whose beginning nobody knows is not told.
    """
    at = said if said.precision != Precision.UNKNOWN else published
    return "; ".join(dict.fromkeys(one.words for one in offices if _is_held(one, at)))


def role_and_office(role: str, office: str) -> str:
    """The role as printed and the office that was held, each where it says something the other does not."""
    if not role or not office:
        return office or role
    printed, held = ({stem(word) for word in folded_words(words)} - _EMPTY for words in (role, office))
    if printed <= held:
        return office or role
    return role if held <= printed else f"{role}; {office}"


def _is_held(one: Office, at: ClockValue) -> bool:
    if at.earliest is None or at.latest is None:
        return False
    begun, over = one.since, one.until
    has_begun = _by(begun.latest, at.earliest) or (_is_day(begun) and _by(begun.earliest, at.earliest))
    lasts = (
        over.precision == Precision.UNKNOWN
        or _by(at.latest, over.earliest)
        or (_is_day(over) and _by(at.latest, over.latest))
    )
    return has_begun and lasts


def _by(one: datetime | None, other: datetime | None) -> bool:
    """Whether one moment is not after another; nobody knows where either is open."""
    return one is not None and other is not None and one <= other


def _is_day(clock: ClockValue) -> bool:
    return clock.precision in _A_DAY and clock.qualifier == Qualifier.NONE
