"""One file as a page for people: each block with its kind, its statements underlined and told below it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Protocol

from claims.extract.found import Extracted, Remark, Span
from claims.previews import CONTROL, base_name, facts_of
from claims.previews_telling import remark_lines, statement_lines
from sources.choices import BlockKind
from sources.clocks import in_words
from sources.ingest.pipeline import ParsedArticle

GREY, BOLD, PLAIN = "\x1b[90m", "\x1b[1m", "\x1b[0m"
STRONG = (BlockKind.HEADLINE, BlockKind.CROSSHEAD)
MARGIN = 12
#: Letters in a line of a block that bears statements; without margin.
WIDTH = 98
WORD = re.compile(r"\S+\s*")


class Stretch(Protocol):
    """A block of a text."""

    @property
    def start(self) -> int:
        """Its first code point."""

    @property
    def end(self) -> int:
        """Behind its last."""


def page_of(parsed: ParsedArticle, read: Extracted, *, colours: bool) -> Iterator[str]:
    """Yield the lines of the page: what is known, then each block with its kind before and its reason behind.

    The article's own text stands flush after an empty margin; below a block stand its statements, each under
    the number that its underlining begins with. colours: grey out the rest (a terminal).
    """
    yield from _head(parsed, read)
    marks = _Marks(read)
    for block in parsed.blocks:
        wording = parsed.text[block.start : block.end].strip()
        if not wording:
            continue
        spans = marks.within(block)
        if spans:
            yield from _underlined(parsed.text, block, spans, block.kind, _note(block.reason))
        else:
            yield _shown(CONTROL.sub("�", wording), block.kind, block.reason, colours=colours)
        yield from marks.told(parsed.text, block)
    yield from [f"    {read.note}"] if read.note else []
    yield ""


def _head(parsed: ParsedArticle, read: Extracted) -> Iterator[str]:
    language = parsed.value("language") or "language unknown"
    damage = f", {len(parsed.damage)} damaged places" if parsed.damage else ""
    yield f"=== {base_name(parsed.name)} ({parsed.encoding}, {language}{damage})"
    yield f"    published: {in_words(parsed.published)}"
    for fact in facts_of(parsed):
        yield f"    {fact['field'].replace('_', ' ')}: {CONTROL.sub('�', fact['value'])} [{fact['origin']}]"
    yield f"    statements: {len(read.statements)}; remarks of the outlet: {len(read.remarks)}"
    yield ""


def _note(reason: str) -> str:
    return "" if reason == "running text" else f"  [{reason}]"


def _shown(wording: str, kind: str, reason: str, *, colours: bool) -> str:
    margin = "" if kind == BlockKind.BODY else kind
    indented = wording.replace("\n", "\n" + " " * MARGIN)
    if not colours or kind == BlockKind.BODY:
        return f"{margin:<10}  {indented}{_note(reason)}"
    return f"{margin:<10}  {BOLD if kind in STRONG else GREY}{indented}{_note(reason)}{PLAIN}"


class _Marks:
    """Which statement or remark begins in which block: blocks are asked about in their order."""

    def __init__(self, read: Extracted) -> None:
        numbered = list(enumerate(read.statements, 1))
        self.spans = deque(sorted((span, number) for number, found in numbered for span in found.content))
        self.statements = deque(sorted(numbered, key=lambda one: one[1].content[0]))
        self.remarks: deque[Remark] = deque(sorted(read.remarks, key=lambda remark: remark.start))

    def within(self, block: Stretch) -> deque[tuple[Span, int]]:
        """The spans of content that begin in this block, with the numbers of their statements."""
        found: deque[tuple[Span, int]] = deque()
        while self.spans and self.spans[0][0][0] < block.end:
            found.append(self.spans.popleft())
        return found

    def told(self, text: str, block: Stretch) -> Iterator[str]:
        """What is known of each statement and remark that begins in this block, and an empty line."""
        lines: list[str] = []
        while self.statements and self.statements[0][1].content[0][0] < block.end:
            lines += statement_lines(text, *self.statements.popleft())
        while self.remarks and self.remarks[0].start < block.end:
            lines += remark_lines(text, self.remarks.popleft())
        yield from (" " * MARGIN + line for line in lines)
        if lines:
            yield ""


def _underlined(
    text: str, block: Stretch, spans: deque[tuple[Span, int]], kind: str, note: str
) -> Iterator[str]:
    """Yield the block's lines, cut at WIDTH, each with a line of marks where there is something to mark."""
    margin = "" if kind == BlockKind.BODY else kind
    lines = list(_cut(text, block))
    begun: list[tuple[Span, int]] = []
    for row, (start, end) in enumerate(lines):
        last = row == len(lines) - 1
        wording = CONTROL.sub("�", text[start:end].rstrip())
        yield f"{margin if row == 0 else '':<10}  {wording}{note if last else ''}".rstrip()
        while spans and spans[0][0][0] < end:
            begun.append(spans.popleft())
        begun = [one for one in begun if one[0][1] > start]
        marks = _marks(start, start + len(wording), begun)
        if marks.strip():
            yield " " * MARGIN + marks.rstrip()


def _cut(text: str, block: Stretch) -> Iterator[Span]:
    """Yield lines as offsets: the text's own, cut between words where they are too long."""
    at = block.start
    for line in text[block.start : block.end].splitlines(keepends=True):
        start = at
        for word in WORD.finditer(text, at, at + len(line)):
            if word.end() - start > WIDTH and word.start() > start:
                yield start, word.start()
                start = word.start()
        if text[start : at + len(line)].strip():
            yield start, at + len(line)
        at += len(line)


def _marks(start: int, end: int, spans: Sequence[tuple[Span, int]]) -> str:
    """Return one line of marks: "~" under content, its statement's number where that begins."""
    marks = [" "] * (end - start)
    for (first, last), number in spans:
        begin, stop = max(first, start), min(last, end)
        if begin >= stop:
            continue
        marks[begin - start : stop - start] = "~" * (stop - begin)
        if first >= start:
            label = str(number)[: stop - begin]
            marks[begin - start : begin - start + len(label)] = label
    return "".join(marks)
