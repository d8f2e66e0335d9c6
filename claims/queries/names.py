"""Indexes: speakers, outlets and topics by name, each with what the visitor may know is recorded of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce

from claims.choices import ClaimState
from claims.queries.claim_list import claims_seen_by
from claims.queries.keys import number_of
from claims.queries.named import OUTLET, SPEAKER, TOPIC, Kind
from claims.queries.narrowing import links_seen_by, placements
from claims.queries.wording import address, outlet_kind
from claims.querysets import articles_seen_by
from claimtrack.roles import Visitor
from claimtrack.words import counted, day
from sources.models import Outlet

PAGE = 60
#: One query: what is recorded of each of these rows, in words.
Told = Callable[[Visitor, Sequence[int]], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class NameRow:
    """One entry. detail: what it is, in a few words; numbers: what is recorded of it."""

    name: str
    address: str
    detail: str
    numbers: str


@dataclass(frozen=True, slots=True)
class NameList:
    """A page of an index; earlier, later: keys for `before` and `after`, 0 where there is no page."""

    rows: tuple[NameRow, ...]
    earlier: int
    later: int


@dataclass(frozen=True, slots=True)
class Place:
    """Which page of an index is asked for: after a row, before one (by its key), or (both 0) the first."""

    after: int = 0
    before: int = 0

    @classmethod
    def read(cls, *, after: str, before: str) -> Place:
        """Read the two query parameters; `after` wins, and what is no key means the first page."""
        key = number_of(after)
        return cls(after=key, before=0 if key else number_of(before))


def list_speakers(visitor: Visitor, place: Place) -> NameList:
    """Speakers, with what they said. Two queries, one if empty; one more past the first page."""

    def said(visitor: Visitor, pks: Sequence[int]) -> Mapping[int, str]:
        links = links_seen_by(visitor).filter(speaker_to__in=pks).values_list("speaker_to")
        rows = links.annotate(said=Count("statement", distinct=True), on=Count("target_id", distinct=True))
        return {pk: f"{counted(number, 'statement')} on {counted(on, 'claim')}" for pk, number, on in rows}

    return _list(SPEAKER, visitor, place, said, "No statement recorded")


def list_outlets(visitor: Visitor, place: Place) -> NameList:
    """Outlets, with their articles. Two queries, one if empty; one more past the first page."""

    def published(visitor: Visitor, pks: Sequence[int]) -> Mapping[int, str]:
        articles = articles_seen_by(visitor).order_by()
        of = articles.filter(Q(outlet__in=pks) | Q(outlet__merged_into__in=pks))
        numbers: dict[int, int] = {}
        for outlet, target, number in of.values_list("outlet", "outlet__merged_into").annotate(n=Count("pk")):
            numbers[target or outlet] = numbers.get(target or outlet, 0) + number
        return {pk: counted(number, "article") for pk, number in numbers.items()}

    return _list(OUTLET, visitor, place, published, "No article")


def list_topics(visitor: Visitor, place: Place) -> NameList:
    """Topics, with their claims. Two queries, one if empty; one more past the first page."""

    def followed(visitor: Visitor, pks: Sequence[int]) -> Mapping[int, str]:
        placed = placements().filter(topic_to__in=pks, target_id__in=claims_seen_by(visitor).values("pk"))
        disputed = claims_seen_by(visitor).filter(summary__state=ClaimState.DISPUTED).values("pk")
        rows = placed.values_list("topic_to").annotate(
            number=Count("target_id", distinct=True),
            open=Count("target_id", distinct=True, filter=Q(target_id__in=disputed)),
            moved=Max(Coalesce("claim__merged_into__summary__last_moved", "claim__summary__last_moved")),
        )
        return {pk: _followed(number, disputed, moved) for pk, number, disputed, moved in rows}

    return _list(TOPIC, visitor, place, followed, "No claim yet")


def _followed(number: int, disputed: int, moved: Any) -> str:
    words = [counted(number, "claim")]
    words += [f"{disputed:,} disputed"] if disputed else []
    words += [f"moved {day(moved)}"] if moved else []
    return ", ".join(words)


def _list(kind: Kind, visitor: Visitor, place: Place, told: Told, nothing: str) -> NameList:
    rows = kind.rows(visitor).filter(slug__isnull=False)
    at = place.after or place.before
    edge = rows.filter(pk=at).values_list("search_key", "pk").first() if at else None
    backwards = bool(edge and place.before)
    found = _read(rows, edge, backwards)
    shown = found[:PAGE]
    if backwards:
        shown.reverse()
    more = len(found) > PAGE
    numbers = told(visitor, [row.pk for row in shown]) if shown else {}
    return NameList(
        rows=tuple(_row(kind, row, numbers.get(row.pk, nothing)) for row in shown),
        earlier=shown[0].pk if shown and edge and (more or not backwards) else 0,
        later=shown[-1].pk if shown and (more or backwards) else 0,
    )


def _read(rows: Any, edge: tuple[str, int] | None, backwards: bool) -> list[Any]:
    ordered = rows.order_by("-search_key", "-pk") if backwards else rows.order_by("search_key", "pk")
    if edge:
        name, pk = edge
        side = "lt" if backwards else "gt"
        beyond = Q(**{f"search_key__{side}": name}) | Q(**{"search_key": name, f"pk__{side}": pk})
        ordered = ordered.filter(beyond)
    return list(ordered[: PAGE + 1])


def _sort_of(row: Any) -> str:
    if isinstance(row, Outlet):
        return outlet_kind(row)
    return str(row.get_kind_display()) if hasattr(row, "kind") else ""


def _row(kind: Kind, row: Any, numbers: str) -> NameRow:
    return NameRow(
        name=row.name,
        address=address(f"claims:{kind.word}", slug=row.slug),
        detail=str(getattr(row, "description", "")) or _sort_of(row).capitalize(),
        numbers=numbers,
    )
