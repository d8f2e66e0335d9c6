"""Indexes: speakers, outlets and topics by name, each with what the visitor may know is recorded of it.

What one has done is counted no further than a reader wants to know in a list (FEW).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from claims.models import Topic
from claims.queries.done import followed_in_each, published_by_each, said_by_each
from claims.queries.found import has_all
from claims.queries.keys import number_of
from claims.queries.named import OUTLET, SPEAKER, TOPIC, Kind
from claims.queries.speaker_search import speakers_named
from claims.queries.wording import address, outlet_kind
from claimtrack.roles import Visitor
from sources.folding import fold
from sources.models import Outlet

PAGE = 60
#: Code points of a name that is looked for.
LONGEST = 200
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
    """Which page is asked for: after a row, before one (by its key), or (both 0) the first; which names."""

    after: int = 0
    before: int = 0
    words: str = ""

    @classmethod
    def read(cls, *, after: str, before: str, words: str = "") -> Place:
        """Read the query parameters; `after` wins, and what is no key means the first page.

        words: what names are looked for; beyond LONGEST code points they are cut.
        """
        key = number_of(after)
        typed = " ".join(words[:LONGEST].split())
        return cls(after=key, before=0 if key else number_of(before), words=typed)


def list_speakers(visitor: Visitor, place: Place) -> NameList:
    """Speakers, with what they said. Two queries, one if empty; one more past the first page."""
    named = speakers_named(place.words)
    return _list(SPEAKER, visitor, place, said_by_each, "No statement recorded", found=named)


def list_outlets(visitor: Visitor, place: Place) -> NameList:
    """Outlets, with their articles. Two queries, one if empty; one more past the first page."""
    found = Outlet.objects.filter(_words_in_key(place)) if place.words else None
    return _list(OUTLET, visitor, place, published_by_each, "No article", found=found)


def _words_in_key(place: Place) -> Q:
    """All typed words stand in the folded name or another spelling; signs alone stand nowhere."""
    return has_all(place.words) if fold(place.words) else Q(pk__in=[])


def list_topics(visitor: Visitor, place: Place) -> NameList:
    """Topics, with their claims. Two queries, one if empty; one more past the first page."""
    found = Topic.objects.filter(_words_in_key(place)) if place.words else None
    return _list(TOPIC, visitor, place, followed_in_each, "No claim yet", found=found)


def _list(
    kind: Kind, visitor: Visitor, place: Place, told: Told, nothing: str, *, found: QuerySet[Any] | None
) -> NameList:
    """found: the rows that typed words may mean; None where nothing is typed."""
    rows = kind.rows(visitor).filter(slug__isnull=False)
    if found is not None:
        rows = rows.filter(pk__in=found.order_by().values("pk"))
    at = place.after or place.before
    edge = rows.filter(pk=at).values_list("search_key", "pk").first() if at else None
    backwards = bool(edge and place.before)
    read = _read(rows, edge, backwards)
    shown = read[:PAGE]
    if backwards:
        shown.reverse()
    more = len(read) > PAGE
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
        return outlet_kind(row.kind)
    return str(row.get_kind_display()) if hasattr(row, "kind") else ""


def _row(kind: Kind, row: Any, numbers: str) -> NameRow:
    return NameRow(
        name=row.name,
        address=address(f"claims:{kind.word}", slug=row.slug),
        detail=str(getattr(row, "description", "")) or _sort_of(row).capitalize(),
        numbers=numbers,
    )
