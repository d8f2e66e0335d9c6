"""What a list of results says of statements: values, in one query however many there are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NamedTuple

from django.db.models import OuterRef, QuerySet
from django.db.models.functions import Coalesce

from claims.choices import Part, StatementState
from claims.models import Statement, StatementPassage
from claims.queries.card_rows import LinkRow, links_told
from claims.queries.cards import ClaimLink, link_of
from claims.queries.entries import in_quotes
from claims.queries.gathered import gathered
from claims.queries.search_snippets import around
from claims.queries.search_words import Pieces, Sought
from claims.queries.shapes import Prepared, Slots
from claims.queries.titles import title_of
from claims.queries.wording import OUTLET_UNKNOWN, Spoken, When, Who, address, numbered, when, whose
from claims.querysets import current_slug
from claimtrack.roles import Visitor, is_editor
from sources.clocks import ClockValue
from sources.models import OutletAddress
from sources.models.clock import PARTS

#: Code points of a statement's words that a result shows.
SHOWN = 360


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One statement. words: in pieces, (words, whether found). passage: where it stands in its article;
    links: what it does to which claim, each with the address of its entry there. tags: for editors.
    also: other places of the same words that are on no row of the page, (outlet, address).
    """

    pk: int
    who: Who
    words: Pieces
    quoted: bool
    language: str
    links: tuple[ClaimLink, ...]
    passage: str
    title: str
    outlet: str
    outlet_address: str
    said: When
    published: When
    tags: tuple[str, ...]
    also: tuple[tuple[str, str], ...] = ()


class _Said(NamedTuple):
    """A statement as stored; names over merges."""

    pk: int
    state: str
    mode: str
    language: str
    voice: str
    printed: str | None
    role: str
    speaker: str | None
    speaks_for: str | None
    slug: str | None
    words: Sequence[Sequence[str]]
    links: Sequence[Sequence[Any]]
    outlet: str | None
    outlet_slug: str | None


class _Article(NamedTuple):
    pk: int
    headline: str
    language: str


def rows_of_statements(pks: Sequence[int], visitor: Visitor, *, sought: Sought) -> tuple[StatementRow, ...]:
    """What a list of results says of these, in their order. One query."""
    for_editor = is_editor(visitor)
    rows = _ROWS[for_editor].rows(statements=list(pks))
    found = {row.pk: row for row in (_row(*row, sought=sought, for_editor=for_editor) for row in rows)}
    return tuple(found[pk] for pk in pks if pk in found)


def with_echoes(rows: Sequence[StatementRow], found: Sequence[int]) -> tuple[StatementRow, ...]:
    """The rows of a page with where else their very words stand, of all that was found; told beside the last
    of them. One query where a page repeats itself, else none.
    """
    said = Counter(row.words for row in rows)
    if len(found) <= len(rows) or max(said.values(), default=0) < 2:
        return tuple(rows)
    shown = {row.pk for row in rows}
    words: dict[int, str] = {}
    places: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for pk, folded, article, outlet in _PLACES.rows(statements=list(found)):
        words[pk] = folded
        if pk not in shown:
            address_there = f"{numbered('claims:article', article)}#s{pk}"
            places[folded].append((outlet or OUTLET_UNKNOWN, address_there))
    told = [replace(row, also=tuple(places.pop(words.get(row.pk, ""), ()))) for row in reversed(rows)]
    return tuple(reversed(told))


def _row(*told: Any, sought: Sought, for_editor: bool) -> StatementRow:
    clocks, stored = told[: 2 * len(PARTS)], told[2 * len(PARTS) :]
    said, published = ClockValue(*clocks[: len(PARTS)]), ClockValue(*clocks[len(PARTS) :])
    article, one = _Article(*stored[:3]), _Said(*stored[3:])
    outlet, words = one.outlet or OUTLET_UNKNOWN, [exact for (exact,) in one.words]
    links = [LinkRow(*link) for link in one.links]
    spoken = Spoken(one.voice, one.printed or "", one.role, one.speaker or "", one.speaks_for or "")
    return StatementRow(
        pk=one.pk,
        who=whose(spoken, outlet=outlet, slug=one.slug or ""),
        words=around(sought.marked(" … ".join(words)), SHOWN),
        quoted=in_quotes(one.mode, words),
        language=one.language or article.language,
        links=tuple(link_of(link, entry=one.pk) for link in links),
        passage=f"{numbered('claims:article', article.pk)}#s{one.pk}",
        title=title_of(article),
        outlet=outlet,
        outlet_address=address("claims:outlet", slug=one.outlet_slug or ""),
        said=when(said),
        published=when(published),
        tags=tuple(_tags(one.state, links)) if for_editor else (),
    )


def _tags(state: str, links: Sequence[LinkRow]) -> Iterable[str]:
    """What keeps readers from seeing it."""
    if state == StatementState.WITHDRAWN:
        yield "withdrawn"
    elif not links:
        yield "not linked to a claim"
    elif not any(link.shown for link in links):
        yield "not shown to readers"


_ARTICLE = "article_version__article"


def _statements(*, for_editor: bool) -> QuerySet[Any, Any]:
    rows = Statement.objects.all() if for_editor else Statement.objects.visible()
    content = StatementPassage.objects.filter(statement=OuterRef("pk"), part=Part.CONTENT).order_by("order")
    outlet = f"{_ARTICLE}__outlet"
    told = (
        rows.filter(pk__in=Slots("statements"))
        .order_by()
        .annotate(
            told_words=gathered(content, "passage__exact"),
            told_links=links_told(for_editor=for_editor),
            origin=Coalesce("speaker__merged_into_id", "speaker_id"),
            outlet_to=Coalesce(f"{outlet}__merged_into_id", f"{outlet}_id"),
        )
        .annotate(
            slug=current_slug("SpeakerAddress", "origin"),
            outlet_slug=current_slug(OutletAddress, "outlet_to"),
        )
    )
    values: QuerySet[Any, Any] = told.values_list(
        *(f"said_{part}" for part in PARTS),
        *(f"{_ARTICLE}__published_{part}" for part in PARTS),
        *(f"{_ARTICLE}__{name}" for name in ("pk", "headline", "language")),
        *("pk", "state", "mode", "language", "voice", "speaker_as_printed", "role_as_printed"),
        Coalesce("speaker__merged_into__name", "speaker__name"),
        Coalesce("speaks_for__merged_into__name", "speaks_for__name"),
        *("slug", "told_words", "told_links"),
        Coalesce(f"{outlet}__merged_into__name", f"{outlet}__name"),
        "outlet_slug",
    )
    return values


def _places() -> QuerySet[Any, Any]:
    rows = Statement.objects.filter(pk__in=Slots("statements"), words__isnull=False).order_by("-pk")
    outlet = f"{_ARTICLE}__outlet"
    told: QuerySet[Any, Any] = rows.values_list(
        *("pk", "words__search_key", f"{_ARTICLE}__pk"),
        Coalesce(f"{outlet}__merged_into__name", f"{outlet}__name"),
    )
    return told


_PLACES: Prepared[Any] = Prepared(_places)
#: For readers and for editors.
_ROWS: dict[bool, Prepared[Any]] = {
    for_editor: Prepared(partial(_statements, for_editor=for_editor)) for for_editor in (False, True)
}
