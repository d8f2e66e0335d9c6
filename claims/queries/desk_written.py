"""What stands at the keyboard desk, as its page writes it: hundreds of each, so all is made ready here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from claims.marks import Segment
from claims.queries.desk_entries import Entry
from claims.queries.desk_layout import Laid
from claims.queries.desk_proposals import Proposed
from claims.queries.desk_rows import EntryLink


class Number(NamedTuple):
    """The number that ends a mark. name: what a screen reader says of it; number: of its card."""

    statement: int
    name: str
    number: int


class Piece(NamedTuple):
    """A segment. of: the statements whose words it is, with spaces between, "" outside all marks;
    card: the innermost's.
    """

    words: str
    flaw: bool = False
    note: str = ""
    stance: str = ""
    depth: int = 0
    of: str = ""
    card: int = 0
    numbers: tuple[Number, ...] = ()


class Stretch(NamedTuple):
    """One sentence. start: a code point of the version; gap: the white space up to the next one."""

    start: int
    pieces: tuple[Piece, ...]
    gap: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block. start: where its first sentence begins; kind: a BlockKind's words."""

    start: int
    kind: str
    stretches: tuple[Stretch, ...]


class Offer(NamedTuple):
    """A proposal. start: where its words begin; the rest is as in `Entry` and `Proposed`, lists joined."""

    pk: int
    locked: int
    at: str
    number: int
    start: int
    words: str
    who: str
    said: str
    through: str
    links: tuple[EntryLink, ...]
    reasons: str
    score: int | None
    stance: str
    word: str
    mode: str
    asks: bool
    name: str
    kind: str
    hedges: str
    figures: str


class Card(NamedTuple):
    """A statement that stands: as in `Entry`, lists joined."""

    pk: int
    locked: int
    at: str
    number: int
    who: str
    detail: str
    links: tuple[EntryLink, ...]
    said: str
    through: str


def offer_of(one: Entry, proposed: Proposed, number: int) -> Offer:
    """A proposal, with what the engine said of it."""
    return Offer(
        one.pk,
        one.locked,
        one.at,
        number,
        one.marks[0].start if one.marks else 0,
        " … ".join(one.words),
        one.who.name,
        one.said.words if one.said.known else "",
        ", then ".join(one.through),
        one.links,
        "; ".join(proposed.reasons or ("an engine found it",)),
        proposed.score,
        proposed.stance,
        proposed.word,
        proposed.mode,
        proposed.asks,
        proposed.name,
        proposed.kind,
        "”, “".join(proposed.hedges),
        " · ".join(proposed.figures),
    )


def card_of(one: Entry, number: int) -> Card:
    """A statement that stands."""
    who, said, through = one.who, one.said, ", then ".join(one.through)
    when = said.words if said.known else ""
    return Card(one.pk, one.locked, one.at, number, who.name, who.detail, one.links, when, through)


def paragraph_of(text: str, kind: str, laid: Laid, numbers: Mapping[int, Number]) -> Paragraph:
    """A block with the marks in it; numbers: by statement."""
    spans = laid.spans
    following = [*[start for start, _ in spans[1:]], spans[-1][1]]
    return Paragraph(
        start=spans[0][0],
        kind=kind,
        stretches=tuple(
            [
                Stretch(start, tuple([_piece(one, numbers) for one in segments]), text[end:then])
                for (start, end), segments, then in zip(spans, laid.segments, following, strict=True)
            ]
        ),
    )


def _piece(segment: Segment, numbers: Mapping[int, Number]) -> Piece:
    words, theirs, stance, _, ends, flaw, note = segment
    if not theirs:
        return Piece(words, flaw, note)
    return Piece(
        words,
        flaw,
        note,
        stance,
        len(theirs),
        " ".join(map(str, theirs)),
        theirs[-1],
        tuple([numbers[statement] for statement in ends]),
    )


def number_of(entry: Entry, number: int) -> Number:
    """The number after its marks."""
    return Number(entry.pk, _name(entry, number), number)


def _name(entry: Entry, number: int) -> str:
    """What a screen reader says of a mark: "Statement 3, denies, Harbour Ministry"."""
    what = "proposed, not checked" if entry.proposed else ""
    word = next((link.word for link in entry.links if not link.proposed), "")
    return ", ".join([part for part in (f"Statement {number}", what, word, entry.who.name) if part])
