"""What moved lately, for the front page: ten moves of one claim in an hour are one place in the list."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from claims.choices import Moved
from claims.queries.moves_read import (
    READ,
    ROUNDS,
    Revision,
    ToldClaim,
    claims_told,
    newest_told,
    readers_may_see,
)
from claims.queries.moves_told import Line, Told
from claimtrack.words import counted

#: Places in the list, and moves told in one.
GROUPS, LINES = 10, 3
#: Up to how many of those that are not told are counted: not all are read.
MOST_COUNTED = 50
#: How far before the newest move of a place its other ones may be.
TOGETHER = timedelta(hours=1)
#: Told first of a place; the rest follow, each by the latest.
_FIRST = (
    (Moved.DENIAL, Moved.WITHDRAWAL, Moved.CORRECTION),
    (Moved.FIGURE, Moved.CHECK, Moved.STATEMENT, Moved.RESTORED),
)
#: Saving a statement or its figures again within the hour is no other move.
_SAVED = (Moved.STATEMENT, Moved.DENIAL, Moved.FIGURE)
#: Told once in a place, however often.
_ONCE = (Moved.TEXT, Moved.ORIGIN, Moved.RELATION, Moved.MERGE)
#: What moves several claims at once: told once, with the claims.
_REACHES_MANY = ("article", "importbatch", "speaker")


@dataclass(frozen=True, slots=True)
class Gathered:
    """Revisions that stand in one place, what weighs most first; of one claim, or of one cause in several."""

    at: datetime
    rows: tuple[Revision, ...]
    of_one_claim: bool


@dataclass(frozen=True, slots=True)
class Group:
    """A place in the list. at: its newest move. text, address: the claim; both "" for several claims, then
    `kind` is what happened to them and the lines tell each. more: how many moves (or claims) are not told:
    "", "7 more moves", "50+ more claims"."""

    at: datetime
    text: str
    address: str
    kind: str
    lines: tuple[Line, ...]
    more: str


def gather(rows: Iterable[Revision], most: int = GROUPS) -> list[Gathered]:
    """Put revisions (the newest first) together by claim or cause within an hour; at most so many places.

    Several moves of one kind at one thing, say three savings of a statement, are the newest of them.
    """
    places: list[list[Revision]] = []
    open_at: dict[Hashable, list[Revision]] = {}
    for row in rows:
        key = _key(row)
        place = open_at.get(key)
        if place is not None and place[0].at - row.at <= TOGETHER:
            _add(row, place)
        elif len(places) < most:
            open_at[key] = [row]
            places.append(open_at[key])
        else:
            # Once the list is full, what is older than an hour can join no place any more.
            open_at.pop(key, None)
    return [_gathered(place) for place in places]


def _gathered(place: list[Revision]) -> Gathered:
    alone = len({row.claim for row in place}) == 1
    return Gathered(max(row.at for row in place), tuple(sorted(place, key=_rank)), of_one_claim=alone)


def _key(row: Revision) -> Hashable:
    if row.moved in (Moved.WITHDRAWAL, Moved.RESTORED) and row.root == "claim":
        return row.moved, row.actor
    return (row.moved, row.subject) if row.root in _REACHES_MANY else row.claim


def _add(row: Revision, place: list[Revision]) -> None:
    """Put a revision into a place; one like it that stands there gives way where this one made it new."""
    for number, one in enumerate(place):
        if row.claim == one.claim and _alike(row, one):
            if row.moved in _SAVED and row.moved != Moved.FIGURE:
                place[number] = row
            return
    place.append(row)


def _alike(row: Revision, other: Revision) -> bool:
    if row.moved in _SAVED and other.moved in _SAVED:
        return row.subject == other.subject
    return row.moved == other.moved and (row.moved in _ONCE or row.subject == other.subject)


def _rank(row: Revision) -> int:
    """Lower is told first."""
    return next((rank for rank, kinds in enumerate(_FIRST) if row.moved in kinds), len(_FIRST))


@dataclass(frozen=True, slots=True)
class Lately:
    """What was read: places, and the claims in them."""

    places: tuple[Gathered, ...]
    claims: dict[int, ToldClaim]

    @property
    def shown(self) -> list[Revision]:
        """The revisions that are told."""
        return [row for place in self.places for row in place.rows[:LINES]]

    def groups(self, told: Told) -> tuple[Group, ...]:
        """Finish the places for a page."""
        return tuple(_group(place, told) for place in self.places)


def read_lately() -> Lately:
    """Read until there are GROUPS places. Two queries, and two more for each READ rows that do not do."""
    seen: list[Revision] = []
    claims: dict[int, ToldClaim] = {}
    places: Sequence[Gathered] = ()
    last: tuple[datetime, int] | None = None
    for _ in range(ROUNDS):
        rows = newest_told(last)
        if not rows:
            break
        claims |= claims_told({row.claim for row in rows} - claims.keys())
        seen += readers_may_see(rows, claims)
        places, last = gather(seen), (rows[-1].at, rows[-1].pk)
        if len(places) == GROUPS or len(rows) < READ:
            break
    return Lately(tuple(places), claims)


def _group(place: Gathered, told: Told) -> Group:
    lines = tuple(told.line(row) for row in place.rows[:LINES])
    claim = told.claims[place.rows[0].claim]
    alone = place.of_one_claim
    return Group(
        at=place.at,
        text=lines[0].text if alone else "",
        address=claim.address if alone else "",
        kind="" if alone else lines[0].kind,
        lines=lines,
        more=_more(len(place.rows) - LINES, "move" if alone else "claim"),
    )


def _more(number: int, what: str) -> str:
    if number <= 0:
        return ""
    return f"{MOST_COUNTED}+ more {what}s" if number > MOST_COUNTED else counted(number, f"more {what}")
