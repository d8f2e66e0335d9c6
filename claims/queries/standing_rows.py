"""What stands on claims, read as values in the shape of the models: a page may have hundreds of entries.

The rows answer to the names that `wording`, `figures`, `standing` and `entries` ask of a link, its statement
and its article, and to no others. Names stand here over merges.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar, cast

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce

from claims.choices import Mode, Reach, Stance, Translated
from claims.models import Affiliation, Figure, Relay, StatementLink, StatementPassage
from claims.queries.shapes import Prepared, Slots
from claims.querysets import StatementLinkQuerySet
from claims.standing import standing_on
from sources.clocks import ClockValue
from sources.models.clock import PARTS

RowT = TypeVar("RowT")


class Members(tuple[RowT, ...], Generic[RowT]):
    """What a statement has several of, as the manager of a relation gives them."""

    __slots__ = ()

    def all(self) -> Members[RowT]:
        """All of them, in order."""
        return self


class Name(NamedTuple):
    """A speaker or an outlet; outlet_id: which outlet the speaker is."""

    pk: int
    name: str
    outlet_id: int | None = None
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


def _values(links: StatementLinkQuerySet) -> QuerySet[Any, tuple[Any, ...]]:
    """The columns of links; at the end whether figures, hops and places of the speaker are recorded: most
    statements have none, and nobody asks for what is not there."""
    here = {"statement": OuterRef("statement_id")}
    given: tuple[Any, ...] = (
        Exists(Figure.objects.filter(**here).order_by()),
        Exists(Relay.objects.filter(**here).order_by()),
        Exists(Affiliation.objects.filter(person=OuterRef("whose")).order_by())
        | Exists(Affiliation.objects.filter(person__merged_into=OuterRef("whose")).order_by()),
    )
    whose = Coalesce("statement__speaker__merged_into_id", "statement__speaker_id")
    told = links.annotate(whose=whose).annotate(given_figures=given[0], given_relays=given[1])
    rows: QuerySet[Any, tuple[Any, ...]] = told.annotate(given_places=given[2]).values_list(
        *_COLUMNS, "given_figures", "given_relays", "given_places"
    )
    return rows


def _parts() -> QuerySet[Any, tuple[int, str, str, str]]:
    rows = StatementPassage.objects.filter(statement_id__in=Slots("statements")).order_by("part", "order")
    return rows.values_list("statement_id", "part", "passage__exact", "passage__anchoring")


def _relays() -> QuerySet[Relay]:
    rows = Relay.objects.filter(statement_id__in=Slots("statements")).order_by("position")
    return rows.select_related("speaker__merged_into", "outlet__merged_into")


LINKS = Prepared(lambda: _values(standing_on(Slots("claims"))).order_by("pk"))
PARTS_OF = Prepared(_parts)
FIGURES: Prepared[Figure] = Prepared(
    lambda: Figure.objects.filter(statement_id__in=Slots("statements")).order_by("pk")
)
RELAYS: Prepared[Relay] = Prepared(_relays)


def standing_rows(claims: Collection[int]) -> list[StatementLink]:
    """What stands on the claims and on those merged into them, with all that an entry shows, in the order of
    recording. Four queries at most, whatever their number."""
    return _finished(LINKS.rows(claims=list(claims)))


def rows_of(links: StatementLinkQuerySet, most: int) -> list[StatementLink]:
    """The same of the first of such links as are given."""
    return _finished(list(_values(links)[:most]))


def _finished(rows: Collection[tuple[Any, ...]]) -> list[StatementLink]:
    parts: defaultdict[int, list[PartRow]] = defaultdict(list)
    for statement, part, *words in PARTS_OF.rows(statements=_statements(rows)) if rows else ():
        parts[statement].append(PartRow(part, Words(*words)))
    figures = _members(FIGURES, _statements(row for row in rows if row[-3]))
    relays = _members(RELAYS, _statements(row for row in rows if row[-2]))
    found = [
        _link(row, Members(parts[row[1]]), figures.get(row[1], NONE), relays.get(row[1], NONE))
        for row in rows
    ]
    return cast(list[StatementLink], found)


def _statements(rows: Iterable[tuple[Any, ...]]) -> list[int]:
    return sorted({row[1] for row in rows})


def _members(of: Prepared[Any], statements: list[int]) -> Mapping[int, Members[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for one in of.rows(statements=statements) if statements else ():
        found[one.statement_id].append(one)
    return {statement: Members(rows) for statement, rows in found.items()}


NONE: Members[Any] = Members()


def _link(
    row: tuple[Any, ...], parts: Members[PartRow], figures: Members[Figure], relays: Members[Relay]
) -> LinkRow:
    """Lay the columns of a row out, in the order of _COLUMNS."""
    cells = iter(row)

    def cut(many: int) -> tuple[Any, ...]:
        return tuple(islice(cells, many))

    link, claim, statement, version, article = cut(5), cut(2), cut(10), cut(2), cut(8)
    said, event, published = (ClockValue(*cut(len(PARTS))) for _ in range(3))
    speaker, speaks_for, outlet, credited_to = _name(cut(6)), _name(cut(4)), _name(cut(4)), _name(cut(4))
    place = ArticleRow._make((*article, published, outlet, credited_to))
    text = VersionRow._make((*version, place))
    members = (parts, figures, relays)
    whole = StatementRow._make((*statement, said, event, speaker, speaks_for, text, *members))
    return LinkRow._make((*link, ClaimRow(*claim), row[-1], whole))


def _name(cells: tuple[Any, ...]) -> Name | None:
    """Of a row and of what it is merged into, the one that stands."""
    half = len(cells) // 2
    own, target = cells[:half], cells[half:]
    return Name(*(target if target[0] else own)) if own[0] else None
