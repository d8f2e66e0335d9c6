"""Origins: which statements go back to the same utterance or figure. Pure rules on plain values.

Two statements are tied when (a) their articles are copies of one another and their contents share at least
SHARED of their runs of three words, whoever the speaker; (b) the same known speaker, at times that may be
one, used the same words or the same figure; (c) one leaves out an origin that the other names; (d) an editor
joined them. An editor's decision outranks (a) to (c) for its pair. A translation is tied by an editor alone:
no rule compares words across languages. Origins are the connected groups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from claims.choices import OriginTie
from sources.ingest.duplicates import containment, shingles

#: Share of the shorter content's runs of three words that must stand in the longer one.
SHARED = 0.6

Pair = frozenset[int]
#: low, high, unit, what is counted, period; the words folded.
FigureKey = tuple[Decimal | None, Decimal | None, str, str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as the rules see it.

    speaker: a key that is equal for the same speaker after merges, "" when not known. earliest, latest: the
    said clock, UTC, half-open; both None when unknown. fuller: the statement that names the origin this one
    leaves out.
    """

    statement: int
    article: int
    speaker: str = ""
    content: str = ""
    earliest: datetime | None = None
    latest: datetime | None = None
    figures: frozenset[FigureKey] = frozenset()
    fuller: int | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """How one article repeats another: "reprint" or "another save"; suggested: nobody has decided it yet."""

    words: str
    suggested: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """An editor's word on a pair of statements; `tie` is an OriginTie."""

    pair: Pair
    tie: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tie:
    """Two statements of one origin: by which rule ("a" to "d"), and why, in words for a reader."""

    first: int
    second: int
    rule: str
    reason: str


class Origin(NamedTuple):
    """One connected group. `speakers` are keys, in the order of the statements; none: origin not stated."""

    statements: tuple[int, ...]
    speakers: tuple[str, ...]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class StillTied:
    """A pair that an editor split, which stays one origin through the statements in between."""

    first: int
    second: int
    through: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Grouping:
    """All origins of a claim, in the order of their first statements, and the splits that do not hold."""

    origins: tuple[Origin, ...]
    still_tied: tuple[StillTied, ...]

    @property
    def counted(self) -> int:
        """Origins with a known speaker."""
        return sum(bool(origin.speakers) for origin in self.origins)

    @property
    def not_stated(self) -> int:
        """Groups in which nobody is known; shown, never counted as origins."""
        return len(self.origins) - self.counted


def likeness(first: str, second: str) -> float:
    """Return the share, 0 to 1, of the shorter text's runs of three words that stand in the longer one."""
    short, long = sorted((shingles(first), shingles(second)), key=len)
    return containment(short, long)


def may_be_one_time(first: Said, second: Said) -> bool:
    """Whether the said clocks overlap, or one is unknown; an open end reaches without limit."""
    return _begins_before_end(first, second) and _begins_before_end(second, first)


def _begins_before_end(one: Said, other: Said) -> bool:
    return one.earliest is None or other.latest is None or one.earliest < other.latest


def tie_by_copy(first: Said, second: Said, copy: Copy | None) -> Tie | None:
    """(a) One article repeats the other, and the words are the same."""
    if copy is None:
        return None
    share = likeness(first.content, second.content)
    if share < SHARED:
        return None
    kind = f"suggested {copy.words}, not decided by an editor" if copy.suggested else copy.words
    return Tie(first.statement, second.statement, "a", f"{kind}: {share:.0%} of the words are the same")


def tie_by_speaker(first: Said, second: Said) -> Tie | None:
    """(b) The same known speaker may have said both at once, in the same words or with the same figure."""
    if not first.speaker or first.speaker != second.speaker or not may_be_one_time(first, second):
        return None
    share = likeness(first.content, second.content)
    if share >= SHARED:
        reason = f"same speaker, {share:.0%} of the words are the same"
    elif first.figures & second.figures:
        reason = "same speaker, same figure"
    else:
        return None
    return Tie(first.statement, second.statement, "b", reason)


def tie_by_chain(first: Said, second: Said) -> Tie | None:
    """(c) One leaves out the origin that the other names."""
    if first.fuller != second.statement and second.fuller != first.statement:
        return None
    reason = "one leaves out the origin that the other names"
    return Tie(first.statement, second.statement, "c", reason)


def tie_by_editor(first: Said, second: Said, decision: Decision) -> Tie | None:
    """(d) An editor joined the two; None where the editor split them."""
    if decision.tie != OriginTie.JOINED:
        return None
    return Tie(first.statement, second.statement, "d", f"joined by an editor: “{decision.reason}”")


def tie(first: Said, second: Said, copy: Copy | None, decision: Decision | None) -> Tie | None:
    """The tie between two statements, by the first rule that fits; an editor's decision settles it."""
    if decision is not None:
        return tie_by_editor(first, second, decision)
    return tie_by_copy(first, second, copy) or tie_by_speaker(first, second) or tie_by_chain(first, second)


def group(
    said: Sequence[Said], *, copies: Mapping[Pair, Copy], decisions: Iterable[Decision] = ()
) -> Grouping:
    """Return the origins of statements given in the order of the timeline.

    `copies`: pairs of articles of which one repeats the other. A decision about a statement that is not
    among `said` has no effect.
    """
    decided = {decision.pair: decision for decision in decisions}
    ties: list[Tie] = []
    for first, second in combinations(said, 2):
        found = tie(
            first,
            second,
            copies.get(frozenset((first.article, second.article))) if copies else None,
            decided.get(frozenset((first.statement, second.statement))) if decided else None,
        )
        if found:
            ties.append(found)
    neighbours = _neighbours(ties)
    return Grouping(
        origins=tuple(_origins(said, ties, neighbours)),
        still_tied=tuple(_still_tied(said, decided.values(), neighbours)),
    )


def _neighbours(ties: Iterable[Tie]) -> Mapping[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for one in ties:
        found[one.first].append(one.second)
        found[one.second].append(one.first)
    return found


def _paths(start: int, neighbours: Mapping[int, list[int]]) -> dict[int, tuple[int, ...]]:
    """Every statement tied with `start`, with a shortest path to it (both ends included)."""
    paths: dict[int, tuple[int, ...]] = {start: (start,)}
    edge = [start]
    while edge:
        here = edge.pop(0)
        for other in neighbours.get(here, ()):
            if other not in paths:
                paths[other] = (*paths[here], other)
                edge.append(other)
    return paths


def _origins(
    said: Sequence[Said], ties: Sequence[Tie], neighbours: Mapping[int, list[int]]
) -> Iterable[Origin]:
    seen: set[int] = set()
    for one in said:
        if one.statement in seen:
            continue
        if one.statement not in neighbours:
            yield Origin((one.statement,), (one.speaker,) if one.speaker else (), ())
            continue
        members = _paths(one.statement, neighbours).keys()
        seen |= members
        ours = [other for other in said if other.statement in members]
        yield Origin(
            statements=tuple(other.statement for other in ours),
            speakers=tuple(dict.fromkeys(other.speaker for other in ours if other.speaker)),
            ties=tuple(one_tie for one_tie in ties if one_tie.first in members),
        )


def _still_tied(
    said: Sequence[Said], decisions: Iterable[Decision], neighbours: Mapping[int, list[int]]
) -> Iterable[StillTied]:
    here = {one.statement for one in said}
    for decision in decisions:
        if decision.tie != OriginTie.SPLIT or not decision.pair <= here:
            continue
        first, second = sorted(decision.pair)
        path = _paths(first, neighbours).get(second)
        if path:
            yield StillTied(first, second, path[1:-1])
