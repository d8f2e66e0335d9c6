"""What single keys do to a statement at the desk: one thing at a time, over the statement as it stands."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.contrib.auth.models import User

from claims.choices import LinkState, SpeakerKind, Stance, StatementState, Voice
from claims.models import Speaker, Statement
from claims.queries.statement_input import fresh_input, input_of
from claims.services.accepting import accept_proposal
from claims.services.errors import Refused, WordsMoved
from claims.services.inputs import LinkInput, SpeakerChoice, StatementInput, Words
from claims.services.passages import MOVED, content_key
from claims.services.statements import save_statement
from sources.models import Article, ArticleVersion

#: As the column of the content key has it.
LONGEST_KEY = 1000
TOO_MANY = "These are too many stretches for one statement. Mark them as several."


@dataclass(frozen=True, slots=True)
class Seen:
    """The text that a page was made on. sha256: of its original bytes."""

    version_id: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What an editor made of a proposal before accepting it.

    links: suggested ones that stay, by key; others: added by hand; content: None where the words stay.
    """

    speaker: SpeakerChoice | None = None
    links: Collection[int] = ()
    others: Sequence[LinkInput] = ()
    content: tuple[Words, ...] | None = None


def check_text(article: Article, seen: Seen) -> ArticleVersion:
    """The article's text, which is the one the page was made on. Raises WordsMoved where it is another."""
    now = article.current_version
    if now is None or (now.pk, now.sha256) != (seen.version_id, seen.sha256):
        raise WordsMoved(MOVED)
    now.article = article
    return now


def mark_words(*, editor: User, article: Article, seen: Seen, content: tuple[Words, ...]) -> Statement:
    """Record a statement that so far nobody is named for, and that is linked with nothing: readers see none
    of it until it is. Raises Refused (WordsMoved, AlreadyRecorded).
    """
    version = check_text(article, seen)
    _check_length(content)
    data = replace(fresh_input(article, content), voice=Voice.UNATTRIBUTED)
    return save_statement(editor=editor, version_id=version.pk, data=data)


def set_words(
    *, editor: User, statement: Statement, expected: int, content: tuple[Words, ...], seen: Seen
) -> Statement:
    """Other words of the same text, for a statement that stands. Raises Refused (WordsMoved), Stale."""
    if statement.article_version_id != seen.version_id or statement.article_version.sha256 != seen.sha256:
        raise WordsMoved(MOVED)
    _check_length(content)
    return _saved(editor, statement, expected, content=content)


def set_speaker(
    *, editor: User, statement: Statement, expected: int, choice: SpeakerChoice | None
) -> Statement:
    """Say who speaks; None: nobody is named. Raises Refused and Stale."""
    return _saved(editor, statement, expected, speaker=choice, voice=_voice(statement, choice))


def set_link(*, editor: User, statement: Statement, expected: int, link: LinkInput) -> Statement:
    """Link a statement that stands with one more claim, or say otherwise what it does to it.

    Raises Refused and Stale.
    """
    now = tuple(one for one in _confirmed(statement).links if one.claim_id != link.claim_id)
    return _saved(editor, statement, expected, links=(*now, link))


def accept_changed(*, editor: User, statement: Statement, expected: int, changes: Changes) -> Statement:
    """Confirm a proposal with what was made of it. Raises as `accept_proposal` and `save_statement` do."""
    if not changes.others and changes.content is None and not _is_other(statement, changes.speaker):
        return accept_proposal(
            editor=editor,
            statement=statement,
            expected=expected,
            speaker=changes.speaker,
            links=changes.links,
        )
    if statement.state != StatementState.PROPOSED:
        raise Refused("This was decided already. Look at it as it stands now.")
    data = input_of(statement)
    stay = [
        LinkInput(Stance(link.stance), claim_id=link.claim.merged_into_id or link.claim_id)
        for link in statement.links.all()
        if link.pk in changes.links
    ]
    added = {one.claim_id for one in changes.others}
    data = replace(
        data,
        links=(*(one for one in stay if one.claim_id not in added), *changes.others),
        content=changes.content or data.content,
        speaker=changes.speaker or data.speaker,
        voice=_voice(statement, changes.speaker) if changes.speaker else data.voice,
    )
    _check_length(data.content)
    return save_statement(
        editor=editor,
        version_id=statement.article_version_id,
        data=data,
        statement=statement,
        expected=expected,
    )


def _is_other(statement: Statement, choice: SpeakerChoice | None) -> bool:
    """Whether another speaks than was proposed."""
    return choice is not None and (
        statement.speaker_id is not None or _voice(statement, choice) != statement.voice
    )


def _voice(statement: Statement, choice: SpeakerChoice | None) -> Voice:
    if choice is None:
        return Voice.UNATTRIBUTED
    if choice.speaker_id is None:
        return Voice.RECORD if choice.new_kind == SpeakerKind.RECORD else Voice.NAMED
    kind = Speaker.objects.filter(pk=choice.speaker_id).values_list("kind", flat=True).first()
    return Voice.RECORD if kind == SpeakerKind.RECORD else Voice.NAMED


def _confirmed(statement: Statement) -> StatementInput:
    """As it stands; what a machine suggests for it is not said by anybody yet."""
    stands = [link for link in statement.links.all() if link.state == LinkState.CONFIRMED]
    claims = {link.claim.merged_into_id or link.claim_id for link in stands}
    data = input_of(statement)
    return replace(data, links=tuple(one for one in data.links if one.claim_id in claims))


def _saved(editor: User, statement: Statement, expected: int, **changed: object) -> Statement:
    if statement.state != StatementState.CONFIRMED:
        raise Refused("Accept it first, or bring it back: only a statement that stands is changed so.")
    return save_statement(
        editor=editor,
        version_id=statement.article_version_id,
        data=replace(_confirmed(statement), **changed),  # type: ignore[arg-type]
        statement=statement,
        expected=expected,
    )


def _check_length(content: tuple[Words, ...]) -> None:
    if len(content_key(content)) > LONGEST_KEY:
        raise Refused(TOO_MANY)
