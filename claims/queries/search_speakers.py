"""Speakers that a search finds: by name, other spelling and transliteration, and by office."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial, reduce
from operator import or_
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Coalesce, Lower

from claims.match.sounds import name_sounds
from claims.models import Affiliation, Speaker, SpeakerAlias
from claims.queries.keys import Turn
from claims.queries.search_fitting import AnyLike, Like, escaped
from claims.queries.search_given import Given
from claims.queries.search_newest import Order
from claims.queries.search_words import LookedUp, Pieces, Sought, Word
from claims.queries.shapes import Given as Told
from claims.queries.shapes import Prepared, Slots, TextSlot, TextSlots
from claims.queries.wording import address
from claimtrack.roles import Visitor
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
    led_to: set[int] = set()
    for place, word in enumerate(given.sought.words):
        led_to = led_to & _led_to(word) if place else _led_to(word)
        # Words of claims are seldom names: with the first one that leads nowhere, it is done.
        if not led_to:
            return _nobody()
    rows: QuerySet[Any] = Speaker.objects.filter(merged_into__isnull=True)
    rows = rows.filter(among("id", sorted(led_to))) if given.sought else rows
    return rows.filter(kind__in=given.sort_of) if given.sort_of else rows


@cache
def _nobody() -> QuerySet[Any]:
    return Speaker.objects.none()


def speakers_seen(pks: Sequence[int]) -> Collection[int]:
    """Which of some speakers readers see; see `search_newest.newest`. One query."""
    return [pk for (pk,) in _SEEN.rows(pks=list(pks))]


def rows_of_speakers(pks: Sequence[int], visitor: Visitor, *, sought: Sought) -> tuple[SpeakerRow, ...]:
    """What a list of results says of these, in their order. Three queries."""
    rows = {row.pk: row for row in Speaker.objects.seen_by(visitor).filter(among("pk", pks)).with_slug()}
    others = _others(list(rows), sought)
    offices = _offices(list(rows), sought)
    return tuple(_row(rows[pk], sought, others.get(pk, ()), offices.get(pk, ())) for pk in pks if pk in rows)


def _row(speaker: Any, sought: Sought, others: Sequence[Pieces], offices: Sequence[Pieces]) -> SpeakerRow:
    return SpeakerRow(
        pk=speaker.pk,
        name=sought.marked(speaker.name),
        kind=speaker.get_kind_display(),
        address=address("claims:speaker", slug=speaker.slug or ""),
        description=speaker.description,
        others=tuple(others),
        offices=tuple(offices),
    )


def _led_to(word: Word) -> set[int]:
    """The keys of unmerged speakers that a word leads to: part of a spelling, its sound, or an office.

    One query, and one more where it is part of a spelling.
    """
    sounds = list(name_sounds(word.key))
    values: dict[str, Told] = {f"spelt{n}": _within(one) for n, one in enumerate(word.spellings)}
    values |= {"printed": [_within(one) for one in word.printed], "sounds": sounds}
    rows = _leading(len(word.spellings), bool(sounds)).rows(**values)
    bodies = [pk for spelt, pk in rows if spelt]
    places = _PLACES.rows(bodies=bodies) if bodies else ()
    return {pk for _, pk in rows} | {pk for (pk,) in places}


def _within(words: str) -> str:
    return f"%{escaped(words)}%"


@cache
def _leading(spellings: int, sounding: bool) -> Prepared[tuple[bool, int]]:
    """By a word of so many spellings: whether it is part of one, and to which speaker it leads."""
    return Prepared(partial(_led, spellings, sounding=sounding))


def _led(spellings: int, *, sounding: bool) -> QuerySet[Any, Any]:
    target, led = Coalesce("merged_into_id", "pk"), Coalesce("speaker__merged_into_id", "speaker_id")
    own, aliases = Speaker.objects.order_by(), SpeakerAlias.objects.order_by()
    # Each by itself: an index answers that, and an OR of such.
    each = (Q(Like(F("search_key"), LookedUp(TextSlot(f"spelt{n}")))) for n in range(spellings))
    spelt, yes, no = reduce(or_, each), Value(True), Value(False)
    titled = Affiliation.objects.order_by().filter(AnyLike(Lower("title"), TextSlots("printed")))
    found = [
        own.filter(spelt).values_list(yes, target),
        aliases.filter(spelt).values_list(yes, led),
        titled.values_list(no, Coalesce("person__merged_into_id", "person_id")),
    ]
    if sounding:
        heard = Func(F("search_key"), function="name_sounds", output_field=ArrayField(TextField()))
        sounds = LookedUp(TextSlots("sounds"), output_field=ArrayField(TextField()))
        alike: Any = {"heard__contains": sounds}
        found += [
            own.alias(heard=heard).filter(**alike).values_list(no, target),
            aliases.alias(heard=heard).filter(**alike).values_list(no, led),
        ]
    first, *rest = found
    return first.union(*rest)


def _placed() -> QuerySet[Any, Any]:
    """Whoever held an office of these bodies."""
    held = Affiliation.objects.alias(body_to=Coalesce("body__merged_into_id", "body_id")).order_by()
    told: QuerySet[Any, Any] = held.filter(body_to__in=Slots("bodies")).values_list(
        Coalesce("person__merged_into_id", "person_id")
    )
    return told


_PLACES: Prepared[Any] = Prepared(_placed)


def _others(pks: Sequence[int], sought: Sought) -> Mapping[int, list[Pieces]]:
    """By speaker: the other spellings in which something was found, and names of merged ones. One query."""
    target = Coalesce("speaker__merged_into_id", "speaker_id")
    spellings = SpeakerAlias.objects.order_by().annotate(to=target).filter(to__in=list(pks))
    merged = (
        Speaker.objects.order_by().filter(merged_into__in=list(pks)).values_list("merged_into_id", "name")
    )
    return _told(sorted(spellings.values_list("to", "spelling").union(merged)), sought)


def _offices(pks: Sequence[int], sought: Sought) -> Mapping[int, list[Pieces]]:
    """By speaker: the places held, those in which something was found. One query."""
    target = Coalesce("person__merged_into_id", "person_id")
    rows = Affiliation.objects.annotate(to=target).filter(to__in=list(pks)).order_by("-since_earliest", "pk")
    held = rows.values_list("to", "title", Coalesce("body__merged_into__name", "body__name"))
    return _told([(pk, f"{title}, {body}" if title else body) for pk, title, body in held], sought)


def _told(rows: Any, sought: Sought) -> Mapping[int, list[Pieces]]:
    found: dict[int, list[Pieces]] = {}
    for pk, words in rows:
        pieces = sought.marked(words)
        if any(hit for _, hit in pieces) and len(told := found.setdefault(pk, [])) < TOLD:
            told.append(pieces)
    return found
