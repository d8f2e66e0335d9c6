"""Where typed words stand in a text. Pure.

People type straight quotation marks and single spaces; articles have typographic ones and line ends. The
words are looked for exactly first, then without regard to these; what is returned is always the place in
the unchanged text, in code points, half-open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Span = tuple[int, int]

#: Signs that are typed for one another.
ALIKE = ("'‘’‚‛`´ʼ′", '"“”„‟«»″', "-‐‑‒–—―−")
CLASS_OF = {sign: f"[{re.escape(signs)}]" for signs in ALIKE for sign in signs}

#: Places beyond which a choice helps nobody.
MOST = 50


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the words, and what stands around it; joined they read as one line."""

    start: int
    end: int
    before: str
    words: str
    after: str

    @property
    def span(self) -> str:
        """As fields spell it: "start-end"."""
        return f"{self.start}-{self.end}"


def locate(text: str, words: str) -> list[Span]:
    """Return all places of the words, in order, at most 50; outer white space of the words is ignored."""
    wanted = words.strip()
    if not wanted:
        return []
    return _exactly(text, wanted) or _nearly(text, wanted)


def place(text: str, span: Span, *, around: int = 70) -> Place:
    """Return a place with up to `around` code points of its surroundings on either side, cut at a word."""
    start, end = span
    before, after = _line(text[max(0, start - around) : start]), _line(text[end : end + around])
    if start > around and " " in before.strip():
        before = "… " + before.lstrip().split(" ", 1)[1]
    if len(text) - end > around and " " in after.strip():
        after = after.rstrip().rsplit(" ", 1)[0] + " …"
    return Place(start, end, before, _line(text[start:end]), after)


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _exactly(text: str, wanted: str) -> list[Span]:
    places: list[Span] = []
    at = text.find(wanted)
    while at >= 0 and len(places) < MOST:
        places.append((at, at + len(wanted)))
        at = text.find(wanted, at + 1)
    return places


def _nearly(text: str, wanted: str) -> list[Span]:
    """White space of any length and kind for white space, any quotation mark or dash for its like."""
    pattern = r"\s+".join("".join(map(_sign, word)) for word in wanted.split())
    found = re.finditer(pattern, text)
    return [match.span() for match, _ in zip(found, range(MOST), strict=False)]


def _sign(sign: str) -> str:
    return CLASS_OF.get(sign) or re.escape(sign)
