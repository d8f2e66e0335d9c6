"""Taking a decision on a proposal back: it waits again, as it was found."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from claims.choices import LinkState, Method, Moved, StatementState
from claims.models import Statement
from claims.services.earlier import event_at, input_at
from claims.services.errors import Refused
from claims.services.kept_words import forget_words
from claims.services.members import set_content
from claims.services.weighing import weigh
from claims.summaries import claims_of_statements, record_revision
from sources.models import ArticleVersion
from sources.services.acting import acting, person
from sources.services.roots import change, root_key

DECIDED = (StatementState.CONFIRMED, StatementState.REJECTED)
#: What a decision may have set, beside the words and the links.
COLUMNS = ("voice", "speaker_id", "speaker_as_printed", "role_as_printed", "mode", "content_key")


def reopen_proposal(
    *, editor: User, statement: Statement, expected: int, back_to: int, reason: str
) -> Statement:
    """Let a proposal wait again, as at version `back_to`, which the next one decided; readers see none of it
    from then on.

    Links made with the decision are withdrawn, suggested ones suggested again. Raises Refused where that
    version decided no proposal, and Stale.
    """
    then, done = event_at(statement, back_to), event_at(statement, back_to + 1, also_now=True)
    if then.state != StatementState.PROPOSED or statement.state not in DECIDED:
        raise Refused("That change decided no proposal. Undo it on its history page.")
    actor = person(editor)
    with acting(actor, reason=reason):
        claims = claims_of_statements([statement.pk])
        undecided = {"decided_by_id": None, "decided_at": None, "state": StatementState.PROPOSED}
        found: dict[str, Any] = {name: getattr(then, name) for name in COLUMNS}
        content = input_at(statement, then).content
        change(statement, actor=actor, expected=expected, **found, **undecided)
        version = ArticleVersion.objects.get(pk=statement.article_version_id)
        set_content(statement=statement, version=version, content=content)
        forget_words(statement)
        decided = Q(decided_at__gte=done.decided_at)
        statement.links.filter(
            decided, method=Method.MACHINE, state__in=[LinkState.CONFIRMED, LinkState.REJECTED]
        ).update(state=LinkState.PROPOSED, decided_by=None, decided_at=None)
        statement.links.filter(decided, method=Method.EDITOR, state=LinkState.CONFIRMED).update(
            state=LinkState.WITHDRAWN
        )
        record_revision(actor=actor, claims=claims, moved=Moved.WITHDRAWAL, subject=root_key(statement))
        weigh([statement.article_version_id])
    return statement
