"""Figures of a claim, drawn: one chart for each thing counted. Asks the database nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from claims.choices import LANE_OF, FigureNature, Stance
from claims.figure_chart import Chart, FigureMark, chart
from claims.queries.figures import FigureRow
from claimtrack.words import counted

#: Letters that the columns of the drawing hold; the table has all of them.
_WHEN, _WHO, _LABEL = 22, 25, 34


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
    drawn = chart([row.quantity for row in rows])
    one = rows[0].quantity
    of = ", in ".join(part for part in (one.counted, one.unit) if part) or "of what is not said"
    return FigureChart(
        id=f"figures-{number}",
        title=of[:1].upper() + of[1:],
        count=counted(len(rows), "figure"),
        note=drawn.scale.note(),
        drawn=drawn,
        rows=tuple(_row(row, mark) for row, mark in zip(rows, drawn.marks, strict=True)),
    )


def _row(row: FigureRow, mark: FigureMark) -> ChartRow:
    kind = "" if row.quantity.nature == FigureNature.COUNTED else row.nature
    derived = "derived" if row.derived else ""
    label = ", ".join(part for part in (f"{row.amount} {row.period}".rstrip(), kind, derived) if part)
    return ChartRow(
        mark=mark,
        lane=LANE_OF[Stance(row.stance)],
        stance=row.stance,
        when=_cut(row.said.words if row.said.known else "order unknown", _WHEN),
        who=_cut(row.who, _WHO),
        label=_cut(label, _LABEL),
    )


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
