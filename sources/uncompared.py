"""What of a batch could not be compared, or looked through for repeated lines, as its page names it."""

from __future__ import annotations

from dataclasses import dataclass

from sources.models import ImportBatch
from sources.services.comparing_queue import left_out
from sources.services.repeating import outlets_left_out
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


def outlets_not_looked_through(batch: ImportBatch) -> list[tuple[str, str]]:
    """The outlets whose repeated lines could not be looked for: (name, why, as a sentence). One query."""
    rows = outlets_left_out(batch_id=batch.pk)
    return [(row.outlet.name, row.get_state_display().capitalize() + ".") for row in rows]
