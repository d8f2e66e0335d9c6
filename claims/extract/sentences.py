"""What stands around an attribution in its sentence: before it, behind its cue, at its end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from claims.extract.found import Attribution, Paragraph, Span

_END = re.compile(r"(?<![ .][A-Z])(?<!Mr)(?<!Dr)(?<!Ms)[.!?]+[\"”’»]?(?=\s)|\n")
#: No sentence is looked through further than this on either side, in code points.
_REACH = 220


@dataclass(frozen=True, slots=True)
class Around:
    """Spans of the words around an attribution; each may be empty. start: of the sentence."""

    lead: Span
    middle: Span
    tail: Span

    def words(self, text: str) -> str:
        """All of them, joined."""
        return " ".join(text[start:end] for start, end in (self.lead, self.middle, self.tail))


def around(text: str, paragraphs: Sequence[Paragraph], starts: Sequence[int], one: Attribution) -> Around:
    """Find what stands around an attribution within its paragraph. starts: those of the paragraphs."""
    parts = [*one.cue, *one.speaker]
    spans = sorted([*parts, *one.content])
    first, last = spans[0][0], max(end for _, end in spans)
    paragraph = paragraphs[max(0, bisect_right(starts, first) - 1)]
    low = max(paragraph.start, first - _REACH)
    begin = low
    before = text[low:first]
    if ". " in before or "”" in before or '"' in before or "? " in before or "! " in before or "\n" in before:
        for match in _END.finditer(text, low, first):
            begin = match.end()
    anchor = max((end for _, end in parts), default=last)
    if anchor < last:
        following = min((start for start, _ in one.content if start >= anchor), default=anchor)
        middle = (anchor, following)
    else:
        middle = (anchor, anchor)
    stop = min(max(paragraph.end, last), last + _REACH)
    done = text[last - 1 : last] in ".!?" or text[last - 2 : last] in {".”", '."', "!”", '!"', "?”", '?"'}
    if not done and (following_end := _END.search(text, last, stop)):
        stop = following_end.start()
    return Around((begin, first), middle, (last, last if done else stop))
