"""Figures in a statement, as worded: how many of what, how bounded, in what time, and what kind of number.

"Half" and "one in four" are 50 and 25 %; "thousands" is at least 2,000; a currency sign and its word are one
unit. No figures: dates and lengths that belong to a date ("two days ago"), times of day, ages, ordinals,
numbers in names and those that give a place in an order ("page 4").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from claims.extract.found import FoundFigure, Span
from claims.extract.measuring.counting import counted, period
from claims.extract.measuring.lexicon import COMPARATORS, Lexicon, lexicon_of
from claims.extract.measuring.numerals import BEFORE, Numeral, numerals
from claims.extract.measuring.refusals import is_no_figure
from claims.extract.measuring.worth import may_hold_a_number
from sources.ingest.when.finding import find_expressions

LONGEST_WORDING, LONGEST_COUNTED, LONGEST_PERIOD = 200, 120, 60
#: What words of another clause say of a number does not hold for it.
CLAUSE = re.compile(r"[;:]\s|[.!?][”\"’']?\s|, (?:and|but|while|whereas|und|aber|während) |\n")
#: A statement with more is a table; the rest of it is left to an editor.
MOST_FIGURES = 100
#: So many numbers are looked at in one span, figures or not.
MOST_NUMBERS = 500
NATURE_BEFORE, NATURE_BEHIND, MODAL_BEHIND = 140, 100, 24


def find_figures(
    text: str, spans: Iterable[Span], *, language: str, dates: Iterable[Span] | None = None
) -> list[FoundFigure]:
    """Return the figures within the spans, in order, MOST_FIGURES at most. Linear.

    language: "en" or "de"; another has none. dates: spans of words of dates, where they are known already.
    """
    lexicon = lexicon_of(language)
    if lexicon is None:
        return []
    spans = list(spans)
    known = sorted(dates if dates is not None else _dates(text, spans, lexicon))
    found = (figure for start, end in spans for figure in _in_span(text, start, end, lexicon, known))
    return list(islice(found, MOST_FIGURES))


def estimates(text: str, cue: Iterable[Span], *, language: str) -> bool:
    """Say whether the cue itself makes an estimate of what it brings: "is estimated to", "believes"."""
    lexicon = lexicon_of(language)
    return lexicon is not None and any(
        lexicon.patterns["ESTIMATED"].search(text, start, end) for start, end in cue
    )


def _dates(text: str, spans: Sequence[Span], lexicon: Lexicon) -> Iterator[Span]:
    for start, end in spans:
        for one in find_expressions(text, language=lexicon.language, start=start, end=end):
            yield one.start, one.end


def _in_span(
    text: str, start: int, end: int, lexicon: Lexicon, dates: Sequence[Span]
) -> Iterator[FoundFigure]:
    if not may_hold_a_number(text, start, end, lexicon):
        return
    taken, at = start, 0
    for one in islice(numerals(text, start, end, lexicon), MOST_NUMBERS):
        while at < len(dates) and dates[at][1] <= one.start:
            at += 1
        if at < len(dates) and dates[at][0] < one.end:
            continue  # a date's own
        figure = _figure(text, one, max(start, taken), start, end, lexicon)
        if figure:
            taken = figure.end
            yield figure


def _figure(
    text: str, one: Numeral, after: int, start: int, end: int, lexicon: Lexicon
) -> FoundFigure | None:
    """Put together one figure in text[start:end]; after: where the one before it ends."""
    lead = lexicon.comparator.search(text[max(after, one.start - BEFORE) : one.start])
    comparator = "exactly"
    begin = one.start
    if lead:
        comparator = next(name for name in COMPARATORS if lead[name]).lower()
        begin -= len(lead[0])
    if is_no_figure(text, one, start, end, lexicon, comparator=comparator):
        return None
    behind = lexicon.patterns["BEHIND"].match(text, one.end, end)
    at = behind.end() if behind else one.end
    what = counted(text, one, at, start, end, lexicon)
    if what.unit and not behind and (behind := lexicon.patterns["BEHIND"].match(text, what.end, end)):
        what = replace(what, end=behind.end())  # "12 percent or so"
    if one.low == one.high == 1 and not one.figures and not what.unit and not what.noun:
        return None
    comparator = _comparator(one, behind, comparator, lexicon)
    low, high = _bounds(one, comparator)
    return FoundFigure(
        begin,
        min(what.end, begin + LONGEST_WORDING),
        text[begin : what.end][:LONGEST_WORDING],
        low,
        high,
        comparator,
        what.unit,
        " ".join(f"{what.noun} {what.done}".split())[:LONGEST_COUNTED],
        period(text, start, begin, what.end, end, lexicon)[:LONGEST_PERIOD],
        _nature(text, begin, what.end, start, end, lexicon),
    )


def _comparator(one: Numeral, behind: re.Match[str] | None, before: str, lexicon: Lexicon) -> str:
    """What the words behind say outranks those before: "only 23 or so"; "thousands" has no upper end."""
    told = before
    if behind:
        told = lexicon.source.BEHIND_SAYS[re.split(r"\s", behind[0].strip())[-1].lower()]
    if (one.open or one.about) and told in ("exactly", "about"):
        return "at_least" if one.open else "about"
    return told


def _bounds(one: Numeral, comparator: str) -> tuple[float | None, float | None]:
    if comparator in ("at_least", "more_than"):
        return one.low, None
    if comparator in ("less_than", "up_to"):
        return None, one.high
    return one.low, one.high


def _nature(text: str, begin: int, stop: int, start: int, end: int, lexicon: Lexicon) -> str:
    """Say what the words of its own clause make of the number; "if this trend continues" holds for all."""
    before = CLAUSE.split(text[max(start, begin - NATURE_BEFORE) : stop])[-1]
    clause = before + CLAUSE.split(text[stop : min(end, stop + NATURE_BEHIND)], maxsplit=1)[0]
    patterns = lexicon.patterns
    if patterns["EXTRAPOLATED"].search(clause):
        return "extrapolated"
    near = clause[: len(before) + MODAL_BEHIND]
    if patterns["CONDITIONAL"].search(patterns["NOT_CONDITIONAL"].sub(" ", near)):
        return "conditional"
    return "estimated" if patterns["ESTIMATED"].search(clause) else "counted"
