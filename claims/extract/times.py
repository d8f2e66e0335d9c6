"""Dates of a statement: of what it tells of ("event"), and of when it was said ("said")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from claims.extract.found import FoundDate, Span
from claims.extract.measuring.worth import may_hold_a_date
from sources.clocks import ClockValue
from sources.ingest.when.finding import Expression, find_expressions
from sources.ingest.when.resolving import resolve_wording
from sources.ingest.when.tokens import LANGUAGES

#: A date behind one of these beside the cue is of something else: "who visited Halm on Monday, said".
OF_ELSE = re.compile(
    r"(?:, (?:der|die|das|dem|den)\b|\b(?:who|which|whose|where|after|when|before|while|following|since|as"
    r"|until|because|amid|during|over|scheduled|due|planned|nachdem|als|bevor|während|nach|vor)\b)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
KNOWN_WORDINGS = 4096


def expressions(text: str, spans: Iterable[Span], *, language: str) -> list[Expression]:
    """Return the words of dates within the spans."""
    short = language[:2].lower()
    if short not in LANGUAGES:
        return []
    return [
        one
        for start, end in spans
        if may_hold_a_date(text, start, end, short)
        for one in find_expressions(text, language=short, start=start, end=end)
    ]


def dates_of(
    text: str,
    events: Iterable[Expression],
    stretches: Sequence[Span],
    verbs: Sequence[Span],
    *,
    language: str,
    published: ClockValue,
) -> list[FoundDate]:
    """The same with the content's words of dates as they were found already.

    stretches: the words beside the cue; verbs: the cue itself.
    """
    found = [_resolved(one, "event", published) for one in events]
    for start, end in stretches:
        verb = next((span for span in verbs if start <= span[0] < end), (end, end))
        for one in expressions(text, [(start, end)], language=language):
            if not _of_something_else(text, one, start, verb):
                found.append(_resolved(one, "said", published))
    return sorted(found, key=lambda one: (one.start, one.end))


def _resolved(one: Expression, clock: str, published: ClockValue) -> FoundDate:
    value = _clock(one.wording, one.language, one.ahead, published)
    return FoundDate(one.start, one.end, clock, value)


@lru_cache(maxsize=KNOWN_WORDINGS)
def _clock(wording: str, language: str, ahead: bool | None, published: ClockValue) -> ClockValue:
    return resolve_wording(wording, published, language=language, ahead=ahead)


def _of_something_else(text: str, one: Expression, start: int, verb: Span) -> bool:
    """Say whether a date stands in a clause of its own beside the cue.

    Before the verb such a clause is closed by a comma: "who visited Halm on Monday, said", but not "after its
    envoy on Monday said". Behind the verb it is not: "said after a meeting on Monday".
    """
    behind = one.start >= verb[1]
    if not behind and "," not in text[one.end : verb[0]]:
        return False
    opened = OF_ELSE.search(text[verb[1] if behind else start : one.start])
    return bool(opened and "," not in opened["rest"])
