"""Speakers that a search finds: by name, other spelling and transliteration, and by office."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from claims.choices import SpeakerKind
from claims.models import Affiliation, Speaker, SpeakerAlias
from claims.queries.keys import Turn
from claims.queries.search_given import Given
from claims.queries.search_led import led_to
from claims.queries.search_newest import Order
from claims.queries.search_words import Pieces, Sought
from claims.queries.shapes import Prepared, Slots
from claims.queries.wording import slugged
from claimtrack.roles import Visitor, is_editor
from sources.querysets import among

_SEEN: Prepared[Any] = Prepared(
    lambda: Speaker.objects.visible().filter(pk__in=Slots("pks")).order_by().values_list("pk")
)


@dataclass(frozen=True, slots=True)
class ByName(Order):
    """A name has no clock: from A to Z, over its folded spelling. A key is that of the row alone."""

    def of(self, rows: QuerySet[Any], turn: Turn, *, few: bool = False) -> QuerySet[Any]:
        """As `Order.of`; one query more past the first page. A key that leads nowhere means the first one."""
        key = turn.after or turn.before
        edge = Speaker.objects.filter(pk=key.pk).values_list("search_key", flat=True).first() if key else None
        if key and edge is not None:
            side = "lt" if turn.before else "gt"
            beyond = Q(**{"search_key": edge, f"pk__{side}": key.pk})
            rows = rows.filter(Q(**{f"search_key__{side}": edge}) | beyond)
        backwards = bool(turn.before)
        return rows.order_by("-search_key", "-pk") if backwards else rows.order_by("search_key", "pk")


ORDERS = (ByName("name", "Name", ""),)
#: Other spellings, and offices, that a result tells.
TOLD = 3


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """One speaker. name, others, offices: in pieces, (words, whether found).

    others, offices: those alone by which it was found.
    """

    pk: int
    name: Pieces
    kind: str
    address: str
    description: str
    others: tuple[Pieces, ...]
    offices: tuple[Pieces, ...]


def speakers_found(given: Given, visitor: Visitor) -> QuerySet[Any]:
    """Speakers of whom every word is part of a spelling or an office.

    Which of them the visitor sees is asked of those on a page: see `speakers_seen`.
    """
    rows: QuerySet[Any] = Speaker.objects.filter(merged_into__isnull=True)
    if given.sought:
        led = led_to(given.sought)
        # Words of claims are seldom names.
        rows = rows.filter(among("id", led)) if led else rows.none()
    return rows.filter(kind__in=given.sort_of) if given.sort_of else rows


def speakers_seen(pks: Sequence[int]) -> Collection[int]:
    """Which of some speakers readers see; see `search_newest.newest`. One query."""
    return [pk for (pk,) in _SEEN.rows(pks=list(pks))]


def rows_of_speakers(pks: Sequence[int], visitor: Visitor, *, sought: Sought) -> tuple[SpeakerRow, ...]:
    """What a list of results says of these, in their order. Three queries."""
    rows = {row[0]: _Stored(*row) for row in _ROWS[is_editor(visitor)].rows(speakers=list(pks))}
    others = _told(sorted(_OTHERS.rows(speakers=list(rows))), sought)
    held = _HELD.rows(speakers=list(rows))
    offices = _told([(pk, f"{title}, {body}" if title else body) for pk, title, body in held], sought)
    return tuple(_row(rows[pk], sought, others.get(pk, ()), offices.get(pk, ())) for pk in pks if pk in rows)


class _Stored(NamedTuple):
    pk: int
    name: str
    kind: str
    description: str
    slug: str | None


def _row(speaker: _Stored, sought: Sought, others: Sequence[Pieces], offices: Sequence[Pieces]) -> SpeakerRow:
    return SpeakerRow(
        pk=speaker.pk,
        name=sought.marked(speaker.name),
        kind=_KINDS[speaker.kind],
        address=slugged("claims:speaker", speaker.slug),
        description=speaker.description,
        others=tuple(others),
        offices=tuple(offices),
    )


_KINDS = {one.value: str(one.label) for one in SpeakerKind}


def _rows(*, for_editor: bool) -> QuerySet[Any, Any]:
    speakers = Speaker.objects.all() if for_editor else Speaker.objects.visible()
    found = speakers.filter(pk__in=Slots("speakers")).order_by().with_slug()
    rows: QuerySet[Any, Any] = found.values_list(*_Stored._fields)
    return rows


def _others() -> QuerySet[Any, Any]:
    """By speaker: other spellings, and names of merged ones."""
    target = Coalesce("speaker__merged_into_id", "speaker_id")
    spellings = SpeakerAlias.objects.order_by().annotate(to=target).filter(to__in=Slots("speakers"))
    merged = Speaker.objects.order_by().filter(merged_into__in=Slots("speakers"))
    rows: QuerySet[Any, Any] = spellings.values_list("to", "spelling").union(
        merged.values_list("merged_into_id", "name")
    )
    return rows


def _held() -> QuerySet[Any, Any]:
    """By speaker: the places held, the latest first."""
    target = Coalesce("person__merged_into_id", "person_id")
    rows = Affiliation.objects.annotate(to=target).filter(to__in=Slots("speakers"))
    body = Coalesce("body__merged_into__name", "body__name")
    held: QuerySet[Any, Any] = rows.order_by("-since_earliest", "pk").values_list("to", "title", body)
    return held


#: For readers and for editors.
_ROWS: dict[bool, Prepared[Any]] = {
    for_editor: Prepared(partial(_rows, for_editor=for_editor)) for for_editor in (False, True)
}
_OTHERS: Prepared[Any] = Prepared(_others)
_HELD: Prepared[Any] = Prepared(_held)


def _told(rows: Any, sought: Sought) -> Mapping[int, list[Pieces]]:
    """By speaker: the first words in which something was found."""
    found: dict[int, list[Pieces]] = {}
    for pk, words in rows:
        pieces = sought.marked(words)
        if any(hit for _, hit in pieces) and len(told := found.setdefault(pk, [])) < TOLD:
            told.append(pieces)
    return found
