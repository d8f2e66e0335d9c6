"""What is known about an article, and where each fact comes from.

All that is found is kept; of each field the first sound one is chosen, in the order header lines, manifest,
text, the batch's defaults. What nobody says stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sources.clocks import ClockError, ClockValue
from sources.ingest.addresses import normalise
from sources.ingest.dates import day_first_in, parse_declared
from sources.ingest.dating import date_of_text
from sources.ingest.headers import Header
from sources.ingest.languages import language_among, language_named
from sources.ingest.layout import BlockSpan
from sources.ingest.stated import stated_in

FIELDS = ("outlet", "address", "headline", "byline", "language", "published", "credited_to")
LONGEST = {"address": 2_000}
LONGEST_OTHER = 500


@dataclass(frozen=True, slots=True)
class Declared:
    """What an admin declares for a whole batch; empty means not declared.

    zone: IANA, of such dates. country: ISO 3166-1, of the outlet where that is known, for dates in figures.
    """

    outlet: str = ""
    published: str = ""
    language: str = ""
    encoding: str | None = None
    zone: str = "UTC"
    country: str = ""


class FoundFact(NamedTuple):
    """One fact: start and end are code points where the text says it, else None.

    origin: header, manifest, text or batch. clock: of `published` alone. problem: a sentence why the value
    cannot be used; such a fact is kept and never chosen. Nor is one that is not certain: a person may.
    """

    field: str
    value: str
    clock: ClockValue | None
    origin: str
    start: int | None
    end: int | None
    chosen: bool = False
    problem: str = ""
    certain: bool = True


def gather_facts(
    text: str,
    blocks: Iterable[BlockSpan],
    header: Header,
    manifest_facts: Mapping[str, str],
    declared: Declared,
    *,
    words: Sequence[bytes],
) -> tuple[FoundFact, ...]:
    """Return every fact found, in the order in which they are believed; at most one a field is chosen.

    words: those of the article itself, as they are compared (`bytes_of_words`).
    """
    found = [
        *(_fact(f.field, f.value, "header", declared, (f.start, f.end)) for f in header.facts),
        *(_fact(field, value, "manifest", declared) for field, value in manifest_facts.items()),
        *sorted(_from_text(text, list(blocks), declared, words), key=_place),
        *(_fact(field, value, "batch", declared) for field, value in _defaults(declared) if value),
    ]
    taken: set[str] = set()
    chosen = []
    for fact in found:
        first = fact.certain and not fact.problem and fact.field not in taken
        if first:
            taken.add(fact.field)
        chosen.append(_chosen(fact) if first else fact)
    return tuple(chosen)


def _chosen(fact: FoundFact) -> FoundFact:
    """The same fact, as the one that is believed: spelt out, as `_replace` takes three times as long."""
    span = fact.start, fact.end
    return FoundFact(fact.field, fact.value, fact.clock, fact.origin, *span, True, fact.problem, fact.certain)


def _defaults(declared: Declared) -> tuple[tuple[str, str], ...]:
    return ("outlet", declared.outlet), ("language", declared.language), ("published", declared.published)


def _fact(
    field: str,
    value: str,
    origin: str,
    declared: Declared,
    span: tuple[int | None, int | None] = (None, None),
) -> FoundFact:
    """Read one declared value; what cannot be read keeps its wording and says why."""
    value = " ".join(value.split())
    limit = LONGEST.get(field, LONGEST_OTHER)
    start, end = span
    if len(value) > limit:
        problem = f"This is longer than {limit} characters."
        return FoundFact(field, value[:limit], None, origin, start, end, problem=problem)
    if field == "published":
        try:
            day_first = day_first_in(declared.country)
            clock = parse_declared(value, zone=declared.zone, day_first=day_first)
            return FoundFact(field, value, clock, origin, start, end)
        except ClockError as error:
            return FoundFact(field, value, None, origin, start, end, problem=str(error))
    usual, problem = _usual(field, value)
    return FoundFact(field, usual or value, None, origin, start, end, problem="" if usual else problem)


def _usual(field: str, value: str) -> tuple[str, str]:
    """Return the value in its usual spelling ("" where there is none), and what to say then."""
    if field == "address":
        return normalise(value), f"“{value[:80]}” is no web address. It begins with http:// or https://."
    if field == "language":
        return language_named(
            value
        ) or "", f"“{value[:40]}” is no language known here. Give a code like en or de."
    return value, "This is empty."


def _place(fact: FoundFact) -> tuple[bool, int]:
    return fact.start is None, fact.start or 0


def _from_text(
    text: str, blocks: list[BlockSpan], declared: Declared, words: Sequence[bytes]
) -> Iterator[FoundFact]:
    """Yield what the text itself states, and what it only hints at."""
    dated = date_of_text(text, blocks, zone=declared.zone, day_first=day_first_in(declared.country))
    if dated:
        span = (dated.start, dated.end)
        yield FoundFact("published", dated.value, dated.clock, "text", *span, problem=dated.problem)
    for one in stated_in(text, blocks):
        span = (one.start, one.end)
        fact = _fact(one.field, one.value, "text", declared, span)
        yield fact if one.certain else fact._replace(certain=False)
    language = language_among(words)
    if language:
        yield FoundFact("language", language, None, "text", None, None)
