"""The front page: what is contested now, and what moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from claims.choices import ClaimState, Part, Stance
from claims.models import Claim, StatementLink
from claims.queries.entries import in_quotes, links_of
from claims.queries.moves import Move, moves_of
from claims.queries.related import summary_of
from claims.queries.wording import When, address, when, who
from claims.querysets import ClaimQuerySet
from claims.standing import words_of
from claims.state_words import StateWords, number_and_unnamed, state_words, tally
from claims.states import SummaryValues
from sources.models import Article

#: Claims in the list under the lead; uncontested ones below it; revisions beside them.
LISTED = 12
OTHERS = 6
MOVES = 10


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the lead: its stance, who takes it in numbers, and its words. passage: where they stand."""

    stance: str
    heads: str
    words: str
    quoted: bool
    language: str
    who: str
    said: When
    passage: str


@dataclass(frozen=True, slots=True)
class Row:
    """A claim in a list; moved: when what readers see of it changed last."""

    text: str
    address: str
    state: StateWords
    tally: tuple[tuple[str, int, str], ...]
    moved: datetime | None


@dataclass(frozen=True, slots=True)
class Front:
    """The front page. total: contested claims in all. has_articles: whether there is anything to work on."""

    lead: Row | None
    sides: tuple[Side, ...]
    contested: tuple[Row, ...]
    total: int
    others: tuple[Row, ...]
    moves: tuple[Move, ...]
    has_articles: bool


def front(*, today: date) -> Front:
    """What readers see, newest movement first. At most 8 queries, whatever there is."""
    visible = Claim.objects.visible()
    disputed = visible.filter(summary__state=ClaimState.DISPUTED)
    found = _newest(disputed)[: LISTED + 1]
    rows = [_row(claim, today) for claim in found]
    others = _newest(visible.exclude(summary__state=ClaimState.DISPUTED).filter(summary__isnull=False))
    moves = tuple(moves_of(visible, MOVES))
    return Front(
        lead=rows[0] if rows else None,
        sides=_sides(found[0]) if found else (),
        contested=tuple(rows[1:]),
        total=disputed.count() if len(found) > LISTED else len(found),
        others=tuple(_row(claim, today) for claim in others[:OTHERS]),
        moves=moves,
        has_articles=bool(rows or moves) or Article.objects.exists(),
    )


def _newest(claims: ClaimQuerySet) -> ClaimQuerySet:
    return claims.with_summary().with_slug().order_by("-summary__last_moved", "-pk")


def _row(claim: Claim, today: date) -> Row:
    values = summary_of(claim)
    return Row(
        text=claim.text,
        address=address("claims:claim", slug=getattr(claim, "slug", "")),
        state=state_words(values, as_of=today),
        tally=tally(values),
        moved=values.last_moved,
    )


def _sides(claim: Claim) -> tuple[Side, ...]:
    """The latest words of each side: who asserts it, and who denies it (or else disputes it)."""
    links = links_of(claim.pk)
    values = summary_of(claim)
    asserts = _latest(links, Stance.ASSERTS)
    against = _latest(links, Stance.DENIES) or _latest(links, Stance.DISPUTES)
    return tuple(_side(link, values) for link in (asserts, against) if link)


def _latest(links: Sequence[StatementLink], stance: Stance) -> StatementLink | None:
    """The last that is dated, else the last of all."""
    theirs = [link for link in links if link.stance == stance]
    dated = [link for link in theirs if when(link.statement.said).known]
    return (dated or theirs)[-1] if theirs else None


_HEADS = {
    Stance.ASSERTS: ("Asserted", "asserting"),
    Stance.DENIES: ("Denied", "denying"),
    Stance.DISPUTES: ("Questioned", "questioning"),
}


def _side(link: StatementLink, values: SummaryValues) -> Side:
    statement = link.statement
    article = statement.article_version.article
    verb, field = _HEADS[Stance(link.stance)]
    heads = number_and_unnamed(getattr(values, field), getattr(values, f"{field}_unnamed"))
    return Side(
        stance=link.stance,
        heads=f"{verb} by {heads}" if heads else verb,
        words=" … ".join(words_of(link, Part.CONTENT)),
        quoted=in_quotes(statement.mode, words_of(link, Part.CONTENT)),
        language=statement.language or article.language,
        who=who(statement, outlet=article.outlet).name,
        said=when(statement.said),
        passage=f"{address('claims:article', pk=article.pk)}#s{statement.pk}",
    )
