"""The text of an article in rows: marked stretches, each with the cards of what begins in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from claims.excerpts import Excerpt
from claims.marks import Flaw, Segment, flatten
from claims.queries.cards import Card
from sources.choices import BlockKind

#: What a stretch is, by its kind; the body needs no saying, and a crosshead is seen to be one.
_UNSAID = (BlockKind.BODY, BlockKind.CROSSHEAD)
_LABELS = {kind.value: "" if kind in _UNSAID else str(kind.label).capitalize() for kind in BlockKind}


#: A stretch and its segments.
_Stretch = tuple[Excerpt, tuple[Segment, ...]]


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
    marks = [mark for card in by_pk.values() for mark in card.marks]
    segments = flatten(text, [(one.start, one.end) for one in shown], marks, flaws)
    rows: list[Row] = []
    folded: list[_Stretch] = []  # what is folded away in a row folds as one
    for one in zip(shown, segments, strict=True):
        if one[0].reason:
            folded.append(one)
            continue
        if folded:
            rows.append(_row(folded, by_pk))
            folded = []
        rows.append(_row([one], by_pk))
    if folded:
        rows.append(_row(folded, by_pk))
    return tuple(rows)


def _row(stretches: Sequence[_Stretch], cards: Mapping[int, Card]) -> Row:
    first = stretches[0][0]
    return Row(
        first.kind,
        _LABELS[first.kind],
        "; ".join(dict.fromkeys([one.reason for one, _ in stretches])) if first.reason else "",
        tuple([segments for _, segments in stretches]),
        tuple([cards[pk] for _, segments in stretches for segment in segments for pk in segment.begins]),
        first.left_out,
    )
