"""Small print: what the pages of an outlet have in common at their end, and in their manner, ties no reports.

Notices that are the same every day but for two sentences share most of their words and tell different things.
Where many do, the sketches show it (`sketches.common_from`); of two or three only their texts can.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

from sources.ingest.duplicates import shingles, words_of
from sources.ingest.likeness import ANOTHER_SAVE, REPRINT, REPRINT_SHARE, Compared, Likeness
from sources.ingest.repeated import line_key
from sources.ingest.side_by_side import shared_stretches

Pair = tuple[int, int]

#: Words a common end has at most. A report that was brought up to date keeps more of what it was.
LONGEST_END = 150
#: Runs of three words each says above it, at least: of less nothing can be told.
LEAST_OWN = 15
#: Words in a row that two reports have in common where one quotes what the other does; less is manner.
LEAST_STRETCH = 15


def drop_small_print(
    judged: Mapping[Pair, Likeness], compared: Mapping[int, Compared], bodies: Mapping[int, str]
) -> dict[Pair, Likeness]:
    """Return the pairs that more than small print ties. `compared`, `bodies`: of their articles, by key.

    Of one outlet, or of none that is known, a common end is small print when what stands above it is
    independent. Between two outlets it is one when another page of either shows that.
    """
    known = _known_ends(judged, compared, bodies)
    return {
        pair: likeness
        for pair, likeness in judged.items()
        if not _is_small_print(pair, likeness, compared, bodies, known)
    }


def _known_ends(
    judged: Mapping[Pair, Likeness], compared: Mapping[int, Compared], bodies: Mapping[int, str]
) -> set[int]:
    """Keys of lines with which several pages of one outlet end, above which each says its own."""
    alike: defaultdict[tuple[int | None, int], list[int]] = defaultdict(list)
    for key in sorted({key for pair in judged for key in pair}):
        if lines := _lines(bodies[key]):
            alike[compared[key].outlet, line_key(lines[-1])].append(key)
    known: set[int] = set()
    for first, *others in alike.values():
        for other in others:
            end = _common_end(bodies[first], bodies[other])
            above = _above(bodies[first], bodies[other], len(end))
            if end and _one_column(compared[first], compared[other]) and _is_independent(*above):
                known.update(end)
    return known


def _is_small_print(
    pair: Pair,
    likeness: Likeness,
    compared: Mapping[int, Compared],
    bodies: Mapping[int, str],
    known: Set[int],
) -> bool:
    (first, second), (one, other) = (compared[key] for key in pair), (bodies[key] for key in pair)
    if likeness.kind == ANOTHER_SAVE or (first.headline and first.headline == second.headline):
        return False
    end = _common_end(one, other)
    if _one_column(first, second):
        return (bool(end) or likeness.kind != REPRINT) and _is_independent(*_above(one, other, len(end)))
    return bool(end) and known >= set(end) and _is_independent(*_above(one, other, len(end)))


def _one_column(first: Compared, second: Compared) -> bool:
    """Of one outlet or none that is known, and not under one headline."""
    return first.outlet == second.outlet and not (first.headline and first.headline == second.headline)


def _common_end(first: str, second: str) -> list[int]:
    """Keys of the lines both end with; none where that is all of either, or too long to be small print."""
    ours, theirs = _lines(first), _lines(second)
    same: list[int] = []
    for one, other in zip(reversed(ours), reversed(theirs), strict=False):
        if (key := line_key(one)) != line_key(other):
            break
        same.append(key)
    if len(same) == min(len(ours), len(theirs)):
        return []
    return same if len(words_of("\n".join(ours[len(ours) - len(same) :]))) <= LONGEST_END else []


def _above(first: str, second: str, lines: int) -> tuple[str, str]:
    ours, theirs = _lines(first), _lines(second)
    return "\n".join(ours[: len(ours) - lines]), "\n".join(theirs[: len(theirs) - lines])


def _is_independent(one: str, other: str) -> bool:
    ours, theirs = shingles(one), shingles(other)
    least = min(len(ours), len(theirs))
    if least < LEAST_OWN or len(ours & theirs) / least >= REPRINT_SHARE:
        return False
    stretches = shared_stretches(one, theirs)
    return all(len(words_of(one[start:end])) < LEAST_STRETCH for start, end in stretches)


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]
