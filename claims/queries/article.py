"""One article as its visitor may see it: excerpts or the whole for readers, everything for editors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from claims.choices import StatementState
from claims.excerpts import Excerpts, everything, excerpts, whole
from claims.models import Statement
from claims.queries.cards import Card, cards_of
from claims.queries.entries import web_address
from claims.queries.facts import Fact, differing, facts_of
from claims.queries.rows import Row, rows_of
from claims.queries.seen_article import Seen, SeenVersion
from claims.queries.ties import Ties, ties_of
from claims.queries.titles import FIRST_WORDS, title_of
from claims.queries.versions import VersionRow, version_rows
from claims.queries.wording import When, address, slugged, when
from claims.querysets import confirmed_notices, withdrawn_articles
from claimtrack.roles import Visitor, is_editor
from sources.choices import BlockKind, Display
from sources.ingest.sentences import sentences
from sources.models import ArticleVersion, PublisherNotice


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Since when readers no longer see an article, and why; removed: legally, for good."""

    at: datetime
    reason: str
    removed: bool


@dataclass(frozen=True, slots=True)
class Notice:
    """What the publisher says about its own story."""

    kind: str
    made: When
    words: str


@dataclass(frozen=True, slots=True)
class Machinery:
    """What only editors see. versions: (number, sha-256, encoding, reached us)."""

    facts: tuple[Fact, ...]
    versions: tuple[tuple[int, str, str, datetime], ...]
    proposals: int
    desk: str


class ArticlePage(NamedTuple):
    """All the page shows. numbers: of each statement, from 1, in the order of the text.

    publisher: the article's own address. versions: its texts where there are several, the newest first.
    left_out: readable sentences after the last row. elsewhere: cards of statements whose words are not among
    the rows: in another version, or in a part of the page that readers are not shown.
    machinery: None for readers.
    """

    article: Seen
    title: str
    outlet: str
    outlet_kind: str
    outlet_address: str
    publisher: str
    credited_to: str
    ties: Ties
    published: When
    statements: int
    claims: int
    whole: bool
    rows: tuple[Row, ...]
    left_out: int
    elsewhere: tuple[Card, ...]
    numbers: dict[int, int]
    notices: tuple[Notice, ...]
    versions: tuple[VersionRow, ...]
    differing: tuple[str, ...]
    withdrawal: Withdrawal | None
    machinery: Machinery | None


def find_withdrawal(pk: int) -> Withdrawal | None:
    """Since when and why an article is gone that readers saw once; None where there was none."""
    told = (
        "removed_at",
        "withdrawn_at",
        "withdrawn_reason",
        "batch__withdrawn_at",
        "batch__withdrawn_reason",
    )
    found = withdrawn_articles().filter(pk=pk).values_list(*told).first()
    return _withdrawal(*found) if found else None


def _withdrawal(
    removed_at: datetime | None,
    withdrawn_at: datetime | None,
    reason: str,
    batch_at: datetime | None,
    batch_reason: str,
) -> Withdrawal | None:
    """A removal outranks a withdrawal, and the article's own that of its batch."""
    if removed_at:
        return Withdrawal(removed_at, reason, removed=True)
    for at, why in ((withdrawn_at, reason), (batch_at, batch_reason)):
        if at:
            return Withdrawal(at, why, removed=False)
    return None


def article_page(article: Seen, visitor: Visitor) -> ArticlePage:
    """Read what the page shows of an article that came from `find_article`.

    Two queries for readers, three more for editors, however many statements there are; one more each where
    the article has notices, several texts, copies, or is one, or where several origins declared a detail.
    """
    cards, version, for_editor = cards_of(article, visitor), article.version, is_editor(visitor)
    facts = facts_of(article.pk) if for_editor or article.is_declared_twice else ()
    here = [card for card in cards if card.version == version.pk] if version else []
    cuts = _cuts(article, version, here, for_editor) if version else Excerpts((), 0)
    rows = rows_of(version.text, cuts.shown, here, version.flaws) if version else ()
    placed = [card for row in rows for card in row.cards]
    elsewhere = _others(cards, placed) if len(placed) < len(cards) else ()
    return ArticlePage(
        article=article,
        title=title_of(article, _first_words(version) if version else ""),
        outlet=article.outlet,
        outlet_kind=article.outlet_kind,
        outlet_address=slugged("claims:outlet", article.outlet_slug),
        publisher=web_address(article.address),
        credited_to=article.credited_to,
        ties=ties_of(article, visitor),
        published=when(article.published),
        statements=len(cards),
        claims=len({link.address or link.claim for card in cards for link in card.links}),
        whole=for_editor or article.display == Display.WHOLE,
        rows=rows,
        left_out=cuts.left_out,
        elsewhere=elsewhere,
        numbers={card.pk: number for number, card in enumerate([*placed, *elsewhere], 1)},
        notices=_notices(article.pk) if article.has_notices else (),
        versions=version_rows(article) if version and version.number > 1 else (),
        differing=differing(facts),
        withdrawal=_withdrawal_of(article) if for_editor else None,
        machinery=_machinery(article.pk, facts) if for_editor else None,
    )


def _withdrawal_of(article: Seen) -> Withdrawal | None:
    """Since when and why readers no longer see an article that an editor sees."""
    return _withdrawal(
        article.removed_at,
        article.withdrawn_at,
        article.withdrawn_reason,
        article.batch_withdrawn_at,
        article.batch_withdrawn_reason,
    )


def _others(cards: Iterable[Card], placed: Iterable[Card]) -> tuple[Card, ...]:
    """Those that are not beside the text."""
    beside = {card.pk for card in placed}
    return tuple([card for card in cards if card.pk not in beside])


def _first_words(version: SeenVersion) -> str:
    body = next((part for part in version.parts if part.kind == BlockKind.BODY), None)
    return version.text[body.start : body.end][:FIRST_WORDS] if body else ""


def _cuts(article: Seen, version: SeenVersion, here: Iterable[Card], for_editor: bool) -> Excerpts:
    """Which stretches of the current version are shown. here: the cards of what stands in it."""
    if for_editor:
        return everything(version.text, version.parts)
    marks = [mark for card in here for mark in card.marks]
    if article.display == Display.WHOLE:
        return whole(version.text, version.parts, marks)
    return excerpts(version.text, version.parts, marks, split=sentences)


def _notices(article: int) -> tuple[Notice, ...]:
    return tuple(_notice(notice) for notice in confirmed_notices(article))


def _notice(notice: PublisherNotice) -> Notice:
    words = notice.text or (notice.passage.exact if notice.passage else "")
    return Notice(notice.get_kind_display(), when(notice.made), words)


def _machinery(article: int, facts: tuple[Fact, ...]) -> Machinery:
    columns = ("number", "sha256", "encoding", "recorded_at")
    texts = ArticleVersion.objects.filter(article=article).order_by("-number")
    proposed = Statement.objects.filter(article_version__article=article, state=StatementState.PROPOSED)
    return Machinery(
        facts=facts,
        versions=tuple(texts.values_list(*columns)),
        proposals=proposed.count(),
        desk=address("claims:desk-article", pk=article),
    )
