"""Turning a proposal down: no reader ever sees it, and no desk again."""

from django.contrib.auth.models import User
from django.utils import timezone

from claims.choices import LinkState, StatementState
from claims.models import Statement
from claims.services.errors import Refused
from claims.services.members import write_down_as_found
from claims.services.weighing import weigh
from sources.services.acting import acting, person
from sources.services.roots import change


def reject_proposal(*, editor: User, statement: Statement, expected: int, reason: str = "") -> Statement:
    """Decide that what a machine found is no statement, its links with it; history keeps what was found.

    No claim moves: a proposal counted nowhere. Raises Refused for what is no proposal any more, and Stale.
    """
    if statement.state != StatementState.PROPOSED:
        raise Refused("This was decided already. Look at it as it stands now.")
    actor = person(editor)
    decided = {"decided_by_id": actor.user_id, "decided_at": timezone.now()}
    with acting(actor, reason=reason):
        write_down_as_found(statement)
        change(statement, actor=actor, expected=expected, state=StatementState.REJECTED, **decided)
        statement.links.filter(state=LinkState.PROPOSED).update(state=LinkState.REJECTED, **decided)
        weigh([statement.article_version_id])
    return statement
