"""What the parts of a text are, as an editor says: many blocks at once, undone to what the rules had said.

The text and its passages stay where they are; only what readers may see of the article, and the headline,
byline and date that it states, follow.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import User

from claims.choices import Moved
from claims.reach import claims_of_article
from claims.services.dated import date_columns, date_to_follow, follow_date
from claims.services.earlier import events_of
from claims.services.errors import Refused, WordsMoved
from claims.services.reading_queue import queue_again
from claims.services.redating import resolve_again
from claims.services.stated import follow_facts, stated_columns
from claims.summaries import record_revision
from sources.choices import BlockKind, SetBy
from sources.models import Article, Block
from sources.services.acting import Actor, acting, person
from sources.services.roots import change, root_key

OTHERWISE = "The text of this article is another by now. Look at it, and say it again."
#: Why a block is what an editor made of it.
SAID_SO = "an editor said so"
#: Header lines are read by their form; no other line is one.
CHOOSABLE = tuple(kind for kind in BlockKind if kind != BlockKind.HEADER)
#: How an event of history is called that keeps the row as a person found it.
FOUND = "found"


def set_block_kind(
    *, editor: User, article: Article, expected: int, block_ids: Collection[int], kind: BlockKind
) -> list[Block]:
    """Say what blocks of the article's current text are; return them as they stand now.

    Raises Stale where somebody changed the article first, WordsMoved where its text is another by now,
    Refused for header lines and where nothing would change.
    """
    if kind not in CHOOSABLE:
        raise Refused("Header lines are read by their form; no other line becomes one.")
    blocks = _blocks(article, block_ids)
    chosen = [block for block in blocks if block.pk in set(block_ids)]
    if any(block.kind == BlockKind.HEADER for block in chosen):
        raise Refused("Header lines stay header lines. Correct the details of the article instead.")
    if all(block.kind == kind for block in chosen):
        raise Refused("They are that already.")
    before = {block.kind for block in chosen}
    for block in chosen:
        block.kind, block.reason, block.set_by = kind, SAID_SO, SetBy.EDITOR
    _save(person(editor), article, expected, blocks, chosen, before | {kind})
    return chosen


def undo_block_kind(
    *, editor: User, article: Article, expected: int, block_ids: Collection[int]
) -> list[Block]:
    """Give blocks back the kind and the reason that the rules had found. Raises as `set_block_kind`."""
    blocks = _blocks(article, block_ids)
    found = _as_found(block_ids)
    chosen = [block for block in blocks if block.pk in found and block.set_by == SetBy.EDITOR]
    if not chosen:
        raise Refused("No editor decided these; there is nothing to undo.")
    before = {block.kind for block in chosen}
    for block in chosen:
        event = found[block.pk]
        block.kind, block.reason, block.set_by = event.kind, event.reason, SetBy.RULE
    _save(person(editor), article, expected, blocks, chosen, before | {block.kind for block in chosen})
    return chosen


def _blocks(article: Article, block_ids: Collection[int]) -> list[Block]:
    """All blocks of the current text, in its order."""
    blocks = list(Block.objects.filter(version=article.current_version_id).order_by("start"))
    if not block_ids:
        raise Refused("Tick the lines first, then say what they are.")
    if not set(block_ids) <= {block.pk for block in blocks}:
        raise WordsMoved(OTHERWISE)
    return blocks


def _as_found(block_ids: Collection[int]) -> dict[int, Any]:
    """The last event of each block that shows it as a rule had set it."""
    events = events_of(Block).filter(pgh_obj_id__in=block_ids, pgh_label=FOUND, set_by=SetBy.RULE)
    return {event.pgh_obj_id: event for event in events.order_by("pgh_id")}


def _save(
    actor: Actor,
    article: Article,
    expected: int,
    blocks: list[Block],
    chosen: list[Block],
    kinds: Collection[str],
) -> None:
    """The root first, then its members. kinds: those that the chosen blocks had or have."""
    version = article.current_version
    assert version is not None  # noqa: S101 - its blocks were found
    told, facts = stated_columns(article, version.text, blocks, kinds)
    date = date_to_follow(article, version.text, blocks, kinds)
    redated = date_columns(date) if date else {}
    columns: dict[str, object] = {**told, **redated}
    with acting(actor):
        change(article, actor=actor, expected=expected, **columns)
        if Block.objects.bulk_update(chosen, ["kind", "reason", "set_by"]) != len(chosen):
            raise WordsMoved(OTHERWISE)  # the rules laid the text out anew meanwhile
        queue_again([version.pk])
        follow_facts(article, facts)
        if date:
            follow_date(date)
        if redated:
            resolve_again(article=article)
        if columns:
            claims = claims_of_article(article.pk)
            record_revision(actor=actor, claims=claims, moved=Moved.DETAILS, subject=root_key(article))
