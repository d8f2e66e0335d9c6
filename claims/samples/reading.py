"""The desk work as it is written down: words by quotation, dates in EDTF, all else by key. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from claims.locate import Span, locate
from claims.services.inputs import Words
from sources.choices import Basis
from sources.clocks import UNKNOWN, ClockValue, parse_edtf

NAME = "desk_work.toml"

Row = Mapping[str, Any]


class NotThere(ValueError):
    """Quoted words do not stand in their text, or more than once; the sentence names them."""


def read_work(folder: Path) -> Mapping[str, Sequence[Row]]:
    """The rows of the folder's desk work by kind. Raises OSError, tomllib.TOMLDecodeError."""
    work: Mapping[str, Sequence[Row]] = tomllib.loads((folder / NAME).read_text(encoding="utf-8"))
    return work


def clock_of(given: Sequence[str] | None, *, zone: str) -> ClockValue:
    """[EDTF, the article's words] as a clock, resolved from the words or, without any, stated."""
    if not given:
        return UNKNOWN
    basis = Basis.RESOLVED if given[1] else Basis.STATED
    return parse_edtf(given[0], zone=zone, basis=basis, wording=given[1])


def find(text: str, quoted: str, *, after: int = 0, within: Sequence[Span] = ()) -> Words:
    """The one place of quoted words behind `after`; of several, the one that lies in a span of `within`.

    Raises NotThere.
    """
    places = [place for place in locate(text, quoted) if place[0] >= after]
    inside = [
        (start, end) for start, end in places if any(first <= start and end <= last for first, last in within)
    ]
    if len(places) > 1 and len(inside) == 1:
        places = inside
    if len(places) != 1:
        raise NotThere(f"“{quoted}” stands {len(places)} times in its text, not once.")
    start, end = places[0]
    return Words(start, end, text[start:end])


def find_all(text: str, quotes: Sequence[str], *, after: int = 0) -> tuple[Words, ...]:
    """Each of the quotes. Raises NotThere."""
    return tuple(find(text, quoted, after=after) for quoted in quotes)
