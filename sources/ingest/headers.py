"""Header lines: six keys that a person may write above a saved article."""

from __future__ import annotations

from dataclasses import dataclass

KEYS = {
    "Outlet": "outlet",
    "URL": "address",
    "Published": "published",
    "Headline": "headline",
    "Byline": "byline",
    "Language": "language",
}


@dataclass(frozen=True, slots=True)
class HeaderFact:
    """A declared value and where it stands: half-open code points, without outer spaces."""

    field: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Header:
    """What the header lines declare; the block is text[:end], its closing blank lines included."""

    facts: tuple[HeaderFact, ...] = ()
    end: int = 0


NO_HEADER = Header()


def read_header(text: str) -> Header:
    """Return the header at the very top of a text, or none.

    Every line up to the first blank one must be `Key: value` with one of the six keys, each key once, spelled
    as here. One other line and there is no header: "Ukraine: Russians kill …" is a headline.
    """
    facts: dict[str, HeaderFact] = {}
    position = 0
    while position < len(text):
        stop = text.find("\n", position)
        if stop < 0:
            return NO_HEADER
        line = text[position:stop]
        if not line.strip():
            break
        fact = _read_line(line, position)
        if fact is None or fact.field in facts:
            return NO_HEADER
        facts[fact.field] = fact
        position = stop + 1
    if not facts or position >= len(text):
        return NO_HEADER
    return Header(tuple(fact for fact in facts.values() if fact.value), _after_blank_lines(text, position))


def _read_line(line: str, offset: int) -> HeaderFact | None:
    key, colon, value = line.partition(":")
    if not colon or key not in KEYS:
        return None
    start = offset + len(line) - len(value.lstrip()) if value.strip() else offset + len(line)
    return HeaderFact(KEYS[key], value.strip(), start, start + len(value.strip()))


def _after_blank_lines(text: str, position: int) -> int:
    while position < len(text):
        stop = text.find("\n", position) + 1 or len(text)
        if text[position:stop].strip():
            break
        position = stop
    return position
