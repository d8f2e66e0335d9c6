"""What an outlet did, as far as its articles and those of others tell: copies, notices, origins, remarks.

What rests on its articles is looked for in a page of them, so that an outlet of a hundred thousand opens as
fast as one of ten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from claims.choices import StatementState, Voice
from claims.models import Relay, Statement, StatementLink
from claims.queries.capped import Capped, capped
from claims.queries.outlet_checks import checks_by
from claims.queries.records import Record, gathered
from claims.queries.ties import RELATED, Tie, tie_to, tie_to_seen
from claims.queries.titles import title_of
from claims.queries.wording import When, address, when
from claims.querysets import articles_seen_by
from claimtrack.roles import Visitor
from sources.choices import NoticeKind, NoticeState
from sources.models import Article, PublisherNotice
from sources.models.clock import moment_of

_IS_COPY = Q(reprint_of__isnull=False) | Q(reprint_of_outlet__isnull=False)
_IS_TRANSLATION = Q(translation_of__isnull=False) | Q(translation_of_outlet__isnull=False)
#: So far is counted how often others passed on what the outlet heard first: each of them is looked up.
MOST_HOPS = 200
_REPAIRS = (NoticeKind.CORRECTION, NoticeKind.RETRACTION)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is counted in some articles of the outlet (copies to own), and in all that is recorded."""

    copies: int
    copied: int
    repairs: int
    notices: int
    dropped: int
    own: int
    first_hop: Capped
    checks: Capped


@dataclass(frozen=True, slots=True)
class Copy:
    """An article of the outlet and what it copies, or who copied it (one of several). word: in which way."""

    title: str
    address: str
    published: When
    word: str
    others: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the outlet says of an article of its own."""

    kind: str
    made: When
    words: str
    title: str
    address: str


def numbers_of(outlets: Sequence[int], articles: Sequence[int], visitor: Visitor) -> Numbers:
    """Count. Six queries. outlets: the outlet and those merged into it."""
    of_them = Article.objects.filter(pk__in=articles)
    flagged = _said_in(articles, visitor).filter(Q(origin_dropped=True) | Q(voice=Voice.OUTLET))
    said = flagged.aggregate(
        dropped=Count("pk", filter=Q(origin_dropped=True)), own=Count("pk", filter=Q(voice=Voice.OUTLET))
    )
    notices = _notices(articles).aggregate(all=Count("pk"), repairs=Count("pk", filter=Q(kind__in=_REPAIRS)))
    return Numbers(
        copies=of_them.filter(_IS_COPY | _IS_TRANSLATION).count(),
        copied=articles_seen_by(visitor).filter(reprint_of__in=articles).count(),
        repairs=notices["repairs"],
        notices=notices["all"],
        dropped=said["dropped"],
        own=said["own"],
        first_hop=capped(_first_hops(outlets, visitor), MOST_HOPS),
        checks=capped(checks_by(outlets, visitor)),
    )


def copies_in(articles: Sequence[int], visitor: Visitor) -> tuple[Copy, ...]:
    """Those of the articles that copy or translate others, in their order. One query."""
    seen = articles_seen_by(visitor)
    rows = (
        Article.objects.filter(_IS_COPY | _IS_TRANSLATION, pk__in=articles)
        .select_related(*RELATED)
        .annotate(original_seen=Exists(seen.filter(pk=OuterRef("reprint_of_id"))))
        .annotate(translated_seen=Exists(seen.filter(pk=OuterRef("translation_of_id"))))
    )
    found = {row.pk: row for row in rows}
    return tuple(_copy(found[pk]) for pk in articles if pk in found)


def copied_from(articles: Sequence[int], visitor: Visitor) -> tuple[Copy, ...]:
    """Those of the articles that others reprinted, with who did, in their order. Two queries."""
    reprints: defaultdict[int, list[Tie]] = defaultdict(list)
    rows = articles_seen_by(visitor).filter(reprint_of__in=articles).order_by("-pk")
    for row in rows.select_related("outlet__merged_into"):
        reprints[row.reprint_of_id or 0].append(tie_to_seen(row))
    found = Article.objects.in_bulk(list(reprints))
    return tuple(_told_copy(found[pk], "reprinted by", reprints[pk]) for pk in articles if pk in reprints)


def notices_in(articles: Sequence[int]) -> tuple[Told, ...]:
    """What the outlet says of these articles, in their order, as far as an editor confirmed it. One query."""
    rank = {pk: place for place, pk in enumerate(articles)}
    rows = sorted(_notices(articles).select_related("passage", "article"), key=lambda n: rank[n.article_id])
    return tuple(
        Told(
            kind=row.get_kind_display(),
            made=when(row.made),
            words=row.text or (row.passage.exact if row.passage else ""),
            title=title_of(row.article),
            address=address("claims:article", pk=row.article_id),
        )
        for row in rows
    )


def own_words_in(articles: Sequence[int], visitor: Visitor) -> tuple[Record, ...]:
    """What the outlet says itself in these articles, under its claims. Four queries at most."""
    return _records(_said_in(articles, visitor).filter(voice=Voice.OUTLET), visitor)


def dropped_in(articles: Sequence[int], visitor: Visitor) -> tuple[Record, ...]:
    """Statements in these articles that leave out where they come from. Four queries at most."""
    return _records(_said_in(articles, visitor).filter(origin_dropped=True), visitor)


def _notices(articles: Sequence[int]) -> QuerySet[PublisherNotice]:
    return PublisherNotice.objects.filter(article__in=articles, state=NoticeState.CONFIRMED)


def _links(visitor: Visitor) -> QuerySet[Any]:
    return StatementLink.objects.seen_by(visitor).confirmed().with_target()


def _said_in(articles: Sequence[int], visitor: Visitor) -> QuerySet[Any]:
    """Statements in the articles that are linked to a claim the visitor sees."""
    linked = Exists(_links(visitor).filter(statement=OuterRef("pk")))
    return Statement.objects.confirmed().filter(linked, article_version__article__in=articles)


def _records(statements: QuerySet[Any], visitor: Visitor) -> tuple[Record, ...]:
    places = list(statements.annotate(at=moment_of("said")).order_by("-at", "-pk").values_list("at", "pk"))
    return gathered(places, visitor, by="") if places else ()


def _first_hops(outlets: Sequence[int], visitor: Visitor) -> QuerySet[Any]:
    """Relays through the outlet behind which there is only the speaker, of statements the visitor sees."""
    behind = Relay.objects.filter(statement=OuterRef("statement"), position__gt=OuterRef("position"))
    linked = _links(visitor).filter(statement=OuterRef("statement"))
    relays = Relay.objects.filter(outlet__in=outlets, statement__state=StatementState.CONFIRMED)
    return relays.filter(~Exists(behind), Exists(linked))


def _copy(row: Any) -> Copy:
    if row.reprint_of_id or row.reprint_of_outlet_id:
        tie = tie_to(row.reprint_of, row.reprint_of_outlet, seen=row.original_seen)
        return _told_copy(row, "reprint of", [tie] if tie else [])
    tie = tie_to(row.translation_of, row.translation_of_outlet, seen=row.translated_seen)
    return _told_copy(row, "translation of", [tie] if tie else [])


def _told_copy(row: Article, word: str, others: Sequence[Tie]) -> Copy:
    page = address("claims:article", pk=row.pk)
    return Copy(title_of(row), page, when(row.published), word, tuple(others))
