"""Lists of claims, a page at a time, as their visitor may see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet

from claims.models import Claim
from claims.queries.found import marked
from claims.queries.keys import Key, Turn, cut
from claims.queries.listed import ListedClaim, columns_of, finished, listed
from claims.queries.pulse import Beat, pulses
from claims.queries.sample import PAGE, SORTS
from claims.queries.shapes import SNAPSHOT, MomentSlot, Prepared, Shape, Slot
from claims.queries.wording import address
from claims.querysets import ClaimQuerySet
from claimtrack.roles import Visitor, is_editor

SORT_WORDS = {"moved": "Newest movement", "said": "First said"}


class ClaimRow(NamedTuple):
    """One claim. text: in pieces, (words, whether found); weight: outlets and origins; tags: for editors."""

    pk: int
    text: tuple[tuple[str, bool], ...]
    address: str
    lead: str
    tally: tuple[tuple[str, int, str], ...]
    weight: str
    moved: datetime | None
    beats: tuple[Beat, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimList:
    """A page of the list; newer and older are keys for `before` and `after`, "" where there is no page.

    snapshot: PostgreSQL's, under which it was read, where that was told along; "" where not.
    """

    rows: tuple[ClaimRow, ...]
    newer: str
    older: str
    snapshot: str = ""


def claims_seen_by(visitor: Visitor) -> ClaimQuerySet:
    """What a list of claims may hold: those the visitor sees, a merged one not besides its target."""
    seen: ClaimQuerySet = Claim.objects.seen_by(visitor).filter(merged_into__isnull=True)
    return seen


def list_claims(
    claims: Callable[[], ClaimQuerySet],
    visitor: Visitor,
    *,
    turn: Turn,
    today: date,
    sort: str = "moved",
    words: str = "",
    first: Callable[[], list[ListedClaim]] | None = None,
    plain: bool = False,
) -> ClaimList:
    """Read one page of `claims`; `words` are marked where they stand. At most three queries.

    claims: gives them, where they are to be asked for. first: gives those of the first page and the one
    behind it, where they are known anyway.
    plain: `claims` are all that readers see, unmerged.
    """
    snapshot = ""
    if first is not None and not turn.beyond:
        found = first()
    elif plain and turn.after and turn.after.moment:
        found, snapshot = _plain(turn.after.moment, turn.after.pk, SORTS[sort], PAGE + 1)
    else:
        found = read_claims(claims(), turn, SORTS[sort], PAGE + 1)
    page = cut(len(found), size=PAGE, turn=turn)
    shown = found[: page.size]
    if turn.before:
        shown.reverse()
    return ClaimList(
        rows=claim_rows(shown, visitor, today, words) if shown else (),
        newer=key_of(shown[0], sort) if shown and page.newer else "",
        older=key_of(shown[-1], sort) if shown and page.older else "",
        snapshot=snapshot,
    )


def read_claims(claims: ClaimQuerySet, turn: Turn, column: str, most: int) -> list[ListedClaim]:
    """At most so many claims from where the turn says, by the column, the latest first; those before a key
    are read backwards. At most three queries."""
    return listed(_keys(claims, turn, column, most))


def _keys(claims: ClaimQuerySet, turn: Turn, column: str, most: int) -> list[int]:
    """At most so many keys. An index over the moment and the key is read from where the page begins.

    Claims without a moment come last, and are asked for by themselves: an index is bounded by one condition.
    """
    found: list[int] = []
    for condition, order in _stretches(turn, column):
        rows = claims.filter(condition, summary__isnull=False).order_by(*order).values_list("pk", flat=True)
        rows = rows.reverse() if turn.before else rows
        found += rows[: most - len(found)] if len(found) < most else []
    return found


def _plain(moment: datetime, pk: int, column: str, most: int) -> tuple[list[ListedClaim], str]:
    """Those after one in the whole list, which most turn to: its SQL is written once, and asked once.

    With the snapshot under which they were read, "" where there are none.
    """
    rows = _DATED[column].rows(moment=moment, pk=pk)[:most]
    rows += _UNDATED[column].rows()[: most - len(rows)] if len(rows) < most else []
    return finished(row[:-1] for row in rows), rows[0][-1] if rows else ""


def _dated(column: str) -> Prepared[Any]:
    turn = Turn(after=Key(MomentSlot("moment"), Slot("pk")))  # type: ignore[arg-type]
    return Prepared(lambda: _ordered(column, *next(iter(_stretches(turn, column)))))


def _ordered(column: str, condition: Q, order: tuple[Any, ...]) -> QuerySet[Any, Any]:
    claims = Claim.objects.visible().filter(condition, summary__isnull=False)
    return columns_of(claims.order_by(*order), SNAPSHOT)[: PAGE + 1]


_DATED = {column: _dated(column) for column in SORTS.values()}
_UNDATED = {
    column: Shape(partial(_ordered, column, Q(**{f"{column}__isnull": True}), ("-pk",)))
    for column in SORTS.values()
}


def _stretches(turn: Turn, column: str) -> Iterable[tuple[Q, tuple[Any, ...]]]:
    """What a page may be made of, in the order in which it is read: conditions, and how rows are sorted."""
    key = turn.after or turn.before
    dated = Q(**{f"{column}__isnull": False}) & (_beyond(key, column, turn) if key else Q())
    undated = Q(**{f"{column}__isnull": True})
    by_moment, by_key = (F(column).desc(nulls_last=True), "-pk"), ("-pk",)
    if key is None or (turn.after and key.moment):
        return (dated, by_moment), (undated, by_key)
    if key.moment:
        return ((dated, by_moment),)
    bounded = undated & Q(**{"pk__lt" if turn.after else "pk__gt": key.pk})
    return ((bounded, by_key),) if turn.after else ((bounded, by_key), (dated, by_moment))


def _beyond(key: Key, column: str, turn: Turn) -> Q:
    """Behind the key, or before it, by the row, in a form that bounds an index."""
    if key.moment is None:
        return Q()
    side = "lt" if turn.after else "gt"
    beyond = Q(**{f"{column}__{side}": key.moment}) | Q(**{f"pk__{side}": key.pk})
    return Q(**{f"{column}__{side}e": key.moment}) & beyond


def key_of(claim: ListedClaim, sort: str) -> str:
    """What names the page that begins after (or ends before) the claim."""
    return str(Key(claim.last_moved if sort == "moved" else claim.first_said, claim.pk))


def claim_rows(
    claims: Sequence[ListedClaim], visitor: Visitor, today: date, words: str = ""
) -> tuple[ClaimRow, ...]:
    """What a list says of claims."""
    beats = pulses({claim.pk: claim.dated for claim in claims})
    for_editor = is_editor(visitor)
    return tuple(
        ClaimRow(
            claim.pk,
            marked(claim.text, words),
            address("claims:claim", slug=claim.slug),
            *claim.said(as_of=today),
            claim.last_moved,
            beats.get(claim.pk, ()),
            _tags(claim) if for_editor else (),
        )
        for claim in claims
    )


def _tags(claim: ListedClaim) -> tuple[str, ...]:
    if claim.withdrawn:
        return ("withdrawn",)
    return () if claim.published else ("not shown to readers",)
