"""One article as its visitor may see it: excerpts or the whole for readers, everything for editors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import BigIntegerField, OuterRef, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce

from claims.choices import StatementState
from claims.excerpts import Excerpts, Part, everything, excerpts, whole
from claims.models import Statement
from claims.queries.articles import FIRST_WORDS, title_of
from claims.queries.cards import Card, cards_of
from claims.queries.entries import web_address
from claims.queries.facts import Fact, differing, facts_of
from claims.queries.flaws import flaws_of
from claims.queries.named import OUTLET
from claims.queries.rows import Row, rows_of
from claims.queries.shapes import Prepared, Slot
from claims.queries.ties import Ties, ties_of, with_ties
from claims.queries.versions import VersionRow, version_rows
from claims.queries.wording import When, address, outlet_kind, outlet_name, when
from claims.querysets import articles_seen_by, confirmed_notices, withdrawn_articles
from claimtrack.roles import READER, Visitor, is_editor
from sources.choices import BlockKind, Display
from sources.ingest.sentences import sentences
from sources.models import Article, ArticleVersion, PublisherNotice
from sources.querysets import ArticleQuerySet


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


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """All the page shows. numbers: of each statement, from 1, in the order of the text.

    publisher: the article's own address. versions: its texts where there are several, the newest first.
    left_out: readable sentences after the last row. elsewhere: cards of statements whose words are not among
    the rows: in another version, or in a part of the page that readers are not shown.
    machinery: None for readers.
    """

    article: Article
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


def find_article(pk: int, visitor: Visitor) -> Article | None:
    """The article, if the visitor may see it; with outlets, batch and the text of its current version."""
    if pk > BigIntegerField.MAX_BIGINT:
        return None
    found = _found(visitor).filter(pk=pk) if is_editor(visitor) else TO_READERS.rows(pk=pk)
    return next(iter(found), None)


def _found(visitor: Visitor) -> ArticleQuerySet:
    stands_for = Coalesce("outlet__merged_into_id", "outlet_id")
    at = OUTLET.rows(visitor).filter(pk=OuterRef("stands_for")).values("slug")[:1]
    seen = articles_seen_by(visitor).with_outlet().annotate(stands_for=stands_for, outlet_slug=Subquery(at))
    return with_ties(seen, visitor).select_related("credited_to__merged_into", "batch", "current_version")


TO_READERS: Prepared[Article] = Prepared(lambda: _found(READER).filter(pk=Slot("pk")))


def find_withdrawal(pk: int) -> Withdrawal | None:
    """Since when and why an article is gone that readers saw once; None where there was none."""
    article = withdrawn_articles().select_related("batch").filter(pk=pk).first()
    return _withdrawal(article) if article else None


def _withdrawal(article: Article) -> Withdrawal | None:
    """A removal outranks a withdrawal, and the article's own that of its batch. Needs `batch` loaded."""
    if article.removed_at:
        return Withdrawal(article.removed_at, article.withdrawn_reason, removed=True)
    for one in (article, article.batch):
        if one and one.withdrawn_at:
            return Withdrawal(one.withdrawn_at, one.withdrawn_reason, removed=False)
    return None


def article_page(article: Article, visitor: Visitor) -> ArticlePage:
    """Read what the page shows of an article that came from `find_article`.

    Ten queries for readers, three more for editors, however many statements there are; one more where the
    article has several texts.
    """
    cards = cards_of(article, visitor)
    prefetch_related_objects([article], "current_version__blocks")
    version, facts = article.current_version, facts_of(article)
    for_editor = is_editor(visitor)
    cuts = _cuts(article, version, cards, for_editor) if version else Excerpts((), 0)
    flaws = flaws_of(version) if version else ()
    rows = rows_of(version.text, cuts.shown, _here(version, cards), flaws) if version else ()
    placed = [card.pk for row in rows for card in row.cards]
    elsewhere = tuple(card for card in cards if card.pk not in placed)
    return ArticlePage(
        article=article,
        title=title_of(article, _first_words(version) if version else ""),
        outlet=outlet_name(article.outlet),
        outlet_kind=outlet_kind(article.outlet),
        outlet_address=address("claims:outlet", slug=getattr(article, "outlet_slug", "")),
        publisher=web_address(article.address),
        credited_to=outlet_name(article.credited_to) if article.credited_to else "",
        ties=ties_of(article, visitor),
        published=when(article.published),
        statements=len(cards),
        claims=len({link.address or link.claim for card in cards for link in card.links}),
        whole=for_editor or article.display == Display.WHOLE,
        rows=rows,
        left_out=cuts.left_out,
        elsewhere=elsewhere,
        numbers={pk: number for number, pk in enumerate([*placed, *(card.pk for card in elsewhere)], 1)},
        notices=tuple(_notice(notice) for notice in confirmed_notices(article.pk)),
        versions=version_rows(article) if version and version.number > 1 else (),
        differing=differing(facts),
        withdrawal=_withdrawal(article),
        machinery=_machinery(article, facts) if for_editor else None,
    )


def _here(version: ArticleVersion, cards: Iterable[Card]) -> tuple[Card, ...]:
    return tuple(card for card in cards if card.version == version.pk)


def _first_words(version: ArticleVersion) -> str:
    body = next((block for block in version.blocks.all() if block.kind == BlockKind.BODY), None)
    return version.text[body.start : body.end][:FIRST_WORDS] if body else ""


def _cuts(article: Article, version: ArticleVersion, cards: Iterable[Card], for_editor: bool) -> Excerpts:
    """Which stretches of the current version are shown."""
    parts = [Part(b.start, b.end, b.kind, b.reason) for b in version.blocks.all()]
    if for_editor:
        return everything(version.text, parts)
    marks = [mark for card in _here(version, cards) for mark in card.marks]
    if article.display == Display.WHOLE:
        return whole(version.text, parts, marks)
    return excerpts(version.text, parts, marks, split=sentences)


def _notice(notice: PublisherNotice) -> Notice:
    words = notice.text or (notice.passage.exact if notice.passage else "")
    return Notice(notice.get_kind_display(), when(notice.made), words)


def _machinery(article: Article, facts: tuple[Fact, ...]) -> Machinery:
    columns = ("number", "sha256", "encoding", "recorded_at")
    proposed = Statement.objects.filter(article_version__article=article, state=StatementState.PROPOSED)
    return Machinery(
        facts=facts,
        versions=tuple(article.versions.order_by("-number").values_list(*columns)),
        proposals=proposed.count(),
        desk=address("claims:desk-article", pk=article.pk),
    )
