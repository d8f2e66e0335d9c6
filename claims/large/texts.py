"""The text of an invented article, laid out: headline, byline, paragraphs of sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from claims.large.tables import Tables, escaped
from claims.large.words import FILLER
from sources.choices import BlockKind

SENTENCES_A_PARAGRAPH = 3


@dataclass(frozen=True, slots=True)
class Laid:
    """A text; blocks: (start, end, kind), which tile it; starts: where each sentence begins. Code points."""

    text: str
    blocks: tuple[tuple[int, int, str], ...]
    starts: tuple[int, ...]


def lay(headline: str, byline: str, sentences: Sequence[str], *, ending: str) -> Laid:
    """Put an article together; `ending` is a last paragraph."""
    parts, blocks, starts, at = [], [], [], 0

    def put(words: str, kind: str) -> None:
        nonlocal at
        parts.append(words)
        blocks.append((at, at + len(words), kind))
        at += len(words)

    put(f"{headline}\n", BlockKind.HEADLINE)
    put(f"{byline}\n\n", BlockKind.BYLINE)
    for first in range(0, len(sentences), SENTENCES_A_PARAGRAPH):
        told = sentences[first : first + SENTENCES_A_PARAGRAPH]
        begins = at
        for sentence in told:
            starts.append(begins)
            begins += len(sentence) + 1
        put(f"{' '.join(told)} {FILLER[(first + at) % len(FILLER)]}\n\n", BlockKind.BODY)
    put(ending, BlockKind.BODY)
    return Laid("".join(parts), tuple(blocks), tuple(starts))


def write_version(tables: Tables, laid: Laid, *, pk: int, article: int, number: int, recorded: str) -> None:
    """One version of an article, with its blocks."""
    digest = sha256(f"{article}/{number}\n{laid.text}".encode()).hexdigest()
    tables.version.add(pk, article, number, escaped(laid.text), digest, recorded)
    for start, end, kind in laid.blocks:
        tables.block.add(pk, start, end, kind)


#: Columns of the tables that are written here.
COLUMNS = {
    "version": ("sources.ArticleVersion", "id article_id number text sha256 recorded_at"),
    "block": ("sources.Block", "version_id start end kind"),
}
