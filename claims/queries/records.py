"""The record of a speaker: its statements, newest first, gathered under the claims they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from claims.choices import Part
from claims.held import Office, office_at, role_and_office
from claims.models import StatementLink
from claims.queries.entries import order_of
from claims.queries.keys import Key, Turn, cut
from claims.queries.linked import with_claim
from claims.queries.shapes import Prepared, Slots
from claims.queries.spoken import SPEAKER, Place, newest
from claims.queries.standing_rows import finished, told_by
from claims.queries.titles import title_of
from claims.queries.wording import Hop, When, Who, address, hops, outlet_name, when, who
from claims.querysets import StatementLinkQuerySet
from claims.standing import words_of
from claimtrack.roles import Visitor, is_editor

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
    """Read one page of what the visitor may see of the record. Three queries at most (one where it is empty).

    people: the speaker and those merged into it. offices: the places it has or had; each entry says which
    of them was held then. by: whose words they are, or (SPEAKS_FOR) for whom they are said.
    """
    found = newest(people, visitor, turn=turn, most=PAGE + 1, by=by)
    page = cut(len(found), size=PAGE, turn=turn)
    places = found[: page.size]
    if turn.before:
        places.reverse()
    return Records(
        shown=gathered(places, visitor, offices=offices, by=by) if places else (),
        newer=str(Key(*places[0])) if places and page.newer else "",
        older=str(Key(*places[-1])) if places and page.older else "",
    )


def gathered(
    places: Sequence[Place], visitor: Visitor, *, offices: Sequence[Office] = (), by: str
) -> tuple[Record, ...]:
    """Statements under the claims to which they are linked, as far as the visitor sees that; the claim that
    was spoken on last comes first. Two queries at most."""
    rank = {statement: place for place, (_, statement) in enumerate(places)}
    by_claim: dict[int, list[Linked]] = {}
    for link in _linked(list(rank), visitor):
        by_claim.setdefault(link.target, []).append(link)
    of_claims = sorted(by_claim.values(), key=lambda of: min(rank[one.link.statement_id] for one in of))
    return tuple(_record(of, offices, by) for of in of_claims)


class Linked(NamedTuple):
    """A link, and the claim that it counts for. shown: readers see it."""

    link: Any
    target: int
    claim: str
    slug: str | None
    shown: bool


def _linked(statements: Sequence[int], visitor: Visitor) -> list[Linked]:
    """In the order of saying."""
    rows = LINKS[is_editor(visitor)].rows(statements=list(statements))
    links = finished(rows, figures=False)
    found = [Linked(link, *row[-4:]) for link, row in zip(links, rows, strict=True)]
    return sorted(found, key=lambda one: order_of(one.link.statement.said, one.link.pk))


def _of_statements(links: StatementLinkQuerySet) -> QuerySet[Any, tuple[Any, ...]]:
    told = with_claim(links.confirmed().filter(statement_id__in=Slots("statements")))
    told = told.annotate(shown=Exists(StatementLink.objects.visible().filter(pk=OuterRef("pk"))))
    return told_by(told, "target_id", "claim_told", "slug", "shown").order_by("pk")


#: For readers, and for editors.
LINKS = {
    False: Prepared(lambda: _of_statements(StatementLink.objects.visible())),
    True: Prepared(lambda: _of_statements(StatementLink.objects.all())),
}


def _record(links: Sequence[Linked], offices: Sequence[Office], by: str) -> Record:
    first = links[0]
    return Record(
        claim=first.claim,
        address=address("claims:claim", slug=first.slug),
        shown=first.shown,
        entries=tuple(_entries(links, offices, by)),
    )


def _entries(links: Iterable[Linked], offices: Sequence[Office], by: str) -> Iterable[Entry]:
    for one in links:
        link, statement = one.link, one.link.statement
        article = statement.article_version.article
        claim = address("claims:claim", slug=one.slug)
        origin = who(statement, outlet=article.outlet)
        held = office_at(offices, statement.said, article.published)
        yield Entry(
            stance=link.stance,
            word=link.get_stance_display(),
            said=when(statement.said),
            words=tuple(words_of(link, Part.CONTENT)),
            language=statement.language or article.language,
            mode=statement.get_mode_display(),
            role=role_and_office(statement.role_as_printed, held) if by == SPEAKER else "",
            who=None if by == SPEAKER else origin,
            hops=hops(statement, origin=origin, outlet=article.outlet),
            place=f"{claim}#s{statement.pk}" if claim and one.shown else "",
            title=title_of(article),
            address=f"{address('claims:article', pk=article.pk)}#s{statement.pk}",
            outlet=outlet_name(article.outlet),
            outlet_address=address("claims:outlet", slug=article.outlet.slug if article.outlet else ""),
            published=when(article.published),
        )
