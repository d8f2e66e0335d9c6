"""Which words of a text stand where in a later text of the same page. Pure.

A word diff in bounded time: what both texts share at their ends is taken off; runs of words that stand in
either text once tie them together (of ties that cross, the most that do not); in the small gaps between,
the longest common sequence of words. Gaps that are too large for that stay without a partner.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import LCSseq

#: Scripts written without spaces are cut letter by letter: a diff by clauses would find little in them.
_UNSPACED = "\u0e00-\u0eff\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
TOKEN = re.compile(rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+|[^\w\s]")
#: Words of a run that ties two texts together, the longest first.
RUNS = (4, 1)
#: Words of one gap times words of the other up to which the longest common sequence is looked for.
MOST_CELLS = 4_000_000
#: Other places of a run that are looked at on either side.
NEAREST = 5
#: The same, where it is looked for without looking for ties first.
FEW_CELLS = 10_000

Span = tuple[int, int]
Gap = tuple[int, int, int, int]
Ties = list[tuple[int, int]]


@dataclass(frozen=True)
class Tokens:
    """The words and signs of a text, without the white space between them; starts, ends: code points."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Tokens:
        """Cut a text."""
        found = [(match[0], match.start(), match.end()) for match in TOKEN.finditer(text)]
        words, starts, ends = zip(*found, strict=True) if found else ((), (), ())
        return cls(words, starts, ends)

    @cached_property
    def line(self) -> str:
        """All of them on one line, with a space before and behind each."""
        return f" {' '.join(self.words)} " if self.words else " "

    @cached_property
    def offsets(self) -> list[int]:
        """Where each stands in the line: the space before it."""
        at, found = 0, []
        for word in self.words:
            found.append(at)
            at += len(word) + 1
        return found

    @cached_property
    def index(self) -> dict[str, list[int]]:
        """Where each word stands."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            found.setdefault(word, []).append(at)
        return found

    def at(self, offset: int) -> int:
        """The token at an offset of the line."""
        return bisect_right(self.offsets, offset) - 1

    def covering(self, start: int, end: int) -> Span:
        """Return the tokens that code points [start, end) touch, half-open; none where all is white space."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

    def run(self, first: int, last: int) -> str:
        """The tokens [first, last) as they stand in the line, spaces around them."""
        return f" {' '.join(self.words[max(first, 0) : last])} "

    def places(self, run: str, *, most: int) -> list[int]:
        """Return the first tokens of the places where a run stands, in order, at most `most`."""
        found: list[int] = []
        at = self.line.find(run)
        while at >= 0 and len(found) < most:
            found.append(bisect_left(self.offsets, at))
            at = self.line.find(run, at + 1)
        return found

    def is_doubled(self, first: int, last: int) -> bool:
        """Whether the tokens [first, last) belong to a stretch that comes twice, one right behind the other.

        Of such two nobody can tell which one is left when a later text has one, or which of three is new.
        """
        return any(self._runs_into(first, last, other) for other in self._beside(first, last))

    def _runs_into(self, first: int, last: int, other: int) -> bool:
        """Whether all that is the same around two places of a run fills the way from one to the other."""
        end, most = other + last - first, abs(other - first)
        before = shared(self.words, first - 1, self.words, other - 1, step=-1, most=most)
        after = shared(self.words, last, self.words, end, step=1, most=most)
        return before + last - first + after >= most

    def _beside(self, first: int, last: int) -> Iterator[int]:
        """The nearest other places of a run, on either side."""
        run, here = self.run(first, last), self.offsets[first]
        at = self.line.find(run, here + 1)
        for _ in range(NEAREST):
            if at < 0:
                break
            yield bisect_left(self.offsets, at)
            at = self.line.find(run, at + 1)
        at = self.line.rfind(run, 0, here + len(run) - 1)
        for _ in range(NEAREST):
            if at < 0:
                break
            yield bisect_left(self.offsets, at)
            at = self.line.rfind(run, 0, at + len(run) - 1)


def shared(one: Sequence[str], at: int, other: Sequence[str], there: int, *, step: int, most: int) -> int:
    """Return how many words are the same from two places on, in the direction of `step`; at most `most`."""
    size = 0
    while size < most and 0 <= at < len(one) and 0 <= there < len(other) and one[at] == other[there]:
        at, there, size = at + step, there + step, size + 1
    return size


def align(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Return for each word of the old text its place among the new ones, -1 without a partner.

    Partners are equal words and in the same order in both. Time grows with the words, never with their
    square.
    """
    partner = [-1] * len(old)
    _pair(partner, old, new, (0, len(old), 0, len(new)), RUNS)
    return partner


def _pair(
    partner: list[int], old: Sequence[str], new: Sequence[str], gap: Gap, runs: tuple[int, ...]
) -> None:
    """Write down the partners within a gap, half-open in both texts; `runs`: what may tie it still."""
    start, end, there, until = gap = _without_ends(partner, old, new, gap)
    cells = (end - start) * (until - there)
    if not cells:
        return
    if cells <= FEW_CELLS or (not runs and cells <= MOST_CELLS):
        for same in LCSseq.opcodes(old[start:end], new[there:until]):
            if same.tag == "equal":
                shift = there + same.dest_start - start - same.src_start
                for at in range(start + same.src_start, start + same.src_end):
                    partner[at] = at + shift
        return
    if not runs:
        return
    ties = _ties(old[start:end], new[there:until], runs[0])
    edges = [(start, there), *((start + one, there + other) for one, other in ties), (end, until)]
    for (one, other), (next_one, next_other) in pairwise(edges):
        _pair(partner, old, new, (one, next_one, other, next_other), runs[1:])


def _without_ends(partner: list[int], old: Sequence[str], new: Sequence[str], gap: Gap) -> Gap:
    """Pair what the sides of a gap share at its beginning and its end, and return what lies between."""
    start, end, there, until = gap
    while start < end and there < until and old[start] == new[there]:
        partner[start] = there
        start, there = start + 1, there + 1
    while start < end and there < until and old[end - 1] == new[until - 1]:
        end, until = end - 1, until - 1
        partner[end] = until
    return start, end, there, until


def _ties(old: Sequence[str], new: Sequence[str], size: int) -> Ties:
    """Where a run of `size` words stands once in either; of these the most that are in order in both."""
    here, there = _once(old, size), _once(new, size)
    return _in_order([(at, there[run]) for run, at in here.items() if run in there])


def _once(words: Sequence[str], size: int) -> dict[tuple[str, ...], int]:
    """Runs that stand once, with their place, in the order of the text."""
    runs = list(zip(*(words[shift:] for shift in range(size)), strict=False))
    counted = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counted[run] == 1}


def _in_order(pairs: Ties) -> Ties:
    """The longest increasing list of pairs that rise in their first member already (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(piles[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [place]
        piles[pile : pile + 1] = [at]
    found, at = [], piles[-1] if piles else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]
