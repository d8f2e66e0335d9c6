"""What stands on claims, read as values in the shape of the models: a page may have hundreds of entries.

What the rows are is in `standing_shape`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import accumulate
from typing import Any, cast

from django.db.models import Case, Exists, JSONField, OuterRef, QuerySet, When
from django.db.models.functions import Coalesce

from claims.models import Figure, Relay, StatementLink, StatementPassage
from claims.queries.gathered import gathered
from claims.queries.keyed import Keyed
from claims.queries.offices import places_of
from claims.queries.shapes import Prepared, Slot, Slots
from claims.queries.standing_shape import (
    ArticleRow,
    ClaimRow,
    LinkRow,
    Members,
    Name,
    PartRow,
    StatementRow,
    VersionRow,
    Words,
)
from claims.querysets import StatementLinkQuerySet, current_slug
from claims.standing import standing_on
from sources.clocks import UNKNOWN, ClockValue
from sources.models import Outlet, OutletAddress
from sources.models.clock import PARTS

#: What is read of a link, in this order: itself, its statement, the text, the article, clocks and names.
_LINK = ("pk", "statement_id", "claim_id", "stance", "reach", "claim__text", "claim__merged_into_id")
_STATEMENT = StatementRow._fields[:10]
_VERSION = ("statement__article_version_id", "statement__article_version__recorded_at")
_AT = "statement__article_version__article__"
_ARTICLE = ArticleRow._fields[:8]


def _named(path: str, *more: str) -> tuple[str, ...]:
    own = (f"{path}_id", *(f"{path}__{name}" for name in ("name", *more)))
    return (*own, f"{path}__merged_into_id", *(f"{path}__merged_into__{name}" for name in ("name", *more)))


def _clock(path: str) -> tuple[str, ...]:
    return tuple(f"{path}_{part}" for part in PARTS)


_COLUMNS = (
    *_LINK,
    *(f"statement__{name}" for name in _STATEMENT),
    *_VERSION,
    *(f"{_AT}{name}" for name in _ARTICLE),
    *_clock("statement__said"),
    *_clock("statement__event"),
    *_clock(f"{_AT}published"),
    *_named("statement__speaker", "outlet_id"),
    *_named("statement__speaks_for"),
)


def told_by(links: StatementLinkQuerySet, *more: str) -> QuerySet[Any, tuple[Any, ...]]:
    """The columns of links as `finished` takes them, and after them such annotations as are named.

    Whether figures, hops and places of the speaker are recorded is told first: most statements have none.
    """
    here = {"statement": OuterRef("statement_id")}
    parts = StatementPassage.objects.filter(**here).order_by("part", "order")
    told = links.annotate(
        whose=Coalesce("statement__speaker__merged_into_id", "statement__speaker_id"),
        words=gathered(parts, "part", "passage__exact", "passage__anchoring"),
        given_figures=Exists(Figure.objects.filter(**here).order_by()),
        given_relays=Exists(Relay.objects.filter(**here).order_by()),
    )
    named = told.annotate(
        slug_of_speaker=current_slug("SpeakerAddress", "whose"),
        outlet=_outlet("outlet"),
        # Few are credited to anybody.
        credited=Case(
            When(**{f"{_AT}credited_to__isnull": False}, then=_outlet("credited_to")),
            output_field=JSONField(),
        ),
        places=places_of("whose"),
    )
    rows: QuerySet[Any, tuple[Any, ...]] = named.values_list(*_COLUMNS, *_AFTER, *more)
    return rows


def _outlet(path: str) -> Any:
    """Of an outlet of the article the key, name and address of what stands for it, as a row of its own: for a
    join the server would read all outlets of the archive."""
    outlet = Outlet.objects.order_by().filter(pk=OuterRef(f"{_AT}{path}_id"))
    told = outlet.annotate(stands=Coalesce("merged_into_id", "pk"))
    named = told.annotate(slug=current_slug(OutletAddress, "stands"))
    return gathered(named, "stands", Coalesce("merged_into__name", "name"), "slug")


#: Where the columns of each row stand, as `_link` takes them.
_LENGTHS = (5, 2, 10, 2, 8, len(PARTS), len(PARTS), len(PARTS), 6, 4)
_CUTS = [slice(end - many, end) for many, end in zip(_LENGTHS, accumulate(_LENGTHS), strict=True)]

_AFTER = ("words", "slug_of_speaker", "outlet", "credited", "given_figures", "given_relays", "places")
_HAS_FIGURES, _HAS_RELAYS = len(_COLUMNS) + 4, len(_COLUMNS) + 5


def _relays() -> QuerySet[Relay]:
    rows = Relay.objects.order_by("position")
    return rows.select_related("speaker__merged_into", "outlet__merged_into")


#: Of one claim, and of several: the server takes ten for "several", and joins whole tables for them.
LINKS = Prepared(lambda: told_by(standing_on([Slot("claim")])).order_by("pk"))
LINKS_ON = Prepared(lambda: told_by(standing_on(Slots("claims"))).order_by("pk"))
FIGURES: Keyed[Figure] = Keyed("statement_id", lambda: Figure.objects.order_by("pk"))
RELAYS: Keyed[Relay] = Keyed("statement_id", _relays)


def standing_rows(claims: Collection[int], *, hops: bool = True) -> list[StatementLink]:
    """What stands on the claims and on those merged into them, with all that an entry shows, in the order of
    recording. Three queries at most, whatever their number."""
    if len(claims) == 1:
        return finished(LINKS.rows(claim=next(iter(claims))), hops=hops)
    return finished(LINKS_ON.rows(claims=list(claims)), hops=hops)


def rows_of(links: StatementLinkQuerySet, most: int) -> list[StatementLink]:
    """The same of the first of such links as are given."""
    return finished(list(told_by(links)[:most]))


def finished(
    rows: Collection[tuple[Any, ...]], *, figures: bool = True, hops: bool = True
) -> list[StatementLink]:
    """Links from rows of `told_by`, with their figures and hops unless nobody asks for these. Two queries at
    most."""
    counted = _members(FIGURES, [row[1] for row in rows if row[_HAS_FIGURES]]) if figures else {}
    relays = _members(RELAYS, [row[1] for row in rows if row[_HAS_RELAYS]]) if hops else {}
    found = [_link(row, counted.get(row[1], NONE), relays.get(row[1], NONE)) for row in rows]
    return cast(list[StatementLink], found)


def _members(of: Keyed[Any], statements: list[int]) -> Mapping[int, Members[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for one in of.rows(set(statements)) if statements else ():
        found[one.statement_id].append(one)
    return {statement: Members(rows) for statement, rows in found.items()}


NONE: Members[Any] = Members()


def _link(row: tuple[Any, ...], figures: Members[Figure], relays: Members[Relay]) -> LinkRow:
    """Lay the columns of a row out, in the order of _COLUMNS."""
    link, claim, statement, version, article, *clocks, speaker, speaks_for = [row[cut] for cut in _CUTS]
    words, slug, outlet, credited, _, _, places, *_ = row[len(_COLUMNS) :]
    said, event, published = map(_clock_of, clocks)
    place = ArticleRow._make((*article, published, _printed_by(outlet), _printed_by(credited)))
    parts = Members([PartRow(part, Words(*passage)) for part, *passage in words])
    names = (_name(speaker, slug), _name(speaks_for))
    text = VersionRow._make((*version, place))
    whole = StatementRow._make((*statement, said, event, *names, text, parts, figures, relays))
    return LinkRow._make((*link, ClaimRow(*claim), places, whole))


def _clock_of(cells: tuple[Any, ...]) -> ClockValue:
    """Most articles do not say when something happened, all in the same way."""
    return UNKNOWN if cells == UNKNOWN else ClockValue(*cells)


def _printed_by(outlets: Sequence[tuple[int, str, str | None]] | None) -> Name | None:
    """Of one outlet or none."""
    for pk, name, slug in outlets or ():
        return Name(pk, name, None, slug or "")
    return None


def _name(cells: tuple[Any, ...], slug: str | None = None) -> Name | None:
    """Of a row and of what it is merged into, the one that stands."""
    half = len(cells) // 2
    own = cells[half:] if cells[half] else cells[:half]
    return Name(own[0], own[1], own[2] if half > 2 else None, slug or "") if own[0] else None
