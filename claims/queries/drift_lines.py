"""How the wording of a claim changed, finished for its page. Asks the database nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claims.choices import Voice
from claims.drift import Compared, Difference, Wording, drift
from claims.quantity import Quantity
from claims.queries.entries import Entry, order_of
from claims.queries.figures import amount
from claims.queries.origin_rows import Origins
from claims.word_changes import REMOVED, Piece, stands_in

_NAMED = (Voice.NAMED, Voice.RECORD, Voice.OUTLET)


class LinePiece(NamedTuple):
    """A stretch of a line; kind: "same", "removed" or "added"; about: "hedge", "number" or ""."""

    kind: str
    words: str
    about: str


class DriftLine(NamedTuple):
    """One wording. against: number and anchor of the entry it is compared with, and why; None: a first one.

    badges: (what differs, about what). same: the words are those of `against`. pieces: empty where the words
    stand as they are.
    """

    entry: Entry
    against: tuple[int, str, str] | None
    badges: tuple[tuple[str, str], ...]
    same: bool
    pieces: tuple[LinePiece, ...]


def drift_lines(entries: Sequence[Entry], origins: Origins) -> tuple[DriftLine, ...]:
    """Every wording in the order of publication, unknown last; empty where there are not two."""
    ordered = sorted(entries, key=lambda one: order_of(one.published.clock, one.number))
    if len(ordered) < 2:
        return ()
    groups = {
        row.entry.statement: number for number, view in enumerate(origins.views, 1) for row in view.rows
    }
    wordings = [_wording(one, groups.get(one.statement, 0)) for one in ordered]
    return tuple(_line(place, found, ordered, wordings) for place, found in enumerate(drift(wordings)))


def _wording(entry: Entry, origin: int) -> Wording:
    return Wording(
        words=" … ".join(entry.words),
        language=entry.language,
        hedges=entry.hedges,
        quantities=tuple(row.quantity for row in entry.figures),
        named=entry.voice in _NAMED,
        translated=bool(entry.translated),
        origin_dropped=entry.origin_dropped,
        origin=origin,
        speaker=entry.speaker,
        lane=entry.lane,
    )


def _line(place: int, found: Compared, ordered: Sequence[Entry], wordings: Sequence[Wording]) -> DriftLine:
    now, before = wordings[place], None if found.before is None else wordings[found.before]
    earlier = None if found.before is None else ordered[found.before]
    return DriftLine(
        entry=ordered[place],
        against=(earlier.number, earlier.anchor, str(found.basis)) if earlier else None,
        badges=tuple(_badge(one) for one in found.differences),
        same=found.same,
        pieces=tuple(_piece(one, before or now, now) for one in found.pieces),
    )


def _badge(one: Difference) -> tuple[str, str]:
    if one.figures:
        return str(one.kind), " → ".join(_amount(quantity) for quantity in one.figures)
    words = one.now or one.before
    return str(one.kind), f"“{words}”" if words else ""


def _amount(one: Quantity) -> str:
    return " ".join(part for part in (amount(one), one.unit) if part)


def _piece(piece: Piece, before: Wording, now: Wording) -> LinePiece:
    """A changed stretch that holds a hedge or the digits of a figure says so."""
    about, side = "", before if piece.kind == REMOVED else now
    if piece.kind != "same":
        if any(stands_in(words, piece.words) for words in side.hedges):
            about = "hedge"
        elif side.quantities and any(letter.isdigit() for letter in piece.words):
            about = "number"
    return LinePiece(piece.kind, piece.words, about)
