"""How well attributions agree with those that people made: matched, and matched with the right speaker.

One-to-one pairs, greedy by the Jaccard index of the words of their contents, from 0.5 on; the speaker is
right where both have a word in common that is no function word, or none has any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.extract.grammar import CONJUNCTIONS, DETERMINERS, PREPOSITIONS
from claims.extract.learned.words import Words

ALIKE = 0.5
FUNCTION_WORDS = DETERMINERS | PREPOSITIONS | CONJUNCTIONS
Read = tuple[frozenset[int], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts over texts. right: pairs; both: pairs with the right speaker; ours, theirs: all of each side."""

    right: int = 0
    both: int = 0
    ours: int = 0
    theirs: int = 0

    def __add__(self, other: Figures) -> Figures:
        return Figures(
            self.right + other.right,
            self.both + other.both,
            self.ours + other.ours,
            self.theirs + other.theirs,
        )

    @property
    def match(self) -> float:
        """F1 of contents, 0 to 100."""
        return self._f1(self.right)

    @property
    def end_to_end(self) -> float:
        """F1 of contents with their speakers, 0 to 100."""
        return self._f1(self.both)

    def _f1(self, hits: int) -> float:
        sides = self.ours + self.theirs
        return 200 * hits / sides if sides else 0.0


def score(words: Words, ours: Sequence[Read], theirs: Sequence[Read]) -> Figures:
    """Compare (words of content, words of speaker) of one text; `theirs` is what is true."""
    ours = [one for one in ours if one[0]]
    theirs = [one for one in theirs if one[0]]
    pairs = pair([one[0] for one in ours], [one[0] for one in theirs])
    both = sum(same_speaker(words, ours[one][1], theirs[other][1]) for one, other in pairs.items())
    return Figures(len(pairs), both, len(ours), len(theirs))


def pair(ours: Sequence[frozenset[int]], theirs: Sequence[frozenset[int]]) -> dict[int, int]:
    """Which of ours is which of theirs, by numbers; the most alike first."""
    alike = sorted(
        (-jaccard(one, other), second, first)
        for first, one in enumerate(ours)
        for second, other in enumerate(theirs)
        if one & other and jaccard(one, other) >= ALIKE
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, second, first in alike:
        if first not in pairs and second not in taken:
            pairs[first] = second
            taken.add(second)
    return pairs


def same_speaker(words: Words, one: frozenset[int], other: frozenset[int]) -> bool:
    """Whether two readings name the same speaker, or both none."""
    if not one or not other:
        return not one and not other
    return one == other or any(words.lower[at] not in FUNCTION_WORDS for at in one & other)


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of their words two stretches share, 0 to 1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
