"""One file, from bytes to what is stored: decode, header lines, layout, dates, facts and sketch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sources.clocks import UNKNOWN, ClockValue
from sources.ingest.damage import Damage
from sources.ingest.decode import decode
from sources.ingest.duplicates import bytes_of_words, digest
from sources.ingest.facts import Declared, FoundFact, gather_facts
from sources.ingest.headers import read_header
from sources.ingest.layout import BlockSpan, lay_out
from sources.ingest.limits import Refused
from sources.ingest.sketches import Sketch, sketch_of

BODY = ("body", "crosshead")


@dataclass(frozen=True, slots=True)
class ParsedArticle:
    """What was read from one file. name: its label. All spans are half-open code points into `text`.

    sketch: of its body.
    """

    name: str
    text: str
    encoding: str
    sha256: str
    damage: tuple[Damage, ...]
    blocks: tuple[BlockSpan, ...]
    facts: tuple[FoundFact, ...]
    sketch: Sketch

    def chosen(self, field: str) -> FoundFact | None:
        """Return the fact that is believed for a field; None where nobody says."""
        return next((fact for fact in self.facts if fact.field == field and fact.chosen), None)

    def value(self, field: str) -> str:
        """Return the believed value of a field; "" where nobody says."""
        fact = self.chosen(field)
        return fact.value if fact else ""

    @property
    def published(self) -> ClockValue:
        """When it was published, or the unknown clock."""
        fact = self.chosen("published")
        return fact.clock if fact and fact.clock else UNKNOWN

    @property
    def headline(self) -> str:
        """The headline, or ""."""
        return self.value("headline")

    @property
    def body(self) -> str:
        """The text of the article itself: body and crossheads, joined by blank lines."""
        return body_of(self.text, self.blocks)


def body_of(text: str, blocks: Iterable[BlockSpan]) -> str:
    """Return the text of an article itself: body and crossheads, joined by blank lines."""
    pieces = [text[block.start : block.end].strip() for block in blocks if block.kind in BODY]
    return "\n\n".join(filter(None, pieces))


def read_article(
    content: bytes,
    *,
    name: str,
    declared: Declared,
    manifest_facts: Mapping[str, str],
    sha256: str = "",
) -> ParsedArticle:
    """Read one file. Raises Refused (too_large, empty, not_text, encoding_unknown) or Held (encoding).

    sha256: of the content, where the caller knows it.
    """
    decoded = decode(content, declared.encoding)
    header = read_header(decoded.text)
    if not decoded.text[header.end :].strip():
        raise Refused("empty", "This file has header lines and no text below them. Save the article again.")
    blocks = lay_out(decoded.text, header_end=header.end)
    words = bytes_of_words(body_of(decoded.text, blocks))
    return ParsedArticle(
        name=name,
        text=decoded.text,
        encoding=decoded.encoding,
        sha256=sha256 or digest(content),
        damage=decoded.damage,
        blocks=blocks,
        facts=gather_facts(decoded.text, blocks, header, manifest_facts, declared, words=words),
        sketch=sketch_of(words),
    )
