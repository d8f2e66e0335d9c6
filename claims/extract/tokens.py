"""A paragraph in words: with quotations as wholes, and sentences that never end inside one."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, chain
from operator import add, sub
from typing import Any

from claims.extract.grammar import END_MARKS
from sources.ingest.sentences import words_of

TITLES = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Cmdr|Gov|Sen|Sens|Rep|Reps|Rev|Hon|Pres|Supt|Insp|Det|Messrs"
    "|Mme|Mlle|Fr|Sr|Jr|St|Mt|vs|No|Nos|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Inc|Corp|Co|Ltd|Bros"
    "|approx|dept|est|etc|Ave|Blvd|Calif|Mass|Conn|Fla|Ill|Mich|Minn|Okla|Ore|Pa|Tenn|Tex|Va|Wash|Wis|Ariz|Ark"
    "|Colo|Del|Ga|Ind|Kan|Ky|La|Md|Mo|Mont|Neb|Nev|Ala|Wyo"
)
TOKEN = re.compile(
    rf"[^\W\d_]{{2,}}(?=[\s,])|(?<!\w)[A-Z]-(?:(?:[A-Z]\.)+|[A-Z][a-z]{{1,4}}\.)|(?:[^\W\d_]\.){{2,}}[^\W\d_]?\b|(?:[^\W\d_]\.){{2,}}|(?<!\w)(?:{TITLES})\.(?!\w)"
    r"|(?<!\w)[A-Z]\.(?=[ \u00a0][A-Z])|\d+(?:[.,:]\d+)*(?:[-‑]?\w+)*"
    r"|\w+(?:(?:['’\-‑&]|\.(?=[a-z]))\w+)*|''|``|’’|‘‘|--+|\.\.+|[^\w\s]"
)
#: An initial at the end of a piece: it keeps its full stop before a name only, where “U.S.” always does.
INITIAL = re.compile(r"(?<!\w)(?<!(?<!\w)[^\W\d_]\.)[A-Z]\.\Z")
#: Longer pieces, in code points, are not remembered: they would fill the memory.
LONGEST_KEPT = 40
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
    ends: list[int]
    quoted: list[int] = field(default_factory=list)
    quotations: list[Quotation] = field(default_factory=list)
    sentences: list[tuple[int, int]] = field(default_factory=list)
    cues: dict[tuple[int, int], Any] = field(default_factory=dict)

    def span(self, first: int, stop: int) -> tuple[int, int]:
        """Code points of the tokens first to stop, which is excluded."""
        return self.starts[first], self.ends[stop - 1]


def cut(text: str, start: int, end: int, kind: str) -> Line:
    """Cut text[start:end] into tokens; quotations and sentences are not known yet."""
    part = text[start:end]
    pieces = part.split()
    single_spaces = len(part) == len(" ".join(pieces))
    if not pieces or not single_spaces or max(map(len, pieces)) > LONGEST_KEPT:
        return _cut_anew(text, start, end, kind)
    known = list(map(_tokens_of, pieces))
    if None in known:
        return _cut_anew(text, start, end, kind)
    its_words, its_low, steps = zip(*known, strict=True)
    words = list(chain.from_iterable(its_words))
    starts = list(accumulate(chain.from_iterable(steps), initial=start))
    del starts[-1]
    low = list(chain.from_iterable(its_low))
    return Line(start, end, kind, words, low, starts, list(map(add, starts, map(len, words))))


def _cut_anew(text: str, start: int, end: int, kind: str) -> Line:
    spans = [match.span() for match in TOKEN.finditer(text, start, end)]
    words = [text[first:last] for first, last in spans]
    starts, ends = [first for first, _ in spans], [last for _, last in spans]
    return Line(start, end, kind, words, [word.lower().replace("’", "'") for word in words], starts, ends)


@lru_cache(maxsize=20_000)
def _tokens_of(piece: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]] | None:
    """Cut what stands between two spaces; the same pieces come again and again.

    Returns its tokens, as they stand and in lower case, and from each the way to the next in code points:
    from the last one to what stands behind one space. None: how it is cut hangs on what follows.
    """
    if INITIAL.search(piece):
        return None
    line = _cut_anew(piece, 0, len(piece), "")
    behind = [*line.starts[1:], len(piece) + 1]
    return tuple(line.words), tuple(line.low), tuple(map(sub, behind, line.starts))


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
    quoted = line.quoted if line.quotations else ()
    ends = [index for index, word in enumerate(line.words) if word[-1] in ENDINGS]
    if quoted:
        ends = sorted({*ends, *(index for index, number in enumerate(quoted) if number >= 0)})
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
    return len(word) > 2 and word[-1] == "." and word[-3] == "." and following in STARTERS


def _asks(line: Line, index: int) -> bool:
    """Tell whether a short sentence behind "…?" may be its attribution: "Smith asked."."""
    for place in range(index + 1, min(index + 12, len(line.low))):
        if line.words[place] in END_MARKS or line.quoted[place] >= 0:
            return False
        if line.low[place] in ASKING:
            return True
    return False
