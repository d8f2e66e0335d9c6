"""What a text states about itself: whose it is, who wrote it, whom it credits, where it stands.

Each is told with its place. What could as well be something else is told as not certain: it is offered to a
person and never taken by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sources.ingest.addresses import normalise
from sources.ingest.layout import BlockSpan
from sources.ingest.naming import AGENCY, bare_outlet, is_masthead, is_names

LONGEST_LINE = 500
#: Lines at the top among which a masthead stands.
TOP = 4
#: Code points of a line that is a paragraph; a picture's text may be as long, and ends as a story may.
LONG = 120
PROSE = ("body", "caption")
TITLE = re.compile(r"(?P<title>.{10,200}?)\s+[|·—–-]\s+(?P<name>[^|·—–]{2,60})")
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s(?:©|\(c\)))?\s?(?:by\s)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?,?\s(?:by\s)?"
    r"(?P<after>[^.|,;/©]{2,60})|(?P<before>[^.|,;/©\d]{2,60}?),?\s(?:19|20)\d\d\b)",
    re.IGNORECASE,
)
RIGHTS = re.compile(r"\s*(?:[-–—]\s*)?(?:all rights|alle rechte).*$", re.IGNORECASE)
PUBLISHED_BY = re.compile(
    r"(?:published by|herausgegeben von(?: der| dem)?|ein angebot (?:der|des))\s+(?P<name>.{2,60})", re.I
)
PLEA = re.compile(
    r"(?:support|a message from|subscribe to|unterstützen sie|thank you for reading)\s+"
    r"(?P<name>[^!:.,]{2,60})[!:.]?",
    re.I,
)
BYLINE = re.compile(r"(?:By|BY|Von|VON|Text:|Words:|Words by|Story by)\s+(?P<names>\S.*)")
FOR_WHOM = re.compile(
    r"(?P<names>.+?)(?:\s+(?:for|für)\s+(?:the |die |den )?|\s*[|•·]\s*)(?P<name>[A-ZÄÖÜ].{1,60})"
)
OFFICE = re.compile(
    r"(?P<names>[^,|]{4,60})\s*[,|]\s*[\w /-]*\b(?:correspondent|reporter|editor|writer|journalist|columnist"
    r"|staff|redakteur(?:in)?|korrespondent(?:in)?|reporter(?:in)?)\b[\w /-]{0,40}",
    re.I,
)
REPORTING = re.compile(
    r"\(?(?:reporting|additional reporting|bericht)\s+(?:by|von)\s+(?P<names>[^;,.()]{4,80})", re.I
)
SOURCE = re.compile(r"[^:]{2,30}:\s*(?P<name>\S.{1,200})")
FIRST = re.compile(
    r"(?:this|the) (?:article|story|report|piece) (?:was )?(?:first|originally) (?:appeared|published)"
    r" (?:in|on|by) (?P<name>.{2,60}?)\.?|originally published (?:in|on|by) (?P<other>.{2,60}?)\.?",
    re.I,
)
OPENING = re.compile(rf"[A-ZÄÖÜ][\w.,’'/ -]{{1,60}}\((?P<name>{AGENCY})\)\s*(?:--|[-–—:])\s")
DATED = re.compile(rf"\((?P<name>{AGENCY})\)")
CLOSING = re.compile(rf"\((?P<name>{AGENCY}(?:/[\w-]{{2,10}}){{0,3}})\)\W{{0,2}}$")
ADDRESS = re.compile(
    r"(?:(?P<named>url|link|permalink|printed from|original|address|adresse|quelle|web)\s?:?\s+)?"
    r"(?P<url>https?://\S{4,1990})",
    re.I,
)


class Stated(NamedTuple):
    """One fact, half-open code points. certain: the text says it and could not mean something else."""

    field: str
    value: str
    start: int
    end: int
    certain: bool = True


class _Line(NamedTuple):
    words: str
    start: int
    kind: str
    closing: bool

    def all(self, field: str, *, certain: bool) -> Stated:
        """The whole line."""
        return Stated(field, self.words, self.start, self.start + len(self.words), certain)

    def part(self, field: str, found: re.Match[str], group: str, *, certain: bool = True) -> Stated:
        """A stretch of the line that a pattern found, without a leading article of speech in "the X"."""
        value = found[group]
        bare = bare_outlet(value) if field in ("outlet", "credited_to") and group != "url" else value.strip()
        start = self.start + found.start(group) + value.index(bare)
        return Stated(field, bare, start, start + len(bare), certain)


def stated_in(text: str, blocks: Sequence[BlockSpan]) -> Iterator[Stated]:
    """Yield what the text states, certain things first, each field's first certain one alone."""
    lines = _lines(text, blocks)
    told = [*_headline(lines), *_outlets(lines), *_bylines(lines), *_credits(lines), *_addresses(lines)]
    certain = {one.field: one for one in reversed(told) if one.certain}
    yield from (one for one in told if certain.get(one.field) is one)
    offered: set[tuple[str, str]] = {(one.field, one.value) for one in certain.values()}
    for one in told:
        if not one.certain and (one.field, one.value) not in offered:
            offered.add((one.field, one.value))
            yield one


def headline_in(text: str, blocks: Sequence[BlockSpan]) -> Stated | None:
    """Return the headline that the text states; None where no line of it is one."""
    return next(_headline(_lines(text, blocks)), None)


def _lines(text: str, blocks: Sequence[BlockSpan]) -> list[_Line]:
    prose = [block for block in blocks if block.kind in PROSE]
    # Short lines below the last paragraph are the page's again; a short story has no other lines.
    long = [block for block in prose if block.end - block.start > LONG] or prose
    last_body = max((block.start for block in long), default=-1)
    lines = []
    for block in blocks:
        whole = text[block.start : block.end]
        words = whole.strip()
        if words and block.kind != "header":
            start = block.start + whole.index(words[0])
            lines.append(_Line(words, start, block.kind, last_body >= 0 and block.start > last_body))
    return lines


def _headline(lines: Sequence[_Line]) -> Iterator[Stated]:
    for line in lines:
        if line.kind == "headline" and len(line.words) <= LONGEST_LINE:
            found = TITLE.fullmatch(line.words)
            words = found["title"] if found and " | " in line.words else line.words
            yield Stated("headline", words, line.start, line.start + len(words))
            return


def _outlets(lines: Sequence[_Line]) -> Iterator[Stated]:
    mastheads: list[Stated] = []
    pleas: list[Stated] = []
    for number, line in enumerate(lines):
        if len(line.words) > LONG or line.kind == "comment":
            continue
        owned = COPYRIGHT.match(line.words) if line.kind != "caption" else None
        if owned:
            yield from _owner(line, owned)
        elif line.closing and (found := PUBLISHED_BY.fullmatch(line.words.rstrip("."))):
            yield line.part("outlet", found, "name")
        elif found := PLEA.fullmatch(line.words):
            pleas += [line.part("outlet", found, "name", certain=False)] if is_masthead(found["name"]) else []
        elif number < TOP and is_masthead(line.words):
            mastheads.append(line.all("outlet", certain=False))
    yield from _titles(lines)
    yield from _agreed(mastheads, pleas)


def _owner(line: _Line, found: re.Match[str]) -> Iterator[Stated]:
    group = "after" if found["after"] else "before"
    name = RIGHTS.sub("", found[group]).strip()
    if len(name) < 2 or not any(letter.isalpha() for letter in name):
        return
    start = line.start + found.start(group) + found[group].index(name)
    # An agency's right to a text does not make it the outlet that printed it.
    field = "credited_to" if re.fullmatch(AGENCY, name) else "outlet"
    yield Stated(field, name, start, start + len(name))


def _titles(lines: Sequence[_Line]) -> Iterator[Stated]:
    """The name at the end of a page's title; certain where the title stands again without it."""
    plain = {line.words for line in lines}
    for line in lines[: TOP * 2]:
        found = TITLE.fullmatch(line.words) if line.kind in ("headline", "furniture") else None
        if found and len(found["name"].split()) <= 6 and found["name"][0].isupper():
            yield line.part("outlet", found, "name", certain=found["title"] in plain)
            return


def _agreed(mastheads: Sequence[Stated], pleas: Sequence[Stated]) -> Iterator[Stated]:
    """Hints at an outlet: a masthead is certain where a plea names the same outlet."""
    pleading = {bare_outlet(plea.value).casefold() for plea in pleas}
    for hint in mastheads:
        yield hint._replace(certain=bare_outlet(hint.value).casefold() in pleading)
    yield from pleas


def _bylines(lines: Sequence[_Line]) -> Iterator[Stated]:
    body = next(
        (n for n, line in enumerate(lines) if line.kind == "body" and len(line.words) > LONG), len(lines)
    )
    top = next((n for n, line in enumerate(lines) if line.kind == "headline"), -1)
    for number, line in enumerate(lines):
        if len(line.words) > 200:
            continue
        if line.kind == "byline" and (found := BYLINE.fullmatch(line.words)):
            yield from _written(line, found)
        elif line.closing and (found := REPORTING.match(line.words)) and is_names(found["names"]):
            yield line.part("byline", found, "names")
        elif top < number < body and top >= 0:
            dated = any(other.kind == "dateline" for other in lines[number - 1 : number + 2])
            yield from _named(line, dated=dated)


def _written(line: _Line, found: re.Match[str]) -> Iterator[Stated]:
    start = line.start + found.start("names")
    whom = FOR_WHOM.fullmatch(found["names"])
    names = whom["names"] if whom and is_names(whom["names"]) else found["names"]
    yield Stated("byline", names, start, start + len(names))
    if whom and names == whom["names"]:
        after = _Line(found["names"], start, line.kind, line.closing)
        yield after.part("outlet", whom, "name", certain=False)


def _named(line: _Line, *, dated: bool) -> Iterator[Stated]:
    """Names between the headline and the text, with an office or beside the date; or it is a place."""
    found = OFFICE.fullmatch(line.words)
    if found and is_names(found["names"]):
        yield line.part("byline", found, "names")
    elif is_names(line.words):
        yield line.all("byline", certain=dated)


def _credits(lines: Sequence[_Line]) -> Iterator[Stated]:
    bodies = [line for line in lines if line.kind in PROSE and len(line.words) > LONG]
    if bodies and (found := OPENING.match(bodies[0].words)):
        yield bodies[0].part("credited_to", found, "name")
    if bodies and (found := CLOSING.search(bodies[-1].words[-60:])):
        cut = max(0, len(bodies[-1].words) - 60)
        start = bodies[-1].start + cut + found.start("name")
        yield Stated("credited_to", found["name"], start, start + len(found["name"]))
    for line in lines:
        if line.kind == "dateline" and (found := DATED.search(line.words)):
            yield line.part("credited_to", found, "name")
        if not line.closing or len(line.words) > LONGEST_LINE:
            continue
        if line.kind == "source" and (found := SOURCE.fullmatch(line.words)):
            yield line.part("credited_to", found, "name")
        elif found := FIRST.fullmatch(line.words):
            yield line.part("credited_to", found, "name" if found["name"] else "other")


def _addresses(lines: Sequence[_Line]) -> Iterator[Stated]:
    """A page's own address where it is called so; one that stands alone, and is the only one, is a hint."""
    bare: list[Stated] = []
    for line in lines:
        found = ADDRESS.fullmatch(line.words) if "://" in line.words and len(line.words) <= 2_000 else None
        if found and normalise(found["url"]):
            told = line.part("address", found, "url", certain=bool(found["named"]))
            if told.certain:
                yield told
            else:
                bare.append(told)
    if len({one.value for one in bare}) == 1:
        yield bare[0]
