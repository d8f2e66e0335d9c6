"""Texts with what is attributed in them: what a tagger learns from, and is measured on.

One JSON object a line, as the scorers of attribution take it: {"doc_id", "text", "quotes": [{"content":
[[start, end], …], "cue": [[…]], "source": [[…]]}]}, offsets in half-open code points of `text`.
What is not among the quotes is nothing: what somebody turned down is left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from claims.extract.found import Paragraph, Span

#: A text longer than this is no article: code points.
LONGEST_TEXT = 1_000_000
#: More than this in one text is no work of people.
MOST_QUOTES = 5_000


class BadExample(ValueError):
    """A line that nothing can be learnt from; says which one and why."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words, and what marks them as somebody's. Spans in order; cue and source may be empty."""

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A text and all that is attributed in it. paragraphs: what is read, each by itself; key: its version."""

    name: str
    text: str
    quotes: tuple[Quote, ...]
    paragraphs: tuple[Paragraph, ...]
    key: int | None = None


def read_examples(lines: Iterable[str]) -> Iterator[Example]:
    """Read JSONL line by line, empty lines left out. Raises BadExample."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield _example(json.loads(line, parse_constant=_no_number), number)
            except (json.JSONDecodeError, RecursionError) as problem:
                raise BadExample(f"Line {number} is no JSON object.") from problem
            except BadExample as problem:
                raise BadExample(f"Line {number}: {problem}") from problem


def lines_of(text: str) -> tuple[Paragraph, ...]:
    """The lines of a text of which nothing else is known, as paragraphs."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(Paragraph(at, at + len(line), "body"))
        at += len(line) + 1
    return tuple(found)


def _no_number(word: str) -> float:
    raise BadExample(f"{word} is no number.")


def _example(row: Any, number: int) -> Example:
    if not isinstance(row, dict):
        raise BadExample("it is no object with “text” and “quotes”.")
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise BadExample("there is no “text”.")
    if len(text) > LONGEST_TEXT:
        raise BadExample(f"its text has more than {LONGEST_TEXT:,} characters.")
    name = row.get("doc_id", f"line {number}")
    quotes = _quotes(row.get("quotes"), len(text))
    return Example(str(name), text, quotes, lines_of(text))


def _quotes(quotes: Any, length: int) -> tuple[Quote, ...]:
    if not isinstance(quotes, list) or not all(isinstance(quote, dict) for quote in quotes):
        raise BadExample("“quotes” is no list of objects.")
    if len(quotes) > MOST_QUOTES:
        raise BadExample(f"“quotes” has more than {MOST_QUOTES:,} entries.")
    found = (Quote(*(_spans(quote.get(role, []), role, length) for role in _ROLES)) for quote in quotes)
    return tuple(quote for quote in found if quote.content)


_ROLES = ("content", "cue", "source")


def _spans(spans: Any, role: str, length: int) -> tuple[Span, ...]:
    if not isinstance(spans, list):
        raise BadExample(f"“{role}” is no list of [start, end].")
    for span in spans:
        if not isinstance(span, list) or len(span) != 2 or not all(type(point) is int for point in span):
            raise BadExample(f"“{role}” holds something that is no [start, end].")
        if not 0 <= span[0] < span[1] <= length:
            raise BadExample(f"“{role}” has {span}, which is no place in a text of {length} characters.")
    return tuple(sorted((start, end) for start, end in spans))
