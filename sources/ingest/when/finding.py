"""Words of a date in a running text, as spans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sources.ingest.when.amounts import ABOUT, COUNT
from sources.ingest.when.stretches import Phrase, phrase_at
from sources.ingest.when.tokens import LANGUAGES, Line, read_line

SENTENCE_END = re.compile(r"[.!?:;]\s|\n")
WORD = re.compile(r"['’]?[^\W\d_]+(?:['’]t)?")
HENCE = re.compile(rf"i{ABOUT}{COUNT}[UV]")
BEFORE_IT, BEHIND_IT = 160, 80


@dataclass(frozen=True, slots=True)
class Expression:
    """Words of a date: start and end in code points, half-open; language: "en" or "de".

    ahead: the sentence speaks of what is to come, so that a bare "on Friday" is the next one (True); of what
    is over (False); or does not say (None).
    """

    start: int
    end: int
    wording: str
    language: str
    ahead: bool | None = None


def find_expressions(
    text: str, *, language: str = "en", start: int = 0, end: int | None = None
) -> list[Expression]:
    """Return the words of dates in text[start:end], in order, none within another. Linear.

    A language that has no table here (only "en" and "de" have one) yields nothing.
    """
    if language not in LANGUAGES:
        return []
    line = read_line(text, language, start, end)
    return [
        found for first, last in line.segments() for found in _in_segment(text, line, first, last, language)
    ]


def _in_segment(text: str, line: Line, at: int, last: int, language: str) -> Iterator[Expression]:
    while at < last:
        phrase = None if at and line.letters[at - 1] == "!" else phrase_at(line, at)
        if phrase and (found := _expression(text, line, at, phrase, language)):
            yield found
        at = phrase.end if phrase else at + 1


def _expression(text: str, line: Line, at: int, phrase: Phrase, language: str) -> Expression | None:
    start, end = line.tokens[at].start, line.tokens[phrase.end - 1].end
    before = text[max(0, start - BEFORE_IT) : start]
    before = SENTENCE_END.split(before)[-1]
    if (
        line.letters[at] == "F"
        and line.letters[at + 1] not in "wT"
        and not _has_lasted(_words_in(before), language)
    ):
        return None  # "for two days": of what is over, unless it has lasted
    ahead = _is_ahead(before, text[end : end + BEHIND_IT], language)
    if not ahead and HENCE.fullmatch(line.letters, at, phrase.end):
        return None  # "in three weeks": how long it took
    return Expression(start, end, text[start:end], language, ahead)


def _has_lasted(words: set[str], language: str) -> bool:
    """Say whether what lasts reaches up to now: "has been open for", but not "had been open for"."""
    return bool(words & _cues(language)[2]) and "had" not in words


def _words_in(piece: str) -> set[str]:
    return {word.lower() for word in WORD.findall(piece)}


@cache
def _cues(language: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    source = LANGUAGES[language]
    ahead, behind, lasting = (
        frozenset(words.split()) for words in (source.AHEAD, source.BEHIND, source.LASTING)
    )
    return ahead, behind, lasting


def _is_ahead(before: str, after: str, language: str) -> bool | None:
    """Let the nearest verb decide: the last one before; where there is none, the first one behind."""
    ahead, behind, _ = _cues(language)
    words = [word.lower() for word in WORD.findall(before)]
    for at, word in reversed(list(enumerate(words))):
        if word in ahead or word in behind:
            return word in ahead and words[max(0, at - 2) : at] != ["had", "been"]  # had been planned
    for word in WORD.findall(SENTENCE_END.split(after)[0]):
        if word.lower() in ahead or word.lower() in behind:
            return word.lower() in ahead
    return None
