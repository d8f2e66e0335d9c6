"""What the page of a claim draws and lists of a timeline. Asks the database nothing: all is read already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from claims.queries.drift_lines import DriftLine, drift_lines
from claims.queries.figures import FigureRow
from claims.queries.figures_drawn import FigureChart, figure_charts
from claims.queries.origin_rows import OriginView
from claims.queries.stretches import FIGURES, ORIGINS, STEPS, WORDINGS, LongList, cut
from claims.queries.timeline import Step, Timeline
from claims.queries.timeline_drawn import TimelineDrawing, timeline_drawing


class Drawn(NamedTuple):
    """timeline: above the list, None where that is empty; steps: that list, what has no order last, which is
    so from place `unknown` on; drift: how the wording changed, empty below two wordings; charts: of the
    figures, by what is counted."""

    timeline: TimelineDrawing | None
    steps: LongList[Step]
    unknown: int
    origins: LongList[OriginView]
    drift: LongList[DriftLine]
    figures: LongList[FigureRow]
    charts: tuple[FigureChart, ...]


def drawn_of(line: Timeline, query: Mapping[str, str]) -> Drawn:
    """Finish what is drawn of a timeline, of whatever day it is. query: of the address, for the axis and for
    the stretches of long lists."""
    drift = drift_lines(line.entries, line.origins)
    return Drawn(
        timeline=timeline_drawing(line, query),
        steps=cut(line.dated + line.undated, query, name=STEPS),
        unknown=len(line.dated) + 1,
        origins=cut(line.origins.views, query, name=ORIGINS),
        drift=cut(drift, query, name=WORDINGS),
        figures=cut(line.figures, query, name=FIGURES),
        charts=figure_charts(line.figures),
    )
