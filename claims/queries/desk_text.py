"""An article at the keyboard desk: its text with every mark, and the lists that its keys choose from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from claims.choices import RelationKind, StatementState
from claims.models import Claim, StatementLink
from claims.queries.desk_article import ArticleDesk, article_desk
from claims.queries.desk_entries import Entry
from claims.queries.desk_written import (
    Card,
    Offer,
    Paragraph,
    card_of,
    number_of,
    offer_of,
    paragraph_of,
)
from claims.queries.shapes import Shape, Slots
from claims.queries.wording import address
from sources.models import Article, ArticleVersion

#: Claims and speakers that keys can name by number.
MOST_CLAIMS = 24
MOST_SPEAKERS = 24
#: Of the claims, those that were linked lately in other articles.
RECENT = 6
#: The keys at the desk that follow `r` and the first claim.
RELATION_KEY_OF = {
    RelationKind.CONTRADICTS: "c",
    RelationKind.SUPPORTS: "s",
    RelationKind.SAME_AS: "e",
    RelationKind.PART_OF: "p",
    RelationKind.DERIVED_FROM: "f",
    RelationKind.UPDATES: "u",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring blocks of one kind; reason: why they are folded away, "" where they are not."""

    label: str
    reason: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a number on the page names. key: "speaker:12", "name:Orla Venn", "claim:7"; why: small words.

    version: of a claim, as changes to it take it; 0 for anything else. slug: of its address, or "".
    address: its page at the desk, or "".
    """

    number: int
    key: str
    words: str
    why: str = ""
    version: int = 0
    slug: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class TextDesk:
    """All that the page shows. proposals: of this text, in its order; recorded: what stands, likewise."""

    desk: ArticleDesk
    parts: tuple[Part, ...]
    proposals: tuple[Offer, ...]
    recorded: tuple[Card, ...]
    speakers: tuple[Choice, ...]
    claims: tuple[Choice, ...]


def text_desk(article: Article) -> TextDesk:
    """Read what the page shows of an article that came from `find_article`.

    As `article_desk`, and two queries for the claims.
    """
    desk = article_desk(article)
    version, numbers = desk.version, desk.numbers
    standing = [one for one in desk.known.entries if one.state != StatementState.WITHDRAWN]
    ordered = sorted([(numbers[one.pk], one) for one in standing])
    here = [(at, one) for at, one in ordered if version and one.version == version.pk]
    return TextDesk(
        desk=desk,
        parts=_parts(version, desk, ordered) if version else (),
        proposals=tuple([offer_of(one, one.proposed, at) for at, one in here if one.proposed]),
        recorded=tuple([card_of(one, at) for at, one in ordered if one.state == StatementState.CONFIRMED]),
        speakers=_speakers(desk),
        claims=_claims(desk),
    )


def _parts(
    version: ArticleVersion, desk: ArticleDesk, entries: Iterable[tuple[int, Entry]]
) -> tuple[Part, ...]:
    numbers = {one.pk: number_of(one, at) for at, one in entries}
    return tuple(
        Part(label, reason, tuple([paragraph_of(version.text, label, laid, numbers) for laid in blocks]))
        for label, reason, blocks in desk.layout.together
    )


def _speakers(desk: ArticleDesk) -> tuple[Choice, ...]:
    """Who is named in the article so far, then the names that proposals came with and nobody knows yet."""
    known = {one.key: (one.label, one.why) for one in desk.known.speakers}
    names = [entry.proposed.name for entry in desk.waiting if entry.proposed and entry.proposed.asks]
    taken = {words.casefold() for words, _ in known.values()}
    for name in names:
        if name and name.casefold() not in taken:
            taken.add(name.casefold())
            known[f"name:{name}"] = (name, "named in a proposal")
    rows = list(known.items())[:MOST_SPEAKERS]
    return tuple(Choice(at, key, words, why) for at, (key, (words, why)) in enumerate(rows, 1))


def _claims(desk: ArticleDesk) -> tuple[Choice, ...]:
    """The article's own claims in recording order, suggested ones among them, then those linked lately."""
    own = [int(one.key.partition(":")[2]) for one in desk.known.claims][:MOST_CLAIMS]
    keys = [*own, *(pk for pk in _lately() if pk not in own)][:MOST_CLAIMS]
    found = {row[0]: row for row in CLAIMS.rows(keys=keys)} if keys else {}
    rows = [found[pk] for pk in keys if pk in found]
    return tuple(
        Choice(at, f"claim:{pk}", text, "withdrawn" if gone else "", version, slug or "", _page(slug))
        for at, (pk, text, gone, version, slug) in enumerate(rows, 1)
    )


def _page(slug: str | None) -> str:
    return address("claims:desk-claim", slug=slug)


def _told() -> QuerySet[Any, tuple[Any, ...]]:
    claims = Claim.objects.filter(pk__in=Slots("keys")).order_by().with_slug()
    return claims.values_list("pk", "text", "withdrawn_at", "version", "slug")


def _lately() -> list[int]:
    """Claims that editors linked last, wherever."""
    return list(dict.fromkeys(LATELY.rows()))[:RECENT]


def _linked() -> QuerySet[StatementLink, int]:
    linked = StatementLink.objects.confirmed().filter(claim__merged_into=None).order_by("-pk")
    return linked.values_list("claim_id", flat=True)[: RECENT * 4]


LATELY = Shape(_linked)
CLAIMS = Shape(_told)
