"""What a line looks like by itself, in figures that speak no language.

A look is a mapping from the name of a feature to its figure (mostly 1, else a share between 0 and 1); what is
absent is 0. Figures that cost something and that nobody wants are left out. Only the sets of single words
(phrases/*.toml) know languages.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from operator import itemgetter

from sources.ingest.dates import MONTHS
from sources.ingest.furniture import PHRASES
from sources.ingest.lines import RECURRING, REMEMBERED, Line

Look = dict[str, float]

#: Beyond these characters a line is prose and looks the same.
SEEN = 400
#: So many words show how a line is capitalised.
BEGINNING = 25
SIZES = (2, 4, 7, 11, 17, 26, 41, 71)
SIZE_NAMES = ("1", "2-3", "4-6", "7-10", "11-16", "17-25", "26-40", "41-70", "71-")
SIZE_LOOKS = tuple(f"words {size}" for size in SIZE_NAMES)
FIRST_SIGN = itemgetter(0)
SHORT = 6
LABEL = 14
LITTLE, CONTROLS, TALK, VOTES, AGO, BEFORE_NUMBER = (
    PHRASES.words.get(name, frozenset())
    for name in ("little", "controls", "talk", "votes", "ago", "before_number")
)
BY = {"by", "von", "par", "por", "di"}
EDGES = ".,:;!?…()[]{}<>*|·-–—'\"“”„«»‹›/"
# A sentence that ends inside a line: two small letters, a stop, a capital (or a sign that has no capitals).
# It is sought by the stop, and what stands before that looked at afterwards: stops are few.
WORD_BEFORE = "|".join(rf"(?<=\w[\w)\"'”’»]{{{signs}}}.)" for signs in (1, 2, 3))
INNER = re.compile(
    rf"[.!?。！？](?:(?<=[。！？])\S|(?:{WORD_BEFORE})(?<=[.!?])['\"”’»)]?\s+[\"“„«(]?[^\W\d_a-zäöüß])"
)
DIGIT = re.compile(r"\d")
CLOCK_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b")
DAY = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b(?:19|20)\d\d-\d\d")
LINK = re.compile(r"https?://|www\.|@\w|#\w")
DIVIDER = re.compile("[|»›·•]")
MOST_DIVIDED = 40
QUOTES = frozenset('"“”„«»‘')
#: Words whose bare form is remembered.
WORDS = 20_000


class Everything:
    """The names of all features that there are, as when weights are fitted."""

    def __contains__(self, name: object) -> bool:
        return True


EVERYTHING = Everything()
#: The names of the features that are asked for.
Wanted = frozenset[str] | Everything


class _Bare(dict[str, str]):
    """Words without the signs around them: nearly all are the same few, again and again."""

    def __missing__(self, word: str) -> str:
        if len(self) >= WORDS:
            self.clear()
        stripped = self[word] = word.strip(EDGES)
        return stripped


_bare = _Bare()


class _Little(dict[str, bool]):
    """Whether words with the signs around them are little ones."""

    def __missing__(self, word: str) -> bool:
        if len(self) >= WORDS:
            self.clear()
        little = self[word] = word.strip(EDGES) in LITTLE
        return little


_little = _Little()


def look_at(line: Line, wanted: Wanted = EVERYTHING) -> tuple[Sequence[str], Look]:
    """Return the tokens of a line (see look_of) and how it looks; the look is the caller's own."""
    if len(line.text) > RECURRING:
        tokens = line.plain[:SEEN].split()
        return tokens, look_of(line, tokens, wanted)
    known, look = _remembered(line[2:], wanted)
    return known, look.copy()


@lru_cache(maxsize=REMEMBERED)
def _remembered(
    parts: tuple[str, str, int, bool, bool, bool, bool, bool], wanted: Wanted
) -> tuple[Sequence[str], Look]:
    line = Line(0, 0, *parts)
    tokens = line.plain[:SEEN].split()
    return tokens, look_of(line, tokens, wanted)


def look_of(line: Line, tokens: Sequence[str], wanted: Wanted = EVERYTHING) -> Look:
    """Return how a line looks, whatever stands around it.

    tokens: the words of the plain line with the signs around them, so far as it is looked at.
    """
    text = line.text[:SEEN]
    look = {SIZE_LOOKS[bisect_right(SIZES, line.words)]: 1.0}
    _form(look, line)
    _shape(look, line, text, wanted)
    _signs(look, text, wanted)
    if "dividers" in wanted and line.words <= MOST_DIVIDED and DIVIDER.search(text):
        look["dividers"] = 1.0
    _vocabulary(look, line, tokens, wanted)
    return look


def bare(tokens: Iterable[str]) -> Iterator[str]:
    """Return words without the signs around them."""
    return map(_bare.__getitem__, tokens)


def content_words(tokens: Iterable[str]) -> list[str]:
    """Return those of a line's words that carry meaning, without the signs around them."""
    return [word for word in bare(tokens) if len(word) > 3 and word not in LITTLE]


def _form(look: Look, line: Line) -> None:
    if line.closed:
        look["closed"] = 1.0
    if line.stopped:
        look["stopped"] = 1.0
    if line.bullet:
        look["bullet"] = 1.0
    if line.prose:
        look["prose"] = 1.0


def _shape(look: Look, line: Line, text: str, wanted: Wanted) -> None:
    words = text.split()
    count = len(words)
    raised = list(map(str.isupper, map(FIRST_SIGN, words[:BEGINNING])))
    capitals = sum(raised) / len(raised) if raised else 0.0
    look["capitals"] = capitals
    if line.words >= SHORT:
        look["capitals in a long line"] = capitals
    if line.words >= 12:
        if line.closed and "long sentence" in wanted:
            look["long sentence"] = 1.0
        if sum(raised[:6]) >= 5:
            look["title before a sentence"] = 1.0
    if line.words >= 8 and "several sentences" in wanted and INNER.search(text):
        look["several sentences"] = 1.0
    if commas := text.count(",") + text.count("、"):
        look["commas"] = min(1.0, commas * 5 / count)
    if "word length" in wanted and count:
        look["word length"] = min(2.0, len(text) / count / 6)
    if "all capitals" in wanted and text.isupper():
        look["all capitals"] = 1.0


def _signs(look: Look, text: str, wanted: Wanted) -> None:
    """How a line begins and ends, and what signs it holds."""
    first = text[:1]
    if first.islower():
        look["lower start"] = 1.0
    elif first.isdigit():
        look["digit start"] = 1.0
    elif first in QUOTES and "quote start" in wanted:
        look["quote start"] = 1.0
    if text.endswith(":"):
        look["colon"] = 1.0
    elif text.endswith(("?", "!")):
        look["question"] = 1.0
    elif text.endswith(("...", "…")):
        look["trails off"] = 1.0
    if '"' in text or (not text.isascii() and any(map(text.__contains__, QUOTES))):
        look["quotation"] = 1.0
    if "link" in wanted and _may_link(text) and LINK.search(text):
        look["link"] = 1.0


def _may_link(text: str) -> bool:
    return "@" in text or "#" in text or "://" in text or "www." in text


def _vocabulary(look: Look, line: Line, tokens: Sequence[str], wanted: Wanted) -> None:
    little = sum(map(_little.__getitem__, tokens)) / len(tokens) if tokens else 0.0
    look["little words"] = little
    if line.words <= LABEL:
        words = list(bare(tokens))
        if 4 <= line.words < 8 and not little:
            look["no little word"] = 1.0
        if line.words <= SHORT and words and words[0] in BY:
            look["by"] = 1.0
        _label(look, line, words, wanted)
    if line.words >= 8 and "little words in a long line" in wanted:
        look["little words in a long line"] = little


def _label(look: Look, line: Line, words: Sequence[str], wanted: Wanted) -> None:
    """Features of lines that may be labels: a time, a vote, a button."""
    seen = set(words)
    controls = sum(map(CONTROLS.__contains__, words))
    if controls:
        look["controls"] = min(1.0, 2 * controls / len(words))
        if line.words <= SHORT:
            look["button"] = 1.0
    if DIGIT.search(line.plain):
        if "digits" in wanted:
            look["digits"] = sum(map(str.isdigit, line.plain)) / len(line.plain)
        if _is_stamp(line.plain, words, seen):
            look["stamp"] = 1.0
    if not seen.isdisjoint(AGO):
        look["ago"] = look["stamp"] = 1.0
    if line.words <= 8 and not seen.isdisjoint(TALK):
        look["talk"] = 1.0
    if line.words <= SHORT and not seen.isdisjoint(VOTES):
        look["vote"] = 1.0


def tells_time(line: Line) -> bool:
    """Say whether a short line names a time or a day, or how long ago something was."""
    if line.words > LABEL:
        return False
    words = list(bare(line.plain[:SEEN].split()))
    if not AGO.isdisjoint(words):
        return True
    return bool(DIGIT.search(line.plain)) and _is_stamp(line.plain, words, set(words))


def _is_stamp(plain: str, words: Sequence[str], seen: set[str]) -> bool:
    """Say whether a line with a digit names a time or a day."""
    if CLOCK_TIME.search(plain) or DAY.search(plain) or not seen.isdisjoint(MONTHS):
        return True
    return any(word in BEFORE_NUMBER and after.isdigit() for word, after in pairwise(words))
