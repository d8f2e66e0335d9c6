"""The words around a statement's content: its cue, its speaker as printed, a hedge, a date."""

from django.contrib.auth.models import User

from claims.choices import Moved, Part
from claims.models import Statement, StatementPassage
from claims.services.errors import Refused
from claims.services.inputs import Words
from claims.services.passages import cut_passage
from claims.summaries import claims_of_statement, record_revision
from sources.services.acting import acting, person
from sources.services.roots import change, root_key


def mark_part(
    *, editor: User, statement: Statement, expected: int, part: Part, words: Words, reason: str = ""
) -> StatementPassage:
    """Mark words as a part of a statement. Raises Refused (WordsMoved) and Stale.

    The content is not for here: it gives a statement its identity.
    """
    if part == Part.CONTENT:
        raise Refused("The content of a statement is changed with the statement.")
    actor = person(editor)
    with acting(actor, reason=reason):
        change(statement, actor=actor, expected=expected)
        passage = cut_passage(version=statement.article_version, words=words)
        standing = statement.parts.filter(part=part)
        marked: StatementPassage | None = standing.filter(passage=passage).first()
        if marked is None:
            marked = StatementPassage.objects.create(
                statement=statement, passage=passage, part=part, order=standing.count()
            )
        record_revision(
            actor=actor,
            claims=claims_of_statement(statement.pk),
            moved=Moved.STATEMENT,
            subject=root_key(statement),
        )
    return marked
