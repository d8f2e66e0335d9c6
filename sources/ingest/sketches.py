"""Which texts may share words: a few numbers for each, and the texts that have several in common.

A sketch is a sample of the hashes of a text's runs of three words: those that a power of two divides, at most
KEPT. Two samples are taken by the same rule, so that runs two texts share are in both; what one contains of
the other can be read off them, also where one is much longer. (Bands of a MinHash compare with the union: of
copies of half the length, 16 bands of 4 rows miss one in three.) Numbers that many texts hold are turns of
phrase or boilerplate and prove nothing by themselves.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice
from operator import itemgetter
from zlib import crc32

from sources.ingest.duplicates import SHINGLE, bytes_of_words

#: Numbers a sketch holds at most, and half of them at least where the text has so many.
KEPT = 64
#: Runs of three words below which a text is too short to be told from a turn of phrase.
SHORTEST = 20
#: Texts that may hold a number before it is common: one for so many runs of three words, within bounds.
#: Short texts are easily the same by their boilerplate alone; long ones are copied by many outlets.
COMMON_EVERY = 25
COMMON_IN_SHORT = 3
COMMON = 24
#: Numbers two texts must have in common, and the share of the smaller text they must stand for. The least
#: share that is told (0.15) is asked for exactly afterwards; a sample may fall below it.
LEAST = 2
LEAST_SHARE = 0.07
#: The same where most of what is shared is common: only what is nearly all the same is looked at.
COMMON_SHARE = 0.75
#: From unsigned to what the database calls an integer; a multiple of every power of two in use.
OFFSET = 2**31


@dataclass(frozen=True, slots=True)
class Sketch:
    """size: different runs of three words in the text. level: of 2**level numbers one is kept."""

    size: int
    level: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two texts that may share words. common: most of what they seem to share stands in many texts."""

    mine: int
    other: int
    common: bool


def sketch(text: str) -> Sketch:
    """Take the sketch of a text; without values where it is too short."""
    return sketch_of(bytes_of_words(text))


def sketch_of(words: Sequence[bytes]) -> Sketch:
    """Take the sketch of a text of these words (see bytes_of_words)."""
    if len(words) < SHINGLE:
        return Sketch(min(1, len(words)), 0, ())
    numbers = set(map(crc32, map(b" ".join, _runs(words))))
    # A run is told by its checksum, which two have by chance in one of 30,000 texts, and by its words where
    # one of them holds a space.
    size = len(set(_runs(words))) if b" " in b"".join(words) else len(numbers)
    if size < SHORTEST:
        return Sketch(size, 0, ())
    level, values = _sampled(numbers)
    return Sketch(size, level, tuple(sorted([value - OFFSET for value in values])))


def _runs(words: Sequence[bytes]) -> Iterator[tuple[bytes, ...]]:
    return zip(*(islice(words, shift, None) for shift in range(SHINGLE)), strict=False)


def _sampled(numbers: set[int]) -> tuple[int, Collection[int]]:
    """Keep those that the least power of two divides that leaves at most KEPT."""
    level = 0
    values: Collection[int] = numbers
    if len(numbers) > 4 * KEPT:  # surely too low, but for odd chances
        level = (len(numbers) // KEPT).bit_length() - 2
        values = _divided(numbers, level)
        if len(values) <= KEPT:
            level, values = 0, numbers
    while len(values) > KEPT:
        level += 1
        values = _divided(values, level)
    return level, values


def _divided(numbers: Iterable[int], level: int) -> list[int]:
    mask = (1 << level) - 1
    return [number for number in numbers if not number & mask]


def common_from(size: int) -> int:
    """How many texts may hold a number of a text of that size before it is common."""
    return min(max(size // COMMON_EVERY, COMMON_IN_SHORT), COMMON)


def candidates(
    mine: Mapping[int, Sketch],
    holders: Mapping[int, Collection[int]],
    others: Mapping[int, Sketch],
    paired: Collection[tuple[int, int]] = (),
) -> Iterator[Candidate]:
    """Return which pairs are worth an exact look, each once for each of `mine` it belongs to.

    `holders`: for each value of `mine` the texts that hold it, at most COMMON + 1, the oldest. `others`: the
    sketches of all these. `paired`: (mine, other) that are looked at as well, whoever holds what.
    """
    told: defaultdict[int, set[int]] = defaultdict(set)
    for key, other in paired:
        told[key].add(other)
    sizes = _Sizes(others)
    held: dict[int, frozenset[int]] = {}
    for key, own in mine.items():
        bound = common_from(own.size)
        common = {value for value in own.values if len(holders.get(value, ())) > bound}
        near = told[key] | _near(own, common, holders, sizes)
        for other in sorted((near & others.keys()) - {key}):
            for one in (key, other):
                if one not in held:
                    held[one] = frozenset((mine[one] if one in mine else others[one]).values)
            both = held[key] & held[other]
            if len(both) >= LEAST and (found := _compare(key, own, other, others[other], both, common)):
                yield found


class _Sizes:
    """Sketches by their level and size, so that those of short texts are found at once."""

    def __init__(self, sketches: Mapping[int, Sketch]) -> None:
        rows = sorted((one.level, one.size, key) for key, one in sketches.items())
        self._levels = {
            level: list(zip(*((size, key) for _, size, key in group), strict=True))
            for level, group in groupby(rows, key=itemgetter(0))
        }

    def alike_with(self, number: int, own: Sketch) -> Iterator[int]:
        """All of which so many numbers in common would stand for COMMON_SHARE, of theirs or of `own`."""
        for level, (sizes, keys) in self._levels.items():
            # One more than the exact bound, so that no rounding leaves one out.
            longest = number * 2 ** max(level, own.level) / COMMON_SHARE + 1
            yield from keys if own.size <= longest else keys[: bisect_right(sizes, longest)]


def _near(
    own: Sketch, common: Collection[int], holders: Mapping[int, Collection[int]], sizes: _Sizes
) -> set[int]:
    """Those of the others whose sketch has to be looked at; most share some boilerplate and no more.

    Who holds a rare number is known in full, so that what two texts have in common is two rare ones, or at
    most one and all the common ones. Of nearly all the size alone shows that this is not enough.
    """
    rare = Counter(chain.from_iterable(holders.get(value, ()) for value in own.values if value not in common))
    near = {other for other, number in rare.items() if number >= LEAST}
    if common and (alike := set(sizes.alike_with(len(common) + LEAST - 1, own))):
        near |= alike.intersection(chain(rare, *(holders[value] for value in common)))
    return near


def _stands_for(one: Sketch, other: Sketch) -> float:
    """The share of the smaller text that one number in both stands for."""
    return float(2 ** max(one.level, other.level)) / min(one.size, other.size)


def _compare(
    key: int,
    own: Sketch,
    other_key: int,
    other: Sketch,
    both: frozenset[int],
    common: Collection[int],
) -> Candidate | None:
    """Weigh what the two have in common, the common and the rare apart."""
    rare = len(both.difference(common))
    stands_for = _stands_for(own, other)
    if rare >= LEAST and rare * stands_for >= LEAST_SHARE and 2 * rare >= len(both) - rare:
        return Candidate(key, other_key, common=False)
    if len(both) * stands_for >= COMMON_SHARE:
        return Candidate(key, other_key, common=True)
    return None
