"""Texts of a batch that could not be compared with the others, as its page names them."""

from __future__ import annotations

from dataclasses import dataclass

from sources.models import ImportBatch
from sources.services.comparing_queue import left_out
from sources.shown import article_address


@dataclass(frozen=True, slots=True)
class UncomparedRow:
    """title and address: the article's; why: how comparing it ended, as a sentence."""

    title: str
    address: str
    why: str


def uncompared_rows(batch: ImportBatch) -> list[UncomparedRow]:
    """In the order in which they came. One query."""
    return [
        UncomparedRow(
            str(article), article_address(article.pk), sketch.get_state_display().capitalize() + "."
        )
        for article, sketch in left_out(batch_id=batch.pk)
    ]
