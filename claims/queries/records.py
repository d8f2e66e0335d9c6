"""The record of a speaker: its statements, newest first, gathered under the claims they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from claims.choices import Part
from claims.held import Office, office_at, role_and_office
from claims.models import StatementLink, StatementPassage
from claims.queries.cards import relays_with_actors
from claims.queries.keys import Key, Turn, cut
from claims.queries.linked import with_places
from claims.queries.spoken import SPEAKER, Place, links_of_people, newest
from claims.queries.titles import title_of
from claims.queries.wording import Hop, When, Who, address, hops, outlet_name, when, who
from claimtrack.roles import Visitor
from sources.models.clock import in_order_of

#: Statements on a page.
PAGE = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement on one claim, with where it stands. article: title and address of the passage.

    who: whose words they are, where not the page's own speaker's. place: its entry on the claim's page.
    """

    stance: str
    word: str
    said: When
    words: tuple[str, ...]
    language: str
    mode: str
    role: str
    who: Who | None
    hops: tuple[Hop, ...]
    place: str
    title: str
    address: str
    outlet: str
    outlet_address: str
    published: When


@dataclass(frozen=True, slots=True)
class Record:
    """What of this page was said of one claim, in the order of saying. shown: readers see the claim."""

    claim: str
    address: str
    shown: bool
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """A page of the record. newer, older: keys for `before` and `after`, "" where there is no page."""

    shown: tuple[Record, ...]
    newer: str
    older: str


def records_of(
    people: Sequence[int],
    visitor: Visitor,
    *,
    turn: Turn,
    offices: Sequence[Office] = (),
    by: str = SPEAKER,
) -> Records:
    """Read one page of what the visitor may see of the record. Four queries (one where it is empty).

    people: the speaker and those merged into it. offices: the places it has or had; each entry says which
    of them was held then. by: whose words they are, or (SPEAKS_FOR) for whom they are said.
    """
    found = newest(people, visitor, turn=turn, most=PAGE + 1, by=by)
    page = cut(len(found), size=PAGE, turn=turn)
    places = found[: page.size]
    if turn.before:
        places.reverse()
    links = links_of_people(people, visitor, by=by)
    return Records(
        shown=gathered(links, places, offices=offices, by=by) if places else (),
        newer=str(Key(*places[0])) if places and page.newer else "",
        older=str(Key(*places[-1])) if places and page.older else "",
    )


def gathered(
    links: QuerySet[Any], places: Sequence[Place], *, offices: Sequence[Office] = (), by: str
) -> tuple[Record, ...]:
    """Statements under their claims; the claim that was spoken on last comes first. Three queries."""
    rank = {statement: place for place, (_, statement) in enumerate(places)}
    by_claim: dict[int, list[Any]] = {}
    for link in _loaded(links.filter(statement__in=rank)):
        by_claim.setdefault(link.target_id, []).append(link)
    of_claims = sorted(by_claim.values(), key=lambda of: min(rank[one.statement_id] for one in of))
    return tuple(_record(of, offices, by) for of in of_claims)


def _loaded(links: QuerySet[StatementLink]) -> list[Any]:
    """In the order of saying, with all that an entry shows; never with the text of a version."""
    content = StatementPassage.objects.filter(part=Part.CONTENT).select_related("passage").order_by("order")
    return list(
        with_places(links)
        .annotate(shown=Exists(StatementLink.objects.visible().filter(pk=OuterRef("pk"))))
        .prefetch_related(Prefetch("statement__parts", content), relays_with_actors("statement__relays"))
        .order_by(*in_order_of("statement__said"))
    )


def _record(links: Sequence[Any], offices: Sequence[Office], by: str) -> Record:
    first = links[0]
    return Record(
        claim=(first.claim.merged_into or first.claim).text,
        address=address("claims:claim", slug=first.slug),
        shown=first.shown,
        entries=tuple(_entries(links, offices, by)),
    )


def _entries(links: Iterable[Any], offices: Sequence[Office], by: str) -> Iterable[Entry]:
    for link in links:
        statement = link.statement
        article = statement.article_version.article
        claim = address("claims:claim", slug=link.slug)
        origin = who(statement, outlet=article.outlet)
        held = office_at(offices, statement.said, article.published)
        yield Entry(
            stance=link.stance,
            word=link.get_stance_display(),
            said=when(statement.said),
            words=tuple(part.passage.exact for part in statement.parts.all()),
            language=statement.language or article.language,
            mode=statement.get_mode_display(),
            role=role_and_office(statement.role_as_printed, held) if by == SPEAKER else "",
            who=None if by == SPEAKER else origin,
            hops=hops(statement, origin=origin, outlet=article.outlet),
            place=f"{claim}#s{statement.pk}" if claim and link.shown else "",
            title=title_of(article),
            address=f"{address('claims:article', pk=article.pk)}#s{statement.pk}",
            outlet=outlet_name(article.outlet),
            outlet_address=address("claims:outlet", slug=link.outlet_slug),
            published=when(article.published),
        )
