"""What stands in a statement and beside its cue: hedges, dates, figures."""

from __future__ import annotations

from claims.extract.figures import find_figures
from claims.extract.found import FoundDate, FoundFigure, Span
from claims.extract.hedges import beside, find_hedges
from claims.extract.times import dates_of, expressions
from sources.clocks import ClockValue


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
    beside the cue and is the outlet's ("is reported to have said"): its offsets tell which. Linear.
    """
    round_cue = tuple(beside(sentence, content, cue, text=text))
    hedges = find_hedges(text, (*content, *round_cue), language=language)
    events = expressions(text, content, language=language)
    dates = dates_of(text, events, round_cue, language=language, published=published)
    figures = find_figures(text, content, language=language, dates=[(one.start, one.end) for one in events])
    return tuple(sorted(set(hedges))), tuple(dates), tuple(figures)


def is_within(part: Span, content: tuple[Span, ...]) -> bool:
    """Say whether a hedge is the speaker's own: it stands within the content."""
    return any(start <= part[0] and part[1] <= end for start, end in content)
