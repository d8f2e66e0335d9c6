"""The text of an article in rows: marked stretches, each with the cards of what begins in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from claims.excerpts import Excerpt
from claims.marks import Flaw, Segment, flatten
from claims.queries.cards import Card
from sources.choices import BlockKind

#: What a stretch is, by its kind; the body needs no saying, and a crosshead is seen to be one.
_UNSAID = (BlockKind.BODY, BlockKind.CROSSHEAD)
_LABELS = {kind.value: "" if kind in _UNSAID else str(kind.label).capitalize() for kind in BlockKind}


class Row(NamedTuple):
    """A stretch of text with the cards of the statements that begin in it, in the order of the text.

    label: what it is, "" for the body and crossheads. reason: why it is folded away, "" where it is shown.
    paragraphs: its segments; several where blocks that follow one another are folded together.
    left_out: readable sentences between the row before and this one.
    """

    kind: str
    label: str
    reason: str
    paragraphs: tuple[tuple[Segment, ...], ...]
    cards: tuple[Card, ...]
    left_out: int


def rows_of(
    text: str, shown: Sequence[Excerpt], cards: Iterable[Card], flaws: Iterable[Flaw]
) -> tuple[Row, ...]:
    """Lay the shown stretches of one version out in rows; the cards are of that version."""
    by_pk = {card.pk: card for card in cards}
    marks = (mark for card in by_pk.values() for mark in card.marks)
    segments = flatten(text, [(one.start, one.end) for one in shown], marks, flaws)
    numbered = enumerate(zip(shown, segments, strict=True))
    groups = groupby(numbered, key=lambda pair: _together(pair[1][0], pair[0]))
    return tuple(_row([entry for _, entry in group], by_pk) for _, group in groups)


def _together(one: Excerpt, number: int) -> int:
    """What is folded away in a row folds as one; everything else stands for itself."""
    return -1 if one.reason else number


def _row(entries: Sequence[tuple[Excerpt, tuple[Segment, ...]]], cards: dict[int, Card]) -> Row:
    first = entries[0][0]
    begun = [pk for _, segments in entries for segment in segments if segment.begins for pk in segment.begins]
    return Row(
        kind=first.kind,
        label=_LABELS[first.kind],
        reason="; ".join(dict.fromkeys([one.reason for one, _ in entries])),
        paragraphs=tuple([segments for _, segments in entries]),
        cards=tuple([cards[pk] for pk in begun]),
        left_out=first.left_out,
    )
