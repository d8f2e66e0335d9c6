"""Two texts of one article beside each other, as far as each is shown. Pure.

Compared is what a reader could be shown at all (`readable`); told is only what is shown (`shown`). That a
word which is shown stands in the other text too may rest on a part which is not shown: of such a part nothing
else is told, neither its words nor that anything changed in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from claims.alignment import Span, Tokens, align
from claims.excerpts import Excerpt

#: Code points that are compared of a text; of more nothing is told.
LONGEST = 200_000
#: So many words that stand elsewhere in the other text were moved; fewer may come twice by chance.
MOVED = 5

#: Signs behind which a sentence begins.
ENDS = frozenset(".!?…。！？؟")

SAME, OWN, ELSEWHERE = "same", "own", "moved"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one side; kind: "same", "own" (only this side has them) or "moved"."""

    kind: str
    words: str

    @property
    def parts(self) -> tuple[str, str]:
        """The words, and the white space that follows them: a mark ends with the last word."""
        bare = self.words.rstrip()
        return bare, self.words[len(bare) :]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A shown stretch of one side; kind: of its block."""

    kind: str
    pieces: tuple[Piece, ...]

    @property
    def same(self) -> bool:
        """Whether every word of it stands in the other text at that place."""
        return all(piece.kind == SAME for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Row:
    """What belongs together; None where one side shows nothing that belongs to it."""

    old: Stretch | None
    new: Stretch | None

    @property
    def same(self) -> bool:
        """Whether nothing in it changed."""
        return all(side is None or side.same for side in (self.old, self.new))


@dataclass(frozen=True)
class Text:
    """One of the texts. readable: what may be shown at all; shown: what is, each within a readable span."""

    text: str
    readable: Sequence[Span]
    shown: Sequence[Excerpt]

    @cached_property
    def tokens(self) -> Tokens:
        """The words of what is readable, with their places in the whole text."""
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for start, end in self.readable:
            found = Tokens.of(self.text[start:end])
            words += found.words
            starts += (start + at for at in found.starts)
            ends += (start + at for at in found.ends)
        return Tokens(tuple(words), tuple(starts), tuple(ends))

    @property
    def size(self) -> int:
        """Code points that would be compared."""
        return sum(end - start for start, end in self.readable)

    def within(self, one: Excerpt) -> Span:
        """The words of a stretch, as places among the tokens."""
        return bisect_left(self.tokens.starts, one.start), bisect_left(self.tokens.starts, one.end)


@dataclass(frozen=True, slots=True)
class Compared:
    """The rows in the order of the later text; partner: of each word of the older one, -1 without any."""

    rows: tuple[Row, ...]
    partner: Sequence[int]


def compare(old: Text, new: Text) -> Compared | None:
    """Lay the shown stretches of two texts beside each other; None where one is too long."""
    if max(old.size, new.size) > LONGEST:
        return None
    partner = align(old.tokens.words, new.tokens.words)
    back = [-1] * len(new.tokens.words)
    for at, other in enumerate(partner):
        if other >= 0:
            back[other] = at
    _slide(old.tokens.words, partner, back)
    _slide(new.tokens.words, back, partner)
    left = [_stretch(old, one, partner, new.tokens.line) for one in old.shown]
    right = [_stretch(new, one, back, old.tokens.line) for one in new.shown]
    return Compared(tuple(_rows(left, right, _pairs(old, new, partner))), partner)


def _slide(words: Sequence[str], partner: list[int], back: list[int]) -> None:
    """Where it makes no difference, let what only this side has begin with a sentence, not with a stop."""
    for start, end in list(_runs([OWN if to < 0 else SAME for to in partner])):
        at, until = start, end
        while at < end and until < len(words) and words[at] == words[until] and partner[until] >= 0:
            at, until = at + 1, until + 1
            if words[at - 1] in ENDS:
                for here, there in zip(range(start, at), range(end, until), strict=True):
                    partner[here], partner[there] = partner[there], -1
                    back[partner[here]] = here
                break


def _pairs(old: Text, new: Text, partner: Sequence[int]) -> list[tuple[int, int]]:
    """Which shown stretch of the old text goes with which of the new one; both rise."""
    begins = [new.within(one)[0] for one in new.shown]
    ends = [new.within(one)[1] for one in new.shown]
    found: list[tuple[int, int]] = []
    for number, one in enumerate(old.shown):
        into: Counter[int] = Counter()
        for to in partner[slice(*old.within(one))]:
            place = bisect_left(ends, to + 1)
            is_word = to >= 0 and new.tokens.words[to].isalnum()
            if is_word and place < len(ends) and begins[place] <= to:
                into[place] += 1
        if into:
            best = into.most_common(1)[0][0]
            if not found or found[-1][1] < best:
                found.append((number, best))
    return found


def _rows(
    left: Sequence[Stretch], right: Sequence[Stretch], pairs: Sequence[tuple[int, int]]
) -> Iterator[Row]:
    here = there = 0
    for one, other in [*pairs, (len(left), len(right))]:
        yield from (Row(side, None) for side in left[here:one])
        yield from (Row(None, side) for side in right[there:other])
        if one < len(left):
            yield Row(left[one], right[other])
        here, there = one + 1, other + 1


def _stretch(side: Text, one: Excerpt, partner: Sequence[int], other: str) -> Stretch:
    first, last = side.within(one)
    kinds = _kinds(side.tokens.words[first:last], partner[first:last], other)
    pieces: list[Piece] = []
    for at, kind in enumerate(kinds, first):
        start = one.start if at == first else side.tokens.starts[at]
        end = one.end if at + 1 == last else side.tokens.starts[at + 1]
        words = side.text[start:end]
        if pieces and pieces[-1].kind == kind:
            words = pieces.pop().words + words
        pieces.append(Piece(kind, words))
    return Stretch(one.kind, tuple(pieces))


def _kinds(words: Sequence[str], partner: Sequence[int], other: str) -> list[str]:
    """What each word is; a single word that stayed between two changes belongs to the change, and where no
    word stayed, neither did the signs."""
    kinds = [SAME if to >= 0 else OWN for to in partner]
    if not any(word.isalnum() for word, kind in zip(words, kinds, strict=True) if kind == SAME):
        kinds = [OWN] * len(kinds)
    for at in range(1, len(kinds) - 1):
        if kinds[at] == SAME and kinds[at - 1] != SAME and kinds[at + 1] != SAME:
            kinds[at] = OWN
    for first, last in _runs(kinds):
        if last - first >= MOVED and f" {' '.join(words[first:last])} " in other:
            kinds[first:last] = [ELSEWHERE] * (last - first)
    return kinds


def _runs(kinds: Sequence[str]) -> Iterator[Span]:
    """Where words that only this side has begin and end."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == OWN:
            end += 1
        if end > at:
            yield at, end
        at = max(end, at + 1)
