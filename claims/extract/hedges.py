"""Hedges: the words that weaken what is said, within a statement and beside its cue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from claims.extract.found import Span
from claims.extract.measuring import hedging
from claims.extract.measuring.numerals import in_small

#: So far is looked round a modal for what says that it weakens nothing, in code points.
ROUND = 24
#: The word that a verb hands its content over with, which stands within that: "is said to".
LINK = re.compile(r"(?:to|that)\b", re.IGNORECASE)
PRONOUN = re.compile(r" (?:I|we|they|he|she|it|be|not)\b")
LANGUAGES = {"en": hedging.ENGLISH, "de": hedging.GERMAN}


def find_hedges(text: str, spans: Iterable[Span], *, language: str) -> list[Span]:
    """Return where words weaken, within the spans, in order, none within another. Linear.

    language: "en" or "de"; another has none.
    """
    pattern = _pattern(language[:2].lower())
    if pattern is None:
        return []
    return [
        (first, last)
        for start, end in spans
        for first, last, modal in _found(pattern, text[start:end], start)
        if not modal or _weakens(text, first, last, start, end)
    ]


def _found(pattern: re.Pattern[str], piece: str, start: int) -> Iterator[tuple[int, int, bool]]:
    """Yield (start, end, whether it is a modal)."""
    for found in pattern.finditer(in_small(piece)):
        yield start + found.start(), start + found.end(), bool(found["modal"])


def beside(
    sentence: Span, content: Iterable[Span], cue: Iterable[Span], *, text: str, reach: int = 100
) -> Iterator[Span]:
    """Yield the stretches of the sentence round each cue that are no content: "on Monday said that".

    reach: how far on either side, in code points, cut at a space.
    """
    content = sorted(content)
    done = sentence[0]
    for start, end in sorted(cue):
        left = max([done, start - reach, *(last for _, last in content if last <= start)])
        right = min([max(sentence[1], end), end + reach, *(first for first, _ in content if first >= end)])
        if left == start - reach and left > sentence[0]:
            left = _space(text, left, start)
        if right == end + reach and right < sentence[1]:
            right = max(text.rfind(" ", end, right), end)
        if taken := LINK.match(text, right):
            right = taken.end()
        if left < right:
            yield left, right
            done = right


def _space(text: str, left: int, start: int) -> int:
    at = text.find(" ", left, start)
    return at if at >= 0 else start


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    table = LANGUAGES.get(language)
    if table is None:
        return None
    phrases = "|".join(line for line in table.replace("\n    ", "").split("\n") if line)
    modals = hedging.ENGLISH_MODALS if language == "en" else r"(?!)"
    return re.compile(rf"\b(?:{phrases}|(?P<modal>{modals}))(?![\w-])")


@cache
def _no_modal() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    return (
        re.compile(hedging.NO_MODAL_BEFORE, re.IGNORECASE),
        re.compile(hedging.NO_MODAL_BEHIND, re.IGNORECASE),
        re.compile(hedging.MAY_NOT, re.IGNORECASE),
    )


def _weakens(text: str, first: int, last: int, start: int, end: int) -> bool:
    """Say whether may, might or could weakens: not "May" the month, might the noun, could of ability."""
    before, behind, may_not = _no_modal()
    word = text[first:last]
    lead = text[max(start, first - ROUND) : first]
    if word[0].isupper() and lead.strip() and lead.rstrip()[-1] not in '.!?:;“"':
        return False
    if word == "May" and not PRONOUN.match(text, last, end):
        return False
    if before.search(lead):
        return False
    return bool(may_not.match(text, first, end)) or not behind.match(text, last, end)
