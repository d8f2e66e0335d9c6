"""Where passages of a text stand in a later text of the same page, and which a person must look at. Pure.

Three rules, for each passage:

1. the word diff maps it to the same words                                          -> carried over
2. its words are unique in the old and in the new text, the surroundings similar    -> carried over
3. anything else, words that are only alike included                                -> needs review
and where nothing like it is found, it is an orphan.

Words that stand more than once (a caption that is repeated, "he said") are told apart by what stands around
them: they must be unique in either text together with what is kept before them, and with what is kept behind.
Without that, passages jump to look-alike places.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from claims.alignment import Span, Tokens, align, shared
from sources.choices import Anchoring

#: Code points of the surroundings that are compared on either side.
CONTEXT = 64
#: How alike they must be, 0 to 100: in the mean of both sides, and on the better one; either pair will do.
SIMILAR = ((50, 95), (75, 75))
#: In the mean of both sides, where the diff maps the words; on each, where words that come more often moved.
SIMILAR_MAPPED, SIMILAR_BOTH = 65, 75
#: As before for passages of so many words, which hardly come twice by chance.
LONG, SIMILAR_LONG = 12, (50, 75)
#: Words of surroundings on either side that may tell a passage from its like, tried in this order; of what is
#: kept around it, the least on both sides together and the most on each.
KEPT = (3, 6, 12, 24, 48)
#: Places of the same words that are looked at, and places that are suggested.
MOST_PLACES, SUGGESTED = 50, 9
#: How alike other words must be to be suggested, 0 to 100.
ALIKE = 75
#: Words of a passage that are looked for when it is not found, and places of each.
LOOKED_FOR, OFTEN = 400, 50


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of one passage. anchoring: carried, review or orphan. places: in code points of the new
    text, half-open: the one it is carried to; for a review the likeliest first; none for an orphan.
    """

    anchoring: Anchoring
    places: tuple[Span, ...] = ()


def carry_over(old: str, new: str, spans: Sequence[Span]) -> list[Carried]:
    """Decide for each span of the old text, in code points, half-open; in their order.

    The words at the new place are the same; white space between them may differ, and goes at both ends.
    """
    texts = _Texts.of(old, new)
    return [texts.carry(span) for span in spans]


@dataclass(frozen=True, slots=True)
class _Texts:
    old: Tokens
    new: Tokens
    partner: list[int]

    @classmethod
    def of(cls, old: str, new: str) -> _Texts:
        before, after = Tokens.of(old), Tokens.of(new)
        return cls(before, after, align(before.words, after.words))

    def carry(self, span: Span) -> Carried:
        first, last = self.old.covering(*span)
        if first >= last:
            return Carried(Anchoring.ORPHAN)
        mapped = self._mapped(first, last)
        place = self._certain(first, last, mapped)
        if place is not None:
            return Carried(Anchoring.CARRIED, (self._span(span, first, last, place),))
        places = _apart(self._likely(span, first, last))[:SUGGESTED]
        return Carried(Anchoring.REVIEW if places else Anchoring.ORPHAN, places)

    def _mapped(self, first: int, last: int) -> int | None:
        """The first token of the same words where the diff puts them; None where it puts other words."""
        start = self.partner[first]
        if start < 0 or self.new.words[start : start + last - first] != self.old.words[first:last]:
            return None
        return start if self.partner[last - 1] == start + last - first - 1 else None

    def _certain(self, first: int, last: int, mapped: int | None) -> int | None:
        run = self.old.run(first, last)
        here, there = self.old.places(run, most=2), self.new.places(run, most=2)
        if len(here) == len(there) == 1:
            alike = self._stays if there[0] == mapped else self._follows
            return there[0] if alike(first, last, there[0]) else None
        if not there:
            return None
        place = mapped if mapped is not None else self._by_surroundings(first, last)
        if place is None or not self._kept_alone(first, last, place) or self.old.is_doubled(first, last):
            return None
        return None if self.new.is_doubled(place, place + last - first) else place

    def _kept_alone(self, first: int, last: int, place: int) -> bool:
        """Whether the words stand once in either text with what is kept before them, and with what is behind.

        Either side must tell: where a look-alike was put beside them, one side is the look-alike's.
        """
        end = place + last - first
        before = shared(self.old.words, first - 1, self.new.words, place - 1, step=-1, most=KEPT[-1])
        after = shared(self.old.words, last, self.new.words, end, step=1, most=KEPT[-1])
        opens = first - before == place - before == 0
        closes = last + after == len(self.old.words) and end + after == len(self.new.words)
        return (opens or self._once(first - before, last)) and (closes or self._once(first, last + after))

    def _once(self, first: int, last: int) -> bool:
        run = self.old.run(first, last)
        return len(self.old.places(run, most=2)) == len(self.new.places(run, most=2)) == 1

    def _by_surroundings(self, first: int, last: int) -> int | None:
        """The one place where the same words have the same surroundings on both sides."""
        for size in KEPT:
            start, end = max(first - size, 0), min(last + size, len(self.old.words))
            if start == first or end == last:
                return None
            run = self.old.run(start, end)
            there = self.new.places(run, most=2)
            if not there:
                return None
            if len(there) == len(self.old.places(run, most=2)) == 1:
                place = there[0] + first - start
                return place if min(self._sides(first, last, place)) >= SIMILAR_BOTH else None
        return None

    def _stays(self, first: int, last: int, place: int) -> bool:
        """Whether what the diff maps is no other paragraph that happens to have a few of the same words."""
        return last - first >= LONG or sum(self._sides(first, last, place)) / 2 >= SIMILAR_MAPPED

    def _follows(self, first: int, last: int, place: int) -> bool:
        """Whether the surroundings are similar, and the diff does not see most of the words elsewhere.

        If it does, they were changed where they stood, and somebody wrote the same words anew.
        """
        size = last - first
        elsewhere = [to for to in self.partner[first:last] if to >= 0 and not place <= to < place + size]
        if len(elsewhere) > size / 2:
            return False
        sides = self._sides(first, last, place)
        limits = (*SIMILAR, SIMILAR_LONG) if size >= LONG else SIMILAR
        return any(sum(sides) / 2 >= mean and max(sides) >= best for mean, best in limits)

    def _sides(self, first: int, last: int, place: int) -> tuple[float, float]:
        """How alike what stands before the words and behind them is, 0 to 100 each."""
        old, new = self.old, self.new
        end = place + last - first
        before = fuzz.ratio(_tail(old, first), _tail(new, place))
        return before, fuzz.ratio(_head(old, last), _head(new, end))

    def _likely(self, span: Span, first: int, last: int) -> Iterator[Span]:
        """Places to suggest, the likeliest first: the same words, else what stands there now, words alike."""
        run = self.old.run(first, last)
        same = self.new.places(run, most=MOST_PLACES)
        for place in sorted(same, key=lambda place: -sum(self._sides(first, last, place))):
            yield self._span(span, first, last, place)
        if same:
            return
        yield from self._near(first, last)

    def _near(self, first: int, last: int) -> Iterator[Span]:
        """Other words in its place, if they are alike."""
        start, end = self.partner[first], self.partner[last - 1]
        if 0 <= start <= end and end - start < 3 * (last - first):
            yield self.new.starts[start], self.new.ends[end]
        found = self._where_its_words_are(first, last)
        if found is None:
            return
        near = fuzz.partial_ratio_alignment(self.old.run(first, last).strip(), self.new.run(*found))
        if near and near.score >= ALIKE:
            base = self.new.offsets[found[0]]
            begin, stop = self.new.at(base + near.dest_start + 1), self.new.at(base + near.dest_end)
            yield self.new.starts[begin], self.new.ends[stop]

    def _where_its_words_are(self, first: int, last: int) -> Span | None:
        """The stretch of the new text, in tokens, in which most of the rarer words stand as they did."""
        size = min(last - first, LOOKED_FOR)
        votes: dict[int, int] = {}
        for at, word in enumerate(self.old.words[first : first + size]):
            places = self.new.index.get(word, ())
            if len(places) <= OFTEN:
                for place in places:
                    bucket = (place - at) // max(size, 1)
                    votes[bucket] = votes.get(bucket, 0) + 1
        if not votes:
            return None
        best = max(votes, key=lambda bucket: (votes[bucket], -bucket))
        start = best * size
        return max(start - size // 2, 0), min(start + 3 * size, len(self.new.words))

    def _span(self, span: Span, first: int, last: int, place: int) -> Span:
        """The place in code points; a passage that begins or ends within a word does so there too."""
        skipped = max(span[0] - self.old.starts[first], 0)
        short = max(self.old.ends[last - 1] - span[1], 0)
        return self.new.starts[place] + skipped, self.new.ends[place + last - first - 1] - short


def _apart(places: Iterable[Span]) -> tuple[Span, ...]:
    """Those that do not overlap one before them."""
    found: list[Span] = []
    for start, end in places:
        if all(end <= one or other <= start for one, other in found):
            found.append((start, end))
    return tuple(found)


def _tail(tokens: Tokens, at: int) -> str:
    return tokens.line[: tokens.offsets[at] if at < len(tokens.words) else None][-CONTEXT:]


def _head(tokens: Tokens, at: int) -> str:
    start = tokens.offsets[at] if at < len(tokens.words) else len(tokens.line)
    return tokens.line[start : start + CONTEXT]
