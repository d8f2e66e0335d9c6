"""What the page of a claim draws beside its lists. Asks the database nothing: entries are read already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claims.queries.drift_lines import DriftLine, drift_lines
from claims.queries.figures_drawn import FigureChart, figure_charts
from claims.queries.timeline import Timeline
from claims.queries.timeline_drawn import TimelineDrawing, timeline_drawing


@dataclass(frozen=True, slots=True)
class Drawn:
    """timeline: above the list, None where that is empty; drift: how the wording changed, empty below two
    wordings; charts: of the figures, by what is counted."""

    timeline: TimelineDrawing | None
    drift: tuple[DriftLine, ...]
    charts: tuple[FigureChart, ...]


def drawn_of(line: Timeline, query: Mapping[str, str]) -> Drawn:
    """Finish what is drawn of a timeline, of whatever day it is. query: of the address, for the axis."""
    return Drawn(
        timeline=timeline_drawing(line, query),
        drift=drift_lines(line.entries, line.origins),
        charts=figure_charts(line.figures),
    )
