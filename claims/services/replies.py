"""The right of reply: a party is asked about a claim, reminded, and answers, declines, or does not.

A request belongs to its claim, which every step bumps: readers see when we asked and what came of it. Whom we
wrote to stands in a table of its own (`ReplyContact`), which nothing that readers see ever reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from claims.choices import Moved, ReplyState
from claims.models import Claim, ClaimParty, ReplyContact, ReplyRequest, Statement, StatementLink
from claims.services.errors import Refused
from claims.summaries import claims_of_claim, record_revision
from sources.services.acting import Actor, acting, person
from sources.services.roots import change, root_key

#: In code points.
LONGEST_CHANNEL, LONGEST_CONTACT = 80, 2000


@dataclass(frozen=True, slots=True)
class ReplyInput:
    """Whom we asked (a party of the claim, as `ClaimParty` row), when (aware), how, until when.

    contact: the address or number that was used; only the desk sees it.
    """

    party_id: int
    asked_at: datetime
    channel: str
    deadline: datetime | None = None
    contact: str = ""


def ask_for_reply(*, editor: User, claim: Claim, expected: int, data: ReplyInput) -> ReplyRequest:
    """Record that a party was asked. Raises Refused for dates that cannot be, for who is no party; Stale."""
    channel, contact = " ".join(data.channel.split()), data.contact.strip()
    party = ClaimParty.objects.select_related("speaker__merged_into").filter(claim=claim, pk=data.party_id)
    found = party.first()
    if found is None:
        raise Refused("Name it as a party of the claim first.")
    if not channel:
        raise Refused("Say by what channel it was asked.")
    if len(channel) > LONGEST_CHANNEL or len(contact) > LONGEST_CONTACT:
        raise Refused("These words are too long.")
    if data.asked_at > timezone.now():
        raise Refused("A request is recorded once it was sent. Its date lies ahead.")
    _check_deadline(data.asked_at, data.deadline)
    actor = person(editor)
    with acting(actor):
        change(claim, actor=actor, expected=expected)
        request = ReplyRequest.objects.create(
            claim=claim,
            party=found.speaker.merged_into or found.speaker,
            asked_at=data.asked_at,
            asked_by=editor,
            channel=channel,
            deadline=data.deadline,
        )
        if contact:
            ReplyContact.objects.create(request=request, words=contact)
        _revise(actor, claim)
    return request


def remind_party(
    *, editor: User, request: ReplyRequest, expected: int, at: datetime, deadline: datetime | None
) -> None:
    """Record a reminder, and until when an answer is awaited now. Raises Refused and Stale."""
    _check_open(request)
    if not request.asked_at <= at <= timezone.now():
        raise Refused("A reminder comes after the question, and is recorded once it was sent.")
    _check_deadline(request.asked_at, deadline)
    _step(editor, request, expected, reminded_at=at, deadline=deadline)


def end_request(
    *, editor: User, request: ReplyRequest, expected: int, state: ReplyState, statement_id: int | None = None
) -> None:
    """Say how it ended: by a statement on the claim, declined, without an answer, or asked in error.

    Raises Refused for one that has ended, and for a statement that does not stand on the claim; Stale.
    """
    _check_open(request)
    if state == ReplyState.OPEN:
        raise Refused("Say how it ended.")
    answer = _answer(request, statement_id) if state == ReplyState.ANSWERED else None
    ended = {"ended_at": timezone.now(), "ended_by": editor}
    _step(editor, request, expected, state=state, answered_by=answer, **ended)


def reopen_request(*, editor: User, request: ReplyRequest, expected: int) -> None:
    """Take back how it ended. Raises Refused for one that is open, Stale."""
    if request.state == ReplyState.OPEN:
        raise Refused("This request is open.")
    nothing = {"ended_at": None, "ended_by": None, "answered_by": None}
    _step(editor, request, expected, state=ReplyState.OPEN, **nothing)


def answers_to(request: ReplyRequest) -> list[Statement]:
    """Statements that may be the answer: of the party or for it, standing on the claim. One query."""
    links = StatementLink.objects.standing().on_claim(request.claim_id)
    by = Q(speaker=request.party_id) | Q(speaker__merged_into=request.party_id)
    by |= Q(speaks_for=request.party_id) | Q(speaks_for__merged_into=request.party_id)
    rows = Statement.objects.filter(by, pk__in=links.values("statement"))
    return list(rows.select_related("speaker", "article_version__article").order_by("-pk"))


def _answer(request: ReplyRequest, statement_id: int | None) -> Statement:
    for one in answers_to(request):
        if one.pk == statement_id:
            return one
    raise Refused("Choose a statement of the party that is linked with this claim, or mark it first.")


def _check_open(request: ReplyRequest) -> None:
    if request.state != ReplyState.OPEN:
        raise Refused(f"This request has ended: {request.get_state_display()}.")


def _check_deadline(asked_at: datetime, deadline: datetime | None) -> None:
    if deadline is not None and deadline <= asked_at:
        raise Refused("The deadline comes after the question.")


def _step(editor: User, request: ReplyRequest, expected: int, **columns: object) -> None:
    actor = person(editor)
    with acting(actor):
        change(request.claim, actor=actor, expected=expected)
        for name, value in columns.items():
            setattr(request, name, value)
        request.save(update_fields=[*columns])
        _revise(actor, request.claim)


def _revise(actor: Actor, claim: Claim) -> None:
    record_revision(actor=actor, claims=claims_of_claim(claim.pk), moved=Moved.CHECK, subject=root_key(claim))
