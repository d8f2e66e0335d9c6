"""A text as its editors see it: its blocks, the sentences of each, and the marks in these."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import groupby, islice
from typing import NamedTuple, TypeVar

from claims.excerpts import FOLDED
from claims.marks import Flaw, Mark, Segment, flatten
from claims.queries.desk_blocks import LABELS, BlockRow
from claims.queries.sentence_spans import Spans, spans_of
from claims.queries.shapes import Shape, Slot
from sources.models import ArticleVersion, Block

RowT = TypeVar("RowT")


class Laid(NamedTuple):
    """A block with its sentences. first: the number of the first one in the text, from 1; spans, segments:
    of each sentence."""

    block: BlockRow
    first: int
    spans: Spans
    segments: tuple[tuple[Segment, ...], ...]


class Layout(NamedTuple):
    """The blocks of a text that say something, in its order; ends: where its sentences end."""

    blocks: tuple[Laid, ...] = ()
    ends: tuple[int, ...] = ()

    @property
    def together(self) -> list[tuple[str, str, list[Laid]]]:
        """Neighbouring blocks of one kind: what they are, why they are folded away ("": they are not)."""
        groups = groupby(self.blocks, key=lambda laid: _together(laid.block))
        return [(label, reason, list(blocks)) for (label, reason), blocks in groups]

    def by_sentence(self, rows: Iterable[tuple[int, RowT]]) -> dict[int, tuple[RowT, ...]]:
        """What begins at points of the text, by the number of the sentence it begins in, in the given order.

        That is the first sentence that ends behind the point; 0 where none does.
        """
        found: dict[int, tuple[RowT, ...]] = {}
        ends, total = self.ends, len(self.ends)
        for point, row in rows:
            at = bisect_right(ends, point)
            number = at + 1 if at < total else 0
            found[number] = (*found.get(number, ()), row)
        return found


BLOCKS = Shape(
    lambda: Block.objects.filter(version=Slot("version")).order_by("start").values_list(*BlockRow._fields)
)


def lay_out(version: ArticleVersion, marks: Iterable[Mark], flaws: Sequence[Flaw]) -> Layout:
    """Lay out a text with the marks in it. One query."""
    blocks = [BlockRow._make(row) for row in BLOCKS.rows(version=version.pk)]
    cut = spans_of(version.text, tuple([(block.start, block.end) for block in blocks]))
    spans = [span for one in cut for span in one]
    segments = iter(flatten(version.text, spans, marks, flaws))
    laid, number = [], 1
    for block, theirs in zip(blocks, cut, strict=True):
        if theirs:
            laid.append(Laid(block, number, theirs, tuple(islice(segments, len(theirs)))))
            number += len(theirs)
    return Layout(tuple(laid), tuple([end for _, end in spans]))


def _together(block: BlockRow) -> tuple[str, str]:
    label = LABELS[block.kind]
    return label[:1].upper() + label[1:], (block.reason or label) if block.kind in FOLDED else ""
