"""Figures of a claim, drawn: one chart for each thing counted. Asks the database nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from claims.choices import LANE_OF, FigureNature, Stance
from claims.figure_chart import LABEL, SIZE, WHEN, WHO, Chart, Columns, FigureMark, chart, columns_for
from claims.letters import fitting
from claims.queries.figures import FigureRow
from claimtrack.words import counted


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One row of a chart; lane: whose side it is; label: what it comes to."""

    mark: FigureMark
    lane: str
    stance: str
    when: str
    who: str
    label: str


@dataclass(frozen=True, slots=True)
class FigureChart:
    """One drawing. title: of what, with its unit; note: what its axis has to say about itself, or ""."""

    id: str
    title: str
    count: str
    note: str
    columns: Columns
    drawn: Chart
    rows: tuple[ChartRow, ...]


def figure_charts(figures: Sequence[FigureRow]) -> tuple[FigureChart, ...]:
    """Charts of the things of which at least two numbers are reported, in the order of their first one.

    Numbers of another unit, or of another thing, never share an axis.
    """
    groups: defaultdict[tuple[str, str], list[FigureRow]] = defaultdict(list)
    for row in figures:
        if row.quantity.given:
            groups[row.quantity.unit.casefold(), row.quantity.counted.casefold()].append(row)
    several = [rows for rows in groups.values() if len(rows) > 1]
    return tuple(_chart(rows, number) for number, rows in enumerate(several, 1))


def _chart(rows: Sequence[FigureRow], number: int) -> FigureChart:
    words = [_words(row) for row in rows]
    columns = columns_for(*zip(*words, strict=True))
    drawn = chart([row.quantity for row in rows], columns)
    one = rows[0].quantity
    of = ", in ".join(part for part in (one.counted, one.unit) if part) or "of what is not said"
    return FigureChart(
        id=f"figures-{number}",
        title=of[:1].upper() + of[1:],
        count=counted(len(rows), "figure"),
        note=drawn.scale.note(),
        columns=columns,
        drawn=drawn,
        rows=tuple(map(_row, rows, drawn.marks, words)),
    )


def _words(row: FigureRow) -> tuple[str, str, str]:
    """When, who and what it comes to; the table has all of what is cut here."""
    kind = "" if row.quantity.nature == FigureNature.COUNTED else row.nature
    derived = "derived" if row.derived else ""
    label = ", ".join(part for part in (f"{row.amount} {row.period}".rstrip(), kind, derived) if part)
    return (
        fitting(row.said.words if row.said.known else "order unknown", WHEN, SIZE),
        fitting(row.who, WHO, SIZE),
        fitting(label, LABEL, SIZE),
    )


def _row(row: FigureRow, mark: FigureMark, words: tuple[str, str, str]) -> ChartRow:
    lane = LANE_OF[Stance(row.stance)]
    return ChartRow(mark, lane, row.stance, *words)
