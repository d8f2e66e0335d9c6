"""What stands on claims, read as values in the shape of the models: a page may have hundreds of entries.

The rows answer to the names that `wording`, `figures`, `standing` and `entries` ask of a link, its statement
and its article, and to no others. Names stand here over merges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime
from itertools import accumulate
from typing import Any, Generic, NamedTuple, TypeVar, cast

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from claims.choices import Mode, Reach, Stance, Translated
from claims.models import Affiliation, Figure, Relay, StatementLink, StatementPassage
from claims.queries.gathered import gathered
from claims.queries.keyed import Keyed
from claims.queries.shapes import Prepared, Slot, Slots
from claims.querysets import StatementLinkQuerySet, current_slug
from claims.standing import standing_on
from sources.clocks import UNKNOWN, ClockValue
from sources.models import OutletAddress
from sources.models.clock import PARTS

RowT = TypeVar("RowT")


class Members(tuple[RowT, ...], Generic[RowT]):
    """What a statement has several of, as the manager of a relation gives them."""

    __slots__ = ()

    def all(self) -> Members[RowT]:
        """All of them, in order."""
        return self


class Name(NamedTuple):
    """A speaker or an outlet. outlet_id: which outlet the speaker is; slug: of the address of its page, for
    such as may see it."""

    pk: int
    name: str
    outlet_id: int | None = None
    slug: str = ""
    merged_into: None = None
    merged_into_id: None = None


class Words(NamedTuple):
    """A passage."""

    exact: str
    anchoring: str


class PartRow(NamedTuple):
    """What the words of a passage are in a statement."""

    part: str
    passage: Words


class ArticleRow(NamedTuple):
    """An article. outlet_id: as it stands in its column, before any merge."""

    pk: int
    current_version_id: int | None
    headline: str
    language: str
    address: str
    reprint_of_id: int | None
    reprint_of_outlet_id: int | None
    outlet_id: int | None
    published: ClockValue
    outlet: Name | None
    credited_to: Name | None


class VersionRow(NamedTuple):
    """A text of an article."""

    pk: int
    recorded_at: datetime
    article: ArticleRow


class StatementRow(NamedTuple):
    """A statement."""

    pk: int
    voice: str
    mode: str
    language: str
    translated: str
    origin_dropped: bool
    fuller_chain_id: int | None
    speaker_as_printed: str | None
    role_as_printed: str
    recorded_at: datetime
    said: ClockValue
    event: ClockValue
    speaker: Name | None
    speaks_for: Name | None
    article_version: VersionRow
    parts: Members[PartRow]
    figures: Members[Figure]
    relays: Members[Relay]

    def get_mode_display(self) -> str:
        """In words."""
        return MODES[self.mode]

    def get_translated_display(self) -> str:
        """In words."""
        return TRANSLATED[self.translated]


class ClaimRow(NamedTuple):
    """A claim."""

    text: str
    merged_into_id: int | None


class LinkRow(NamedTuple):
    """A link; has_places: an office is recorded of who speaks."""

    pk: int
    statement_id: int
    claim_id: int
    stance: str
    reach: str
    claim: ClaimRow
    has_places: bool
    statement: StatementRow

    def get_stance_display(self) -> str:
        """In words."""
        return STANCES[self.stance]

    def get_reach_display(self) -> str:
        """In words."""
        return REACHES[self.reach]


def _in_words(choices: Any) -> Mapping[str, str]:
    return {one.value: str(one.label) for one in choices}


MODES, TRANSLATED, STANCES, REACHES = map(_in_words, (Mode, Translated, Stance, Reach))

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
    *_named(f"{_AT}outlet"),
    *_named(f"{_AT}credited_to"),
)


def told_by(links: StatementLinkQuerySet, *more: str) -> QuerySet[Any, tuple[Any, ...]]:
    """The columns of links as `finished` takes them, and after them such annotations as are named.

    Whether figures, hops and places of the speaker are recorded is told first: most statements have none.
    """
    here = {"statement": OuterRef("statement_id")}
    parts = StatementPassage.objects.filter(**here).order_by("part", "order")
    told = links.annotate(
        whose=Coalesce("statement__speaker__merged_into_id", "statement__speaker_id"),
        printed_by=Coalesce(f"{_AT}outlet__merged_into_id", f"{_AT}outlet_id"),
        words=gathered(parts, "part", "passage__exact", "passage__anchoring"),
        given_figures=Exists(Figure.objects.filter(**here).order_by()),
        given_relays=Exists(Relay.objects.filter(**here).order_by()),
    )
    named = told.annotate(
        slug_of_speaker=current_slug("SpeakerAddress", "whose"),
        slug_of_outlet=current_slug(OutletAddress, "printed_by"),
        places=Exists(Affiliation.objects.filter(person=OuterRef("whose")).order_by())
        | Exists(Affiliation.objects.filter(person__merged_into=OuterRef("whose")).order_by()),
    )
    rows: QuerySet[Any, tuple[Any, ...]] = named.values_list(*_COLUMNS, *_AFTER, *more)
    return rows


#: Where the columns of each row stand, as `_link` takes them.
_LENGTHS = (5, 2, 10, 2, 8, len(PARTS), len(PARTS), len(PARTS), 6, 4, 4, 4)
_CUTS = [slice(end - many, end) for many, end in zip(_LENGTHS, accumulate(_LENGTHS), strict=True)]

_AFTER = ("words", "slug_of_speaker", "slug_of_outlet", "given_figures", "given_relays", "places")
_HAS_FIGURES, _HAS_RELAYS = len(_COLUMNS) + 3, len(_COLUMNS) + 4


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
    link, claim, statement, version, article, *clocks, speaker, speaks_for, outlet, credited_to = [
        row[cut] for cut in _CUTS
    ]
    words, slug, outlet_slug, _, _, places, *_ = row[len(_COLUMNS) :]
    said, event, published = map(_clock_of, clocks)
    place = ArticleRow._make((*article, published, _name(outlet, outlet_slug), _name(credited_to)))
    parts = Members([PartRow(part, Words(*passage)) for part, *passage in words])
    names = (_name(speaker, slug), _name(speaks_for))
    text = VersionRow._make((*version, place))
    whole = StatementRow._make((*statement, said, event, *names, text, parts, figures, relays))
    return LinkRow._make((*link, ClaimRow(*claim), places, whole))


def _clock_of(cells: tuple[Any, ...]) -> ClockValue:
    """Most articles do not say when something happened, all in the same way."""
    return UNKNOWN if cells == UNKNOWN else ClockValue(*cells)


def _name(cells: tuple[Any, ...], slug: str | None = None) -> Name | None:
    """Of a row and of what it is merged into, the one that stands."""
    half = len(cells) // 2
    own = cells[half:] if cells[half] else cells[:half]
    return Name(own[0], own[1], own[2] if half > 2 else None, slug or "") if own[0] else None
