"""Blocks at the desk: what each is and why, what else it most likely is, and those an editor picked."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import NamedTuple

from claims.excerpts import FOLDED
from sources.choices import BlockKind, SetBy
from sources.models import ArticleVersion, Block

#: Code points up to which a line of the text may be a title or a caption.
SHORT = 160
PART = (BlockKind.BODY, "Part of the article")
RUNNING = (BlockKind.BODY, "Body text")
NOT_PART = (BlockKind.FURNITURE, "Not the article")
HEADLINE = (BlockKind.HEADLINE, "Headline")
CAPTION = (BlockKind.CAPTION, "Caption")
FIRST_WORDS = 60
LABELS = {kind.value: str(kind.label) for kind in BlockKind}


class BlockRow(NamedTuple):
    """A block as its row has it: hundreds stand in one article."""

    pk: int
    start: int
    end: int
    kind: str
    reason: str
    set_by: str


class Head(NamedTuple):
    """What is said beside a block. choices: (kind, words) of what one click makes of it.

    why: the reason, for people; decided: an editor said so, which can be undone; span: of the whole block.
    """

    pk: int
    kind: str
    why: str
    decided: bool
    span: str
    words: str
    choices: tuple[tuple[str, str], ...]


def head_of(block: Block | BlockRow, text: str) -> Head:
    """A block as the list shows it."""
    words = " ".join(text[block.start : block.end].split())
    return Head(
        pk=block.pk,
        kind=LABELS[block.kind],
        why=block.reason,
        decided=block.set_by == SetBy.EDITOR,
        span=f"{block.start}-{block.end}",
        words=words if len(words) <= FIRST_WORDS else f"{words[:FIRST_WORDS].rstrip()}…",
        choices=_choices(block.kind, short=len(words) <= SHORT),
    )


def _choices(kind: str, *, short: bool) -> tuple[tuple[str, str], ...]:
    if kind == BlockKind.HEADER:
        return ()
    if kind in FOLDED:
        return (PART,)
    if kind == BlockKind.BODY:
        return (NOT_PART, HEADLINE, CAPTION) if short else (NOT_PART,)
    return (RUNNING, NOT_PART)


def picked(version: ArticleVersion, spans: Iterable[str]) -> list[Block]:
    """The blocks in which the given stretches ("start-end") begin, in the order of the text."""
    starts = [int(start) for start, *_ in (span.split("-") for span in spans) if _is_number(start)]
    return [
        block
        for block in version.blocks.order_by("start")
        if any(block.start <= start < block.end for start in starts)
    ]


def numbered(version: ArticleVersion, ids: Collection[int]) -> list[Block]:
    """The blocks with these keys that belong to the text, in its order."""
    return list(version.blocks.filter(pk__in=ids).order_by("start"))


def _is_number(given: str) -> bool:
    return given.isascii() and given.isdecimal() and len(given) < 10
