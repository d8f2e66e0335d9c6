"""Read a paragraph from left to right: who is said to have said what. The outermost attribution wins."""

from __future__ import annotations

from bisect import bisect_left
from itertools import compress, count

from claims.extract.drafts import Draft, Page, Range
from claims.extract.following import attach_quotations, labelled
from claims.extract.forward import forward_at
from claims.extract.lexicon import Lexicon
from claims.extract.tokens import Line
from claims.extract.trailing import inserted
from claims.extract.unsaid import hearsay


def read_line(line: Line, lexicon: Lexicon, kinds: frozenset[str]) -> list[Draft]:
    """Return the attributions of a paragraph, in the order in which they were read."""
    marked = labelled(line, kinds)
    if marked:
        return [marked]
    page = Page(line, lexicon, kinds)
    marks = list(compress(count(), map(lexicon.marks.__contains__, line.low)))
    if line.quotations:
        marks = [place for place in marks if line.quoted[place] < 0]
    for first, stop in line.sentences:
        here = marks[bisect_left(marks, first) : bisect_left(marks, stop)]
        if here:
            _read_sentence(page, here, first, stop)
    attach_quotations(page)
    return page.drafts


def _read_sentence(page: Page, marks: list[int], first: int, stop: int) -> None:
    """Read a sentence: first what stands behind or within its content, then the rest from left to right."""
    found = inserted(page, marks, first, stop)
    taken = sorted(map(_whole, found)) if found else []
    done = first
    for place in marks:
        if place < done:
            continue
        limit = stop
        if taken:
            if any(begin <= place < end for begin, end in taken):
                continue
            limit = min((begin for begin, _ in taken if begin > place), default=stop)
        draft = forward_at(page, place, first, limit, found)
        if draft and draft.passive and _lies_in(draft, found):
            continue  # "her claim that he had met Dorn was contradicted"
        if draft:
            found.append(draft)
            done = draft.stop
    if not found and (unsaid := hearsay(page, marks, first, stop)):
        found.append(unsaid)
    page.drafts.extend(found)


def _lies_in(draft: Draft, found: list[Draft]) -> bool:
    """Tell whether an attribution begins within the content of another one."""
    first = draft.content[0][0]
    return any(begin <= first < end for other in found for begin, end in other.content)


def _whole(draft: Draft) -> Range:
    parts = draft.content + draft.cue + draft.speaker
    return min(first for first, _ in parts), max(max(stop for _, stop in parts), draft.stop)
