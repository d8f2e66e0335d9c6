"""What stands in a statement and beside its cue: hedges, dates, figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from claims.extract.figures import estimates, find_figures
from claims.extract.found import FoundDate, FoundFigure, Span
from claims.extract.hedges import beside, find_hedges
from claims.extract.times import dates_of, expressions
from sources.clocks import ClockValue

#: So far behind a figure its rate begins, in code points.
RATE_BEHIND = 40
#: A statement with more hedges or dates is a list; the rest of it is left to an editor.
MOST_PARTS = 100


def measure(
    text: str,
    content: tuple[Span, ...],
    cue: tuple[Span, ...],
    sentence: Span,
    *,
    language: str,
    published: ClockValue,
) -> tuple[tuple[Span, ...], tuple[FoundDate, ...], tuple[FoundFigure, ...]]:
    """Return (hedges, dates, figures) of one statement.

    sentence: where content and cue stand. A hedge within the content is the speaker's; one outside it stands
    beside the cue and is the outlet's ("is reported to have said"): its offsets tell which.
    Linear; at most MOST_PARTS of each.
    """
    stretches = tuple(beside(sentence, content, cue, text=text))
    hedges = find_hedges(text, (*content, *stretches), language=language)
    events = expressions(text, content, language=language)
    figures = find_figures(text, content, language=language, dates=[(one.start, one.end) for one in events])
    if figures and estimates(text, cue, language=language):
        figures = [replace(one, nature="estimated") if one.nature == "counted" else one for one in figures]
    dates = dates_of(text, events, stretches, cue, language=language, published=published)
    told = list(_without_rates(dates, figures))[:MOST_PARTS]
    return tuple(sorted(set(hedges))[:MOST_PARTS]), tuple(told), tuple(figures)


def _without_rates(dates: Iterable[FoundDate], figures: Iterable[FoundFigure]) -> Iterator[FoundDate]:
    """Leave out what only looks like a date behind a figure: "40 trains a week after the strike"."""
    rates = [(one.end, one.period) for one in figures if one.period]
    for date in dates:
        unknown = date.value.precision == "unknown"
        if not unknown or not any(
            0 <= date.start - end < RATE_BEHIND and date.value.wording.startswith(rate) for end, rate in rates
        ):
            yield date


def is_within(part: Span, content: tuple[Span, ...]) -> bool:
    """Say whether a hedge is the speaker's own: it stands within the content."""
    return any(start <= part[0] and part[1] <= end for start, end in content)
