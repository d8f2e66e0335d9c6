"""The front page: what is contested now, and what moved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Func, IntegerField

from claims.choices import ClaimState, Part, Stance
from claims.models import Claim, StatementLink
from claims.queries.entries import in_quotes, links_of
from claims.queries.moves_grouped import Group, Lately, read_lately
from claims.queries.moves_read import Revision, ToldClaim, turned_disputed
from claims.queries.moves_told import Line, Told, told
from claims.queries.related import summary_of
from claims.queries.shapes import Prepared, Slots
from claims.queries.wording import When, address, when, who
from claims.querysets import ClaimQuerySet
from claims.standing import words_of
from claims.state_words import StateWords, number_and_unnamed, state_words, tally
from claims.states import SummaryValues
from claimtrack.words import counted
from sources.models import Article

#: Claims in the list under the lead; uncontested ones below it.
LISTED = 12
OTHERS = 6
#: Claims that became contested within so many days.
NEWLY, NEW_DAYS = 8, 30
#: Contested claims are counted up to here.
COUNTED = 1000


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
class New:
    """A claim that became contested. since: with which revision; before: how it stood until then, "" where
    readers did not see it then; by: what moved with that revision."""

    row: Row
    since: datetime
    before: str
    by: Line


@dataclass(frozen=True, slots=True)
class Front:
    """The front page. lead: the contested claim that moved last; lead_new: where it became so lately. newly:
    the others that did. total: contested claims in all, in words, "1,000+" beyond that. has_articles: whether
    there is anything to work on."""

    lead: Row | None
    lead_new: New | None
    sides: tuple[Side, ...]
    newly: tuple[New, ...]
    contested: tuple[Row, ...]
    total: str
    others: tuple[Row, ...]
    moves: tuple[Group, ...]
    has_articles: bool


def front(*, today: date) -> Front:
    """What readers see, newest movement first. At most 21 queries, whatever there is."""
    found = CONTESTED.rows()
    lead = found[0] if found else None
    newly, lately, telling = _moved(today)
    shown = {lead, *newly}
    moves = lately.groups(telling)
    return Front(
        lead=_row(lead, today) if lead else None,
        lead_new=_new(lead, newly[lead], telling, today) if lead in newly else None,
        sides=_sides(lead) if lead else (),
        newly=tuple(_new(one, row, telling, today) for one, row in newly.items() if one != lead),
        contested=tuple(_row(claim, today) for claim in found if claim not in shown)[:LISTED],
        total=_total(getattr(lead, "contested", 0)) if lead else "",
        others=tuple(_row(claim, today) for claim in UNCONTESTED.rows()),
        moves=moves,
        has_articles=bool(lead or moves) or Article.objects.exists(),
    )


def _moved(today: date) -> tuple[dict[Claim, Revision], Lately, Told]:
    """Claims that became contested, by the latest; what moved; and what tells both."""
    end = datetime.combine(today + timedelta(days=1), time(), tzinfo=UTC)
    turned = {row.claim: row for row in turned_disputed(until=end, days=NEW_DAYS, most=NEWLY)}
    claims = {claim.pk: claim for claim in OF_KEYS.rows(keys=list(turned))} if turned else {}
    lately = read_lately()
    told_claims = lately.claims | {
        pk: ToldClaim(one.text, _address(one), False) for pk, one in claims.items()
    }
    telling = told([*turned.values(), *lately.shown], told_claims)
    return {claims[pk]: row for pk, row in turned.items() if pk in claims}, lately, telling


def _total(number: int) -> str:
    return f"{COUNTED:,}+ contested claims" if number > COUNTED else counted(number, "contested claim")


def _rows_of(claims: ClaimQuerySet) -> ClaimQuerySet:
    return claims.with_summary().with_slug()


def _disputed() -> ClaimQuerySet:
    """Those that moved last first. What readers see has moved: it was shown with a revision."""
    disputed = Claim.objects.visible().filter(summary__state=ClaimState.DISPUTED)
    found: ClaimQuerySet = disputed.filter(summary__last_moved__isnull=False)
    return found.order_by("-summary__last_moved", "-pk")


def _contested() -> ClaimQuerySet:
    """Each with the number of all of them, counted up to COUNTED and one more."""
    keys = ArraySubquery(_disputed().values("pk")[: COUNTED + 1])
    number = Func(keys, function="cardinality", output_field=IntegerField())
    found: ClaimQuerySet = _rows_of(_disputed()).annotate(contested=number)
    return found[: LISTED + NEWLY + 1]


def _uncontested() -> ClaimQuerySet:
    others = Claim.objects.visible().exclude(summary__state=ClaimState.DISPUTED)
    told = _rows_of(others.filter(summary__isnull=False))
    return told.order_by(F("summary__last_moved").desc(nulls_last=True), "-pk")[:OTHERS]


CONTESTED: Prepared[Claim] = Prepared(_contested)
UNCONTESTED: Prepared[Claim] = Prepared(_uncontested)
OF_KEYS: Prepared[Claim] = Prepared(lambda: _rows_of(Claim.objects.visible().filter(pk__in=Slots("keys"))))


def _new(claim: Claim, row: Revision, telling: Told, today: date) -> New:
    before = str(ClaimState(row.before).label).lower() if row.before else ""
    return New(row=_row(claim, today), since=row.at, before=before, by=telling.line(row))


def _address(claim: Claim) -> str:
    return address("claims:claim", slug=getattr(claim, "slug", ""))


def _row(claim: Claim, today: date) -> Row:
    values = summary_of(claim)
    return Row(
        text=claim.text,
        address=_address(claim),
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
