"""The record of a speaker: its statements, claim by claim, the claim it spoke on last first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Prefetch, QuerySet, Subquery, Value, Window
from django.db.models.functions import Coalesce, RowNumber

from claims.choices import Part
from claims.held import Office, office_at, role_and_office
from claims.models import Speaker, Statement, StatementLink, StatementPassage
from claims.queries.articles import title_of
from claims.queries.keys import Key, Turn, cut
from claims.queries.wording import When, address, outlet_name, when
from claims.querysets import current_slug
from claimtrack.roles import Visitor
from sources.models import OutletAddress
from sources.models.clock import in_order_of

#: Claims on a page.
PAGE = 20
#: Statements shown under one claim, the latest; the claim's own page has them all.
LATEST = 10
_OUTLET = "statement__article_version__article__outlet"
_addresses = OutletAddress.objects.filter(target=OuterRef("outlet_to"), current=True)
#: Earlier than anything: a statement whose date is not known counts as the oldest.
UNDATED = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement on one claim, with where it stands. article: title and address of the passage."""

    stance: str
    word: str
    said: When
    words: tuple[str, ...]
    language: str
    mode: str
    role: str
    title: str
    address: str
    outlet: str
    outlet_address: str
    published: When


@dataclass(frozen=True, slots=True)
class Record:
    """What the speaker said of one claim, in the order of saying; total counts those not shown as well."""

    claim: str
    address: str
    shown: bool
    total: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Records:
    """A page of the record; claims and statements count the whole of it.

    newer, older: keys for `before` and `after`, "" where there is no page.
    """

    shown: tuple[Record, ...]
    claims: int
    statements: int
    newer: str
    older: str


def records_of(speaker: Speaker, visitor: Visitor, *, turn: Turn, offices: Sequence[Office] = ()) -> Records:
    """Read one page of what the visitor may see of the record. Four queries (two where it is empty).

    offices: the places the speaker has or had; each entry says which of them was held then.
    """
    statements = Statement.objects.seen_by(visitor).confirmed().of_speaker(speaker.pk)
    links = StatementLink.objects.seen_by(visitor).confirmed().filter(statement__in=statements).with_target()
    found = _claims(links, turn)
    page = cut(len(found), size=PAGE, turn=turn)
    groups = found[: page.size]
    if turn.before:
        groups.reverse()
    totals = links.aggregate(
        claims=Count("target_id", distinct=True), statements=Count("statement_id", distinct=True)
    )
    return Records(
        shown=_records(links, groups, offices) if groups else (),
        claims=totals["claims"],
        statements=totals["statements"],
        newer=_key(groups[0]) if groups and page.newer else "",
        older=_key(groups[-1]) if groups and page.older else "",
    )


def _claims(links: Any, turn: Turn) -> list[dict[str, Any]]:
    """One row a claim: target_id, latest and total, in the order of reading."""
    said = Coalesce("statement__said_earliest", "statement__said_latest", Value(UNDATED))
    order = ("latest", "target_id") if turn.before else ("-latest", "-target_id")
    grouped: QuerySet[Any] = (
        links.order_by().values("target_id").annotate(latest=Max(said), total=Count("pk"))
    )
    return list(grouped.filter(turn.condition("latest", "target_id")).order_by(*order)[: PAGE + 1])


def _key(group: dict[str, Any]) -> str:
    return str(Key(group["latest"], group["target_id"]))


def _records(links: Any, groups: Sequence[dict[str, Any]], offices: Sequence[Office]) -> tuple[Record, ...]:
    rank = {group["target_id"]: place for place, group in enumerate(groups)}
    latest = links.filter(target_id__in=rank).annotate(place=_place_from_the_end()).filter(place__lte=LATEST)
    found = _loaded(links.filter(pk__in=latest.values("pk")))
    found.sort(key=lambda link: rank[link.target_id])  # stable: the order of saying stays
    by_claim = groupby(found, key=lambda link: link.target_id)
    return tuple(
        _record(list(of_claim), groups[rank[target]]["total"], offices) for target, of_claim in by_claim
    )


def _place_from_the_end() -> Window:
    """1 for the last said on its claim; those without a date come after all others."""
    said = Coalesce("statement__said_earliest", "statement__said_latest")
    return Window(
        RowNumber(), partition_by=F("target_id"), order_by=[said.desc(nulls_last=True), F("pk").desc()]
    )


def _loaded(links: QuerySet[StatementLink]) -> list[Any]:
    """In the order of saying, with all that an entry shows; never with the text of a version."""
    content = StatementPassage.objects.filter(part=Part.CONTENT).select_related("passage").order_by("order")
    return list(
        links.select_related("claim__merged_into", "statement__article_version__article__outlet__merged_into")
        .defer("statement__article_version__text")
        .annotate(
            slug=current_slug("ClaimAddress", "target_id"),
            # Whoever sees the article sees its outlet.
            outlet_to=Coalesce(f"{_OUTLET}__merged_into_id", f"{_OUTLET}_id"),
            outlet_slug=Subquery(_addresses.values("slug")[:1]),
            shown=Exists(StatementLink.objects.visible().filter(pk=OuterRef("pk"))),
        )
        .prefetch_related(Prefetch("statement__parts", content))
        .order_by(*in_order_of("statement__said"))
    )


def _record(links: Sequence[Any], total: int, offices: Sequence[Office]) -> Record:
    first = links[0]
    return Record(
        claim=(first.claim.merged_into or first.claim).text,
        address=address("claims:claim", slug=first.slug),
        shown=first.shown,
        total=total,
        entries=tuple(_entries(links, offices)),
    )


def _entries(links: Iterable[Any], offices: Sequence[Office]) -> Iterable[Entry]:
    for link in links:
        statement = link.statement
        article = statement.article_version.article
        yield Entry(
            stance=link.stance,
            word=link.get_stance_display(),
            said=when(statement.said),
            words=tuple(part.passage.exact for part in statement.parts.all()),
            language=statement.language or article.language,
            mode=statement.get_mode_display(),
            role=role_and_office(
                statement.role_as_printed, office_at(offices, statement.said, article.published)
            ),
            title=title_of(article),
            address=f"{address('claims:article', pk=article.pk)}#s{statement.pk}",
            outlet=outlet_name(article.outlet),
            outlet_address=address("claims:outlet", slug=link.outlet_slug),
            published=when(article.published),
        )
