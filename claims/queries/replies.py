"""Requests for a reply as the desk sees them. Whom we wrote to is read in `reply_contacts` alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.utils import timezone

from claims.choices import ReplyState
from claims.models import ReplyRequest
from claims.queries.history_events import Source, Window, events_of, steps_of
from claims.queries.history_of_desk import REPLY
from claims.queries.history_telling import names_for, sentences
from claims.queries.keys import Key, Turn, cut
from claims.queries.wording import address
from claims.querysets import current_slug

PAGE = 25
AT = "pgh_created_at"
#: Open requests are read at once, up to this many.
MOST = 200
OPEN, OVERDUE, ENDED = "open", "overdue", "ended"


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """One request. late: its deadline has passed and nothing came; locked: the claim's version."""

    pk: int
    address: str
    claim: str
    claim_address: str
    party: str
    asked_at: datetime
    asked_by: str
    channel: str
    deadline: datetime | None
    reminded_at: datetime | None
    state: str
    words: str
    ended_at: datetime | None
    ended_by: str
    late: bool
    locked: int


@dataclass(frozen=True, slots=True)
class ReplyPage:
    """A list of requests: the open ones by deadline, so that overdue ones come first, or those that ended.

    show: which of the lists; opened, late, ended: how many there are in all; newer, older: keys of pages.
    """

    show: str
    rows: tuple[ReplyRow, ...]
    opened: int
    late: int
    ended: int
    newer: str = ""
    older: str = ""


def overdue() -> QuerySet[ReplyRequest]:
    """Open requests whose deadline has passed."""
    return ReplyRequest.objects.filter(state=ReplyState.OPEN, deadline__lt=timezone.now())


def read_replies(*, show: str, mine: int | None, turn: Turn) -> ReplyPage:
    """Read one list; mine: only what this editor asked. Two queries."""
    show = show if show in (OVERDUE, ENDED) else OPEN
    whose = Q(asked_by=mine) if mine else Q()
    late = Q(state=ReplyState.OPEN, deadline__lt=timezone.now())
    is_open = Q(state=ReplyState.OPEN)
    counted = ReplyRequest.objects.filter(whose).aggregate(
        opened=Count("pk", filter=is_open),
        late=Count("pk", filter=late),
        ended=Count("pk", filter=~is_open),
    )
    if show == ENDED:
        return _ended(_shown(ReplyRequest.objects.filter(whose, ~is_open)), turn, counted)
    rows = _shown(ReplyRequest.objects.filter(whose, late if show == OVERDUE else is_open))
    rows = rows.order_by(F("deadline").asc(nulls_last=True), "pk")
    return ReplyPage(show, tuple(map(row_of, rows[:MOST])), **counted)


def _ended(found: QuerySet[ReplyRequest], turn: Turn, counted: dict[str, int]) -> ReplyPage:
    ordered = found.order_by("-ended_at", "-pk")
    if turn.before:
        ordered = ordered.reverse()
    rows = list(ordered.filter(turn.condition("ended_at"))[: PAGE + 1])
    page = cut(len(rows), size=PAGE, turn=turn)
    shown = rows[: page.size]
    if turn.before:
        shown.reverse()
    newer = str(Key(shown[0].ended_at, shown[0].pk)) if shown and page.newer else ""
    older = str(Key(shown[-1].ended_at, shown[-1].pk)) if shown and page.older else ""
    return ReplyPage(ENDED, tuple(map(row_of, shown)), **counted, newer=newer, older=older)


def requests_on(claim: int) -> tuple[ReplyRow, ...]:
    """Those about a claim, the open ones first. One query."""
    rows = _shown(ReplyRequest.objects.filter(claim=claim)).order_by("pk")
    return tuple(sorted(map(row_of, rows), key=lambda row: row.state != ReplyState.OPEN))


def find_request(pk: int) -> ReplyRequest | None:
    """One request with what its page shows. One query."""
    return _shown(ReplyRequest.objects.filter(pk=pk)).first()


def _shown(rows: QuerySet[ReplyRequest]) -> QuerySet[ReplyRequest]:
    rows = rows.select_related("claim__last_actor", "party__merged_into", "asked_by", "ended_by")
    return rows.annotate(slug=current_slug("ClaimAddress", "claim_id"))


def row_of(row: ReplyRequest) -> ReplyRow:
    """Finish a request of `find_request` for a page."""
    slug: str = row.slug or ""  # type: ignore[attr-defined]
    is_open = row.state == ReplyState.OPEN
    return ReplyRow(
        pk=row.pk,
        address=address("claims:desk-reply", pk=row.pk),
        claim=row.claim.text,
        claim_address=address("claims:desk-claim", slug=slug),
        party=str(row.party.merged_into or row.party),
        asked_at=row.asked_at,
        asked_by=row.asked_by.get_username(),
        channel=row.channel,
        deadline=row.deadline,
        reminded_at=row.reminded_at,
        state=row.state,
        words=row.get_state_display(),
        ended_at=row.ended_at,
        ended_by=row.ended_by.get_username() if row.ended_by else "",
        late=is_open and row.deadline is not None and row.deadline < timezone.now(),
        locked=row.claim.version,
    )


def steps_with(request: ReplyRequest) -> tuple[tuple[datetime, str, tuple[str, ...]], ...]:
    """What became of a request, the newest first: when, by whom, in sentences."""
    events = events_of(ReplyRequest).objects.filter(pgh_obj_id=request.pk)
    all_of_it = Window(**events.aggregate(oldest=Min(AT), newest=Max(AT)), newer="", older="")
    steps = steps_of([Source(REPLY, (events,))], all_of_it)
    keys = [int(step.row.pgh_actor.partition(":")[2]) for step in steps]
    names = names_for(steps, keys)
    users = names[type(request.asked_by)]
    told = [
        (step.row.pgh_created_at, users[key], tuple(sentences(step, names)))
        for step, key in zip(steps, keys, strict=True)
    ]
    return tuple(reversed(told))
