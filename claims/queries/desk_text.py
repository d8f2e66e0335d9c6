"""An article at the keyboard desk: its text with every mark, and the lists that its keys choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet

from claims.choices import RelationKind, StatementState
from claims.marks import Segment
from claims.models import Claim, StatementLink
from claims.queries.desk_article import ArticleDesk, Sentence, article_desk
from claims.queries.desk_entries import Entry
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


class Number(NamedTuple):
    """The number that ends a mark. name: what a screen reader says of it; number: of its card."""

    statement: int
    name: str
    number: int


class Piece(NamedTuple):
    """A segment as the page writes it: hundreds stand on one, so that all is made ready here.

    of: the statements whose words it is, with spaces between, "" outside all marks; card: the innermost's.
    """

    words: str
    flaw: bool
    note: str
    stance: str
    depth: int
    of: str
    card: int
    numbers: tuple[Number, ...]


class Stretch(NamedTuple):
    """One sentence. start: a code point of the version; gap: the white space up to the next one."""

    start: int
    pieces: tuple[Piece, ...]
    gap: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block. start: where its first sentence begins; kind: a BlockKind's words."""

    start: int
    kind: str
    stretches: tuple[Stretch, ...]


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
    proposals: tuple[Entry, ...]
    recorded: tuple[Entry, ...]
    speakers: tuple[Choice, ...]
    claims: tuple[Choice, ...]


def text_desk(article: Article) -> TextDesk:
    """Read what the page shows of an article that came from `find_article`.

    As `article_desk`, and two queries for the claims.
    """
    desk = article_desk(article)
    standing = [one for one in desk.known.entries if one.state != StatementState.WITHDRAWN]
    ordered = sorted(standing, key=lambda one: desk.numbers[one.pk])
    here = [one for one in ordered if desk.version and one.version == desk.version.pk]
    return TextDesk(
        desk=desk,
        parts=_parts(desk.version, desk, _numbers(desk, standing)) if desk.version else (),
        proposals=tuple(one for one in here if one.state == StatementState.PROPOSED),
        recorded=tuple(one for one in ordered if one.state == StatementState.CONFIRMED),
        speakers=_speakers(desk),
        claims=_claims(desk),
    )


def _parts(version: ArticleVersion, desk: ArticleDesk, numbers: Mapping[int, Number]) -> tuple[Part, ...]:
    text = version.text
    return tuple(
        Part(group.label, group.reason, tuple(_paragraphs(text, group.label, group.sentences, numbers)))
        for group in desk.groups
    )


def _paragraphs(
    text: str, kind: str, sentences: Iterable[Sentence], numbers: Mapping[int, Number]
) -> Iterable[Paragraph]:
    blocks: list[list[tuple[int, int, Sentence]]] = []
    for one in sentences:
        start, _, end = one.span.partition("-")
        if one.head or not blocks:
            blocks.append([])
        blocks[-1].append((int(start), int(end), one))
    for block in blocks:
        following = [start for start, _, _ in block[1:]]
        yield Paragraph(
            start=block[0][0],
            kind=kind,
            stretches=tuple(
                Stretch(start, tuple(_piece(piece, numbers) for piece in one.segments), text[end:then])
                for (start, end, one), then in zip(block, [*following, block[-1][1]], strict=True)
            ),
        )


def _piece(segment: Segment, numbers: Mapping[int, Number]) -> Piece:
    theirs = segment.statements
    return Piece(
        segment.text,
        segment.flaw,
        segment.note,
        segment.stance,
        len(theirs),
        " ".join(map(str, theirs)),
        theirs[-1] if theirs else 0,
        tuple(numbers[statement] for statement in segment.ends),
    )


def _numbers(desk: ArticleDesk, entries: Iterable[Entry]) -> dict[int, Number]:
    numbers = desk.numbers
    return {one.pk: Number(one.pk, _name(one, numbers[one.pk]), numbers[one.pk]) for one in entries}


def _name(entry: Entry, number: int) -> str:
    """What a screen reader says of a mark: "Statement 3, denies, Harbour Ministry"."""
    what = "proposed, not checked" if entry.proposed else ""
    words = [link.word for link in entry.links if not link.proposed]
    return ", ".join(part for part in (f"Statement {number}", what, *words[:1], entry.who.name) if part)


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
