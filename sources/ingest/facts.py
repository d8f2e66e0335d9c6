"""What is known about an article, and where each fact comes from.

All that is found is kept; of each field the first sound one is chosen, in the order header lines, manifest,
text, the batch's defaults. What nobody says stays unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sources.clocks import ClockError, ClockValue
from sources.ingest.addresses import normalise
from sources.ingest.dates import day_first_in, parse_declared
from sources.ingest.dating import date_of_text
from sources.ingest.furniture import COPYRIGHT_LINE
from sources.ingest.headers import Header
from sources.ingest.languages import language_named, language_of
from sources.ingest.layout import BlockSpan
from sources.ingest.opening import BYLINE, is_byline

FIELDS = ("outlet", "address", "headline", "byline", "language", "published", "credited_to")
LONGEST = {"address": 2_000}
LONGEST_OTHER = 500
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s©)?\s?(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?,?\s(?:by\s)?(?P<name>[^.|,;/]{2,60})",
    re.IGNORECASE,
)
NO_NAME = re.compile(r"\s*(?:[-–—]\s*)?(?:all rights|alle rechte).*$", re.IGNORECASE)


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


@dataclass(frozen=True, slots=True)
class FoundFact:
    """One fact: start and end are code points where the text says it, else None.

    origin: header, manifest, text or batch. clock: of `published` alone. problem: a sentence why the value
    cannot be used; such a fact is kept and never chosen.
    """

    field: str
    value: str
    clock: ClockValue | None
    origin: str
    start: int | None
    end: int | None
    chosen: bool = False
    problem: str = ""


def gather_facts(
    text: str,
    blocks: Iterable[BlockSpan],
    header: Header,
    manifest_facts: Mapping[str, str],
    declared: Declared,
) -> tuple[FoundFact, ...]:
    """Return every fact found, in the order in which they are believed; at most one a field is chosen."""
    found = [
        *(_fact(f.field, f.value, "header", declared, (f.start, f.end)) for f in header.facts),
        *(_fact(field, value, "manifest", declared) for field, value in manifest_facts.items()),
        *sorted(_from_text(text, list(blocks), declared), key=_place),
        *(_fact(field, value, "batch", declared) for field, value in _defaults(declared) if value),
    ]
    taken: set[str] = set()
    chosen = []
    for fact in found:
        first = not fact.problem and fact.field not in taken
        taken |= {fact.field} if first else set()
        chosen.append(replace(fact, chosen=first))
    return tuple(chosen)


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


def _from_text(text: str, blocks: list[BlockSpan], declared: Declared) -> Iterator[FoundFact]:
    """Yield what the text itself states; of a headline, byline and date the first, of the rest the last."""
    dated = date_of_text(text, blocks, zone=declared.zone, day_first=day_first_in(declared.country))
    if dated:
        span = (dated.start, dated.end)
        yield FoundFact("published", dated.value, dated.clock, "text", *span, problem=dated.problem)
    last_body = max((block.start for block in blocks if block.kind == "body"), default=0)
    seen: set[str] = set()
    for block in blocks:
        fact = _from_block(text, block, closing=block.start > last_body)
        if fact and fact.field not in seen:
            seen.add(fact.field)
            yield fact
    body = " ".join(text[block.start : block.end] for block in blocks if block.kind == "body")
    language = language_of(body)
    if language:
        yield FoundFact("language", language, None, "text", None, None)


def _from_block(text: str, block: BlockSpan, *, closing: bool) -> FoundFact | None:
    line = text[block.start : block.end].strip()
    start = text.find(line, block.start)
    if len(line) > LONGEST_OTHER or not line:
        return None
    if block.kind == "headline":
        return _stated("headline", line, start)
    if block.kind == "byline" and is_byline(line):
        names = BYLINE.fullmatch(line)
        return _stated("byline", names["names"], start + names.start("names")) if names else None
    if block.kind == "source" and closing:
        return _after_colon(line, start)
    return _copyright(line, start) if block.reason == COPYRIGHT_LINE else None


def _stated(field: str, value: str, start: int) -> FoundFact:
    return FoundFact(field, value, None, "text", start, start + len(value))


def _after_colon(line: str, start: int) -> FoundFact | None:
    value = line.partition(":")[2].strip()
    return _stated("credited_to", value, start + line.rindex(value)) if value else None


def _copyright(line: str, start: int) -> FoundFact | None:
    found = COPYRIGHT.match(line)
    name = NO_NAME.sub("", found["name"]).strip() if found else ""
    if not found or len(name) < 2 or not any(letter.isalpha() for letter in name):
        return None
    return _stated("outlet", name, start + found.start("name") + found["name"].index(name))
