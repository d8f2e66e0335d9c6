"""From a text and its blocks to statements: what is read, in which order, and what is left out."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from claims.extract.attribution import read_line
from claims.extract.carrying import carry_over
from claims.extract.found import Attribution, Extracted, Found, Paragraph, Remark, Span
from claims.extract.interviews import read_interview
from claims.extract.lexicon import lexicon
from claims.extract.meaning import find_meaning
from claims.extract.measures import measure
from claims.extract.quotations import find_quotations
from claims.extract.remarks import find_remarks, is_remark
from claims.extract.tokens import Line, cut, find_sentences, reads_as_headline
from claims.extract.tongues import language_read
from claims.extract.turning import attributions_of
from sources.clocks import UNKNOWN, ClockValue

#: The kinds of block that are read; the others are not the article's own text or repeat it.
READ = frozenset(("headline", "standfirst", "caption", "crosshead", "body"))
#: What is read of one text, and of one paragraph, in code points; the rest is left out with a note.
LONGEST_TEXT = 1_000_000
LONGEST_PARAGRAPH = 100_000
SPEECH = frozenset(("speech",))
ALL = frozenset(("speech", "belief", "intention"))


class BlockLike(Protocol):
    """A block of a text, as ingest or the database has it."""

    @property
    def start(self) -> int:
        """Where it begins, in code points."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def kind(self) -> str:
        """Its kind, as the glossary has it."""


class Learned(Protocol):
    """A trained tagger (`claims.extract.learned.model.Tagger`)."""

    def attributions(
        self, text: str, paragraphs: Sequence[Paragraph], rules: Sequence[Attribution]
    ) -> list[Attribution]:
        """What is attributed in a text; `rules` is all that the rules found in it."""


def extract(
    text: str,
    blocks: Sequence[BlockLike],
    *,
    language: str = "en",
    published: ClockValue = UNKNOWN,
    outlet: str = "",
    credited: Span | None = None,
    beliefs: bool = False,
    learned: Learned | None = None,
) -> Extracted:
    """Return the statements and remarks of a text. beliefs: also what somebody believed or intended.

    language: of the text, "" where nobody says; without rules for it only remarks are read, and the note says
    so. published: what dates in it are counted from; outlet: its printed name; credited: where the text says
    whom it was taken from; learned: a trained tagger, which then decides what of all that the rules find, and
    what besides, is attributed.
    """
    paragraphs, note = paragraphs_of(text, blocks)
    language, unread = language_read(text, language)
    if unread:
        return Extracted((), _remarks_alone(text, paragraphs, language), unread)
    lines = lines_of(text, paragraphs)
    remarks = find_remarks(text, paragraphs, language=language)
    attributions = _once(text, _attributions(text, lines, beliefs=beliefs or learned is not None))
    if learned is not None:
        attributions = _once(text, learned.attributions(text, paragraphs, attributions))
    attributions = [one for one in attributions if not is_remark(one, remarks)]
    sentences = sentence_spans(lines)
    found = []
    meanings = find_meaning(
        text, paragraphs, attributions, language=language, outlet=outlet, credited=credited
    )
    for meant in meanings:
        for one in meant:
            hedges, dates, figures = measure(
                text, one.content, one.cue, _round(one, sentences), language=language, published=published
            )
            found.append(replace(one, hedges=hedges, dates=dates, figures=figures))
    return Extracted(tuple(found), tuple(remarks), note)


def _remarks_alone(text: str, paragraphs: Sequence[Paragraph], language: str) -> tuple[Remark, ...]:
    return tuple(find_remarks(text, paragraphs, language=language)) if language == "de" else ()


def attribute(text: str, paragraphs: Sequence[Paragraph], *, beliefs: bool = False) -> list[Attribution]:
    """Return who is said to have said what, in the order of the text."""
    return _once(text, _attributions(text, lines_of(text, paragraphs), beliefs=beliefs))


def attributed(
    text: str, blocks: Sequence[BlockLike], *, language: str = "en", beliefs: bool = False, **_: object
) -> Extracted:
    """Return the statements as they are printed: spans, before names, hops, stances and figures are read."""
    paragraphs, note = paragraphs_of(text, blocks)
    unread = language_read(text, language)[1]
    if unread:
        return Extracted((), (), unread)
    found = (_printed(one) for one in attribute(text, paragraphs, beliefs=beliefs))
    return Extracted(tuple(found), (), note)


def _printed(one: Attribution) -> Found:
    return Found(
        content=one.content, cue=one.cue, speaker=one.speaker, speaker_name=None, basis="printed", role="",
        voice="named" if one.speaker else "unattributed", mode=one.mode, stance="asserts", kind=one.kind,
        score=one.score, reasons=(one.frame,),
    )  # fmt: skip


def lines_of(text: str, paragraphs: Sequence[Paragraph]) -> list[Line]:
    """Cut paragraphs into tokens, with their quotations and sentences; those without a word are left out."""
    lines: list[Line] = []
    for paragraph in paragraphs:
        line = cut(text, paragraph.start, paragraph.end, paragraph.kind)
        if line.words:
            if line.kind == "body" and reads_as_headline(line, first=not lines and len(paragraphs) > 1):
                line.kind = "headline"
            find_quotations(line, text=text)
            line.sentences = find_sentences(line)
            lines.append(line)
    return lines


def _attributions(text: str, lines: list[Line], *, beliefs: bool) -> list[Attribution]:
    kinds, words = (ALL if beliefs else SPEECH), lexicon()
    read = [read_line(line, words, kinds) for line in lines]
    read_interview(lines, read)
    carry_over(lines, read, words)
    return attributions_of(lines, read)


def sentence_spans(lines: list[Line]) -> list[Span]:
    """Return the sentences of a text in order, in code points."""
    return [line.span(first, stop) for line in lines for first, stop in line.sentences]


def _round(one: Found, sentences: list[Span]) -> Span:
    """Return the sentence or sentences in which a statement's content and cue stand."""
    parts = [*one.content, *one.cue]
    first, last = min(start for start, _ in parts), max(end for _, end in parts)
    begin = max(0, bisect_right(sentences, (first, sys.maxsize)) - 1)
    end = max(0, bisect_right(sentences, (last - 1, sys.maxsize)) - 1)
    return min(first, sentences[begin][0]), max(last, sentences[end][1])


def paragraphs_of(text: str, blocks: Sequence[BlockLike]) -> tuple[list[Paragraph], str]:
    """Return the paragraphs that are read, each with its block's kind, and a note on what is left out."""
    found: list[Paragraph] = []
    left_out = 0
    for block in blocks:
        if block.kind not in READ:
            continue
        place = block.start
        while place < block.end:
            stop = text.find("\n", place, block.end)
            stop = block.end if stop < 0 else stop
            end = min(stop, place + LONGEST_PARAGRAPH, LONGEST_TEXT)
            if end > place and not text[place:end].isspace():
                found.append(Paragraph(place, end, block.kind))
            left_out += stop - max(place, end)
            place = stop + 1
    note = f"{left_out:,} characters of very long paragraphs were not read." if left_out > 0 else ""
    return found, note


def _once(text: str, attributions: list[Attribution]) -> list[Attribution]:
    """Leave out what repeats the same words of the same printed speaker: a caption that stands twice."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for one in attributions:
        key = (_wording(text, one.content), _wording(text, one.speaker))
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return kept


def _wording(text: str, spans: tuple[Span, ...]) -> str:
    return " ".join(" ".join(text[start:end].split()) for start, end in spans)
