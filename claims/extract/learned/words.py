"""A text as the words a tagger labels: its tokens, what kind each is, and whether it is quoted."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.extract.found import Paragraph, Span

#: A run of word characters, apostrophes within it allowed, or one other character that is no space.
TOKEN = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")
OPENS, CLOSES, EITHER = "“«„", "”»", '"'
ENDS_SENTENCE = frozenset(".?!")


@dataclass(frozen=True, slots=True)
class Words:
    """Tokens of what is read of a text. All ranges are half-open numbers of tokens.

    starts, ends: code points. lower: the words. real: has a letter or digit. quoted: stands inside
    quotation marks. lines: the paragraphs, each with the kind of its block.
    """

    text: str
    starts: list[int]
    ends: list[int]
    lower: list[str]
    real: list[bool]
    quoted: list[bool]
    lines: list[tuple[int, int, str]]

    def within(self, span: Span) -> range:
        """The tokens that share a code point with a span."""
        return range(bisect_right(self.ends, span[0]), bisect_left(self.starts, span[1]))

    def of(self, spans: Iterable[Span]) -> frozenset[int]:
        """The real words in some spans: what two readings of a text are compared by."""
        return frozenset(at for span in spans for at in self.within(span) if self.real[at])

    def span(self, first: int, end: int) -> Span:
        """Code points of tokens `first` to `end`."""
        return self.starts[first], self.ends[end - 1]


def words_of(text: str, paragraphs: Sequence[Paragraph]) -> Words:
    """Cut what is read of a text into words."""
    words = Words(text, [], [], [], [], [], [])
    for paragraph in paragraphs:
        first, inside = len(words.starts), False
        for token in TOKEN.finditer(text, paragraph.start, paragraph.end):
            word = token.group()
            inside = _inside(word, inside)
            words.starts.append(token.start())
            words.ends.append(token.end())
            words.lower.append(word.lower())
            words.real.append(any(map(str.isalnum, word)))
            words.quoted.append(inside and word not in OPENS + EITHER)
        if len(words.starts) > first:
            words.lines.append((first, len(words.starts), paragraph.kind))
    return words


def _inside(word: str, inside: bool) -> bool:
    """Whether a quotation is open after a token."""
    if word in OPENS:
        return True
    if word in CLOSES:
        return False
    return not inside if word == EITHER else inside


def shape_of(word: str) -> str:
    """What a word looks like: its first letters' kinds, runs told once ("Xx", "d", "X.")."""
    kinds = ("X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else c for c in word[:12])
    shape = ""
    for kind in kinds:
        if not shape.endswith(kind):
            shape += kind
    return shape
