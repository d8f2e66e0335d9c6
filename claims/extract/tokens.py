"""A paragraph in words: with quotations as wholes, and sentences that never end inside one."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, chain
from typing import Any

from claims.extract.grammar import END_MARKS, TIMES
from claims.extract.pieces import piece_of, piece_within
from sources.ingest.sentences import words_of

#: With a full stop of their own, these may end a sentence; a title or an initial never does.
STARTERS = words_of(
    "The He She It They We But In A An On At This That And His Her If When As For There I After While"
)
LONGEST_SENTENCE = 400
#: A headline has so many tokens at most; and so many of its longer words in capitals, where they are.
LONGEST_HEADLINE, CAPITALS = 24, 0.8
ENDINGS = frozenset(".!?…")
#: Verbs behind a quotation that ends with a question or exclamation mark.
ASKING = words_of(
    "asked asks said says added adds wrote writes tweeted tweets replied replies shouted shouts told tells "
    "demanded demands wondered wonders exclaimed exclaims yelled yells cried cries joked quipped inquired"
)


@dataclass(slots=True)
class Quotation:
    """A quotation by its tokens: open and close are those of its marks; an unclosed one has no close mark.

    first, last: its own words, both included; first > last where it is empty. single: in single marks.
    """

    first: int
    last: int
    single: bool
    closed: bool = True


@dataclass(slots=True)
class Line:
    """A paragraph. Columns of equal length, one entry a token; low: lower case with straight apostrophes.

    quoted: the number of the quotation a token (its marks included) stands in, or -1.
    sentences: half-open ranges of tokens. cues: what was read of a verb before, by where and from where on.
    """

    start: int
    end: int
    kind: str
    words: list[str]
    low: list[str]
    starts: list[int]
    quoted: list[int] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    cues: dict[tuple[int, int], Any] = field(default_factory=dict)

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Code points of the tokens first to stop, which is excluded."""
        return self.starts[first], self.end_of(stop - 1)

    def end_of(self, index: int) -> int:
        """Where a token ends, in code points."""
        return self.starts[index] + len(self.words[index])


def cut(text: str, start: int, end: int, kind: str) -> Line:
    """Cut text[start:end] into tokens; quotations and sentences are not known yet."""
    part = text[start:end]
    pieces = part.split()
    known = list(map(piece_of, pieces))
    if not pieces or None in known or len(part) != len(" ".join(pieces)):
        return _cut_piecewise(text, start, end, kind, pieces)
    its_words, its_low, steps = zip(*known, strict=True)
    starts = list(accumulate(chain.from_iterable(steps), initial=start))
    del starts[-1]
    return Line(
        start, end, kind, list(chain.from_iterable(its_words)), list(chain.from_iterable(its_low)), starts
    )


def _cut_piecewise(text: str, start: int, end: int, kind: str, pieces: list[str]) -> Line:
    """Cut where more than one space stands somewhere, or where an initial hangs on what follows it."""
    line = Line(start, end, kind, [], [], [])
    place = start
    for piece in pieces:
        place = text.index(piece, place)
        words, low, steps = piece_within(text, place, end, piece)
        line.words += words
        line.low += low
        line.starts += accumulate(steps[:-1], initial=place)
        place += len(piece)
    return line


def reads_as_headline(line: Line, *, first: bool) -> bool:
    """Tell whether a paragraph is written as a headline: in capitals, or a few words that open the text."""
    if len(line.words) > LONGEST_HEADLINE:
        return False
    long = [word for word in line.words if len(word) > 3 and word[0].isalpha()]
    if len(long) < 3:
        return False
    return first or sum(word[0].isupper() for word in long) >= CAPITALS * len(long)


def find_sentences(line: Line) -> list[tuple[int, int]]:
    """Return the sentences, which are cut outside quotations only, and after so many tokens anyway."""
    found: list[tuple[int, int]] = []
    begin, count = 0, len(line.words)
    ends = [index for index, word in enumerate(line.words) if word[-1] in ENDINGS]
    if line.quotations:
        quoted = line.quoted
        last = (one.last + one.closed for one in line.quotations)
        ends = sorted({*(index for index in ends if quoted[index] < 0), *last})
    for index in ends:
        while index + 1 - begin > LONGEST_SENTENCE:
            found.append((begin, begin + LONGEST_SENTENCE))
            begin += LONGEST_SENTENCE
        if _ends_here(line, index, count):
            found.append((begin, index + 1))
            begin = index + 1
    while begin < count:
        found.append((begin, min(count, begin + LONGEST_SENTENCE)))
        begin += LONGEST_SENTENCE
    return found


def _ends_here(line: Line, index: int, count: int) -> bool:
    word = line.words[index]
    if index + 1 == count:
        return True
    following = line.words[index + 1]
    inside = line.quoted[index]
    if inside >= 0:
        quotation = line.quotations[inside]
        if line.quoted[index + 1] == inside or not quotation.closed or quotation.last < quotation.first:
            return False
        word = line.words[quotation.last]
        if word not in END_MARKS or not following[0].isupper() | (line.quoted[index + 1] >= 0):
            return False
        return word == "." or line.quoted[index + 1] >= 0 or not _asks(line, index + 1)
    if word in END_MARKS:
        return not following[0].islower() and following not in ")],;"
    if line.low[index] in ("a.m.", "p.m."):
        return following[0].isupper() and not following.isupper() and following.lower() not in TIMES
    return len(word) > 2 and word[-1] == "." and word[-3] == "." and following in STARTERS


def _asks(line: Line, index: int) -> bool:
    """Tell whether a short sentence behind "…?" may be its attribution: "Smith asked."."""
    for place in range(index + 1, min(index + 12, len(line.low))):
        if line.words[place] in END_MARKS or line.quoted[place] >= 0:
            return False
        if line.low[place] in ASKING:
            return True
    return False
