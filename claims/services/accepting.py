"""Accepting what a machine proposed, as it stands: with who speaks, and the links that go with it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils import timezone

from claims.choices import LANE_OF, Lane, LinkState, Moved, Stance, StatementState, Voice
from claims.models import Speaker, Statement, StatementLink
from claims.services.errors import Refused
from claims.services.inputs import SpeakerChoice
from claims.services.kept_words import keep_words
from claims.services.members import write_down_as_found
from claims.services.speakers import resolve_speaker
from claims.services.statements import SPEAKING
from claims.services.weighing import weigh
from claims.summaries import claims_of_statements, record_revision
from sources.services.acting import Actor, acting, person
from sources.services.roots import change, root_key

DECIDED = "This was decided already. Look at it as it stands now."
WHO = "Say who speaks: name the speaker, or open it to choose another voice."


def accept_proposal(
    *,
    editor: User,
    statement: Statement,
    expected: int,
    speaker: SpeakerChoice | None = None,
    links: Collection[int] = (),
    reason: str = "",
) -> Statement:
    """Confirm a proposal word for word, with the suggested links of these keys; the others stay suggested.

    speaker: who it is, where the proposal has none. Raises Refused for what is no proposal any more, without
    a speaker, and where the speaker is one of its own hops; Stale. Then nothing is written.
    """
    if statement.state != StatementState.PROPOSED:
        raise Refused(DECIDED)
    actor = person(editor)
    with acting(actor, reason=reason):
        who = _speaker(actor, statement, speaker)
        write_down_as_found(statement)
        columns = {"speaker": who} if statement.voice in SPEAKING else {}
        decided = {"decided_by_id": actor.user_id, "decided_at": timezone.now()}
        change(
            statement, actor=actor, expected=expected, state=StatementState.CONFIRMED, **decided, **columns
        )
        keep_words(statement)
        taken = _open(statement).filter(pk__in=links)
        stances = list(taken.values_list("stance", flat=True))
        for link in taken:
            _confirm(link, actor)
        _revise(actor, statement, stances)
        weigh([statement.article_version_id])
    return statement


def decide_link(
    *, editor: User, link: StatementLink, expected: int, accept: bool, reason: str = ""
) -> StatementLink:
    """Say whether a confirmed statement belongs to the claim a machine suggested.

    `expected`: the statement's version. Raises Refused where it was decided already, and Stale.
    """
    statement = link.statement
    if statement.state != StatementState.CONFIRMED or link.state != LinkState.PROPOSED:
        raise Refused(DECIDED)
    actor = person(editor)
    with acting(actor, reason=reason):
        change(statement, actor=actor, expected=expected)
        if accept:
            _confirm(link, actor)
            _revise(actor, statement, [link.stance])
        else:
            _decide(link, actor, LinkState.REJECTED)
    return link


def _speaker(actor: Actor, statement: Statement, choice: SpeakerChoice | None) -> Speaker | None:
    """Who speaks, over a merge; None for a voice that has no speaker. Raises Refused."""
    if statement.voice not in SPEAKING:
        return None
    known = statement.speaker
    if known is not None:
        known = known.merged_into or known
    who = known or resolve_speaker(actor=actor, choice=choice)
    if who is None:
        raise Refused(WHO)
    if (who.kind == "record") != (statement.voice == Voice.RECORD):
        raise Refused("A record (a video, an intercept, a report) speaks only in the voice “a record”.")
    if statement.relays.filter(speaker=who).exists():
        raise Refused("The speaker also stands among those who passed it on. Open it, and take one away.")
    return who


def _open(statement: Statement) -> QuerySet[StatementLink]:
    return statement.links.filter(state=LinkState.PROPOSED).order_by("pk")


def _confirm(link: StatementLink, actor: Actor) -> None:
    _decide(link, actor, LinkState.CONFIRMED)


def _decide(link: StatementLink, actor: Actor, state: LinkState) -> None:
    link.state, link.decided_by_id, link.decided_at = state, actor.user_id, timezone.now()
    link.save(update_fields=["state", "decided_by", "decided_at"])


def _revise(actor: Actor, statement: Statement, stances: Iterable[str]) -> None:
    denies = any(LANE_OF[Stance(stance)] == Lane.DENIES for stance in stances)
    record_revision(
        actor=actor,
        claims=claims_of_statements([statement.pk]),
        moved=Moved.DENIAL if denies else Moved.STATEMENT,
        subject=root_key(statement),
    )
