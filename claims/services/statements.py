"""Statements: marked, attributed and linked in one transaction; changed, withdrawn, brought back."""

from dataclasses import dataclass
from types import TracebackType

from django.contrib.auth.models import User
from django.db import transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from claims.choices import LANE_OF, Lane, Moved, Stance, StatementState, Voice
from claims.models import Speaker, Statement
from claims.services.claims import checked_reason
from claims.services.errors import AlreadyRecorded, Refused
from claims.services.inputs import LinkInput, StatementInput
from claims.services.kept_words import keep_words
from claims.services.members import set_content, set_links, set_relays, write_down_as_found
from claims.services.passages import check_content, content_key
from claims.services.speakers import resolve_speaker
from claims.services.weighing import weigh
from claims.services.withdrawing import STANDING, withdrawal
from claims.summaries import claims_of_statements, record_revision
from sources.models import ArticleVersion
from sources.models.clock import clock_columns
from sources.services.acting import Actor, acting, person
from sources.services.roots import change, create, root_key

SPEAKING = {Voice.NAMED, Voice.RECORD}


@dataclass(frozen=True, slots=True)
class _Save:
    """One save under way."""

    actor: Actor
    version: ArticleVersion
    data: StatementInput
    columns: dict[str, object]


def save_statement(
    *,
    editor: User,
    version_id: int,
    data: StatementInput,
    statement: Statement | None = None,
    expected: int | None = None,
    reason: str = "",
) -> Statement:
    """Record a statement, or change one (`statement` as of version `expected`); confirms a proposal.

    The words are checked against the version, a new speaker or claim is made, relays and links are set
    to exactly those given, and every claim touched gets its revision: one transaction, one history.
    Raises Refused (WordsMoved, AlreadyRecorded) and Stale; then nothing is written.
    """
    check_content(data.content)
    actor = person(editor)
    with acting(actor, reason=reason):
        version = ArticleVersion.objects.select_related("article").get(pk=version_id)
        save = _Save(actor, version, data, _columns(actor=actor, data=data))
        before = set(claims_of_statements([statement.pk])) if statement else set()
        was_proposed = statement is not None and statement.state == StatementState.PROPOSED
        _check_chain(data.fuller_chain_id, statement)
        saved = _write(save, statement, expected)
        set_content(statement=saved, version=version, content=data.content)
        keep_words(saved, [words.exact for words in data.content])
        set_relays(statement=saved, relays=data.relays)
        set_links(actor=actor, statement=saved, links=data.links)
        record_revision(
            actor=actor,
            claims=before | set(claims_of_statements([saved.pk])),
            moved=_moved(data.links),
            subject=root_key(saved),
        )
        if was_proposed:
            weigh([version.pk])
    return saved


def withdraw_statement(*, editor: User, statement: Statement, expected: int, reason: str) -> Statement:
    """Hide a confirmed statement with a reason that readers see at its address; reversible."""
    reason = checked_reason(reason)
    if statement.state != StatementState.CONFIRMED:
        raise Refused("Only a confirmed statement can be withdrawn.")
    actor = person(editor)
    with acting(actor, reason=reason):
        columns = withdrawal(actor=actor, reason=reason)
        change(statement, actor=actor, expected=expected, state=StatementState.WITHDRAWN, **columns)
        _revise(actor, statement, Moved.WITHDRAWAL)
    return statement


def restore_statement(*, editor: User, statement: Statement, expected: int, reason: str = "") -> Statement:
    """Bring a withdrawn statement back. Raises AlreadyRecorded where its like was recorded meanwhile."""
    if statement.state != StatementState.WITHDRAWN:
        raise Refused("This statement is not withdrawn.")
    actor = person(editor)
    with acting(actor, reason=reason), _once(statement.article_version_id, statement.content_key):
        change(statement, actor=actor, expected=expected, state=StatementState.CONFIRMED, **STANDING)
        _revise(actor, statement, Moved.RESTORED)
    return statement


def _revise(actor: Actor, statement: Statement, moved: Moved) -> None:
    record_revision(
        actor=actor, claims=claims_of_statements([statement.pk]), moved=moved, subject=root_key(statement)
    )


def _check_chain(fuller: int | None, statement: Statement | None) -> None:
    """The one that shows the fuller chain stands, and is another. Raises Refused."""
    if fuller is None:
        return
    if statement is not None and fuller == statement.pk:
        raise Refused("A statement does not show its own fuller chain. Choose another.")
    decided = (StatementState.CONFIRMED, StatementState.WITHDRAWN)  # an undo may name one withdrawn since
    if not Statement.objects.filter(pk=fuller, state__in=decided).exists():
        raise Refused("The statement with the fuller chain is not there any more. Choose another.")


def _write(save: _Save, statement: Statement | None, expected: int | None) -> Statement:
    key = content_key(save.data.content)
    with _once(save.version.pk, key):
        if statement is None:
            return create(
                Statement, actor=save.actor, article_version=save.version, content_key=key, **save.columns
            )
        if statement.article_version_id != save.version.pk:
            raise Refused("This statement stands in another version of the article.")
        if statement.state in (StatementState.WITHDRAWN, StatementState.REJECTED):
            raise Refused("This statement is withdrawn. Bring it back before you change it.")
        if statement.state == StatementState.PROPOSED:
            write_down_as_found(statement)
        change(statement, actor=save.actor, expected=expected, content_key=key, **save.columns)
        return statement


class _once:
    """Turns the database's "this statement is here already" into AlreadyRecorded."""

    def __init__(self, version_id: int, key: str) -> None:
        self.version_id, self.key = version_id, key
        self.savepoint = transaction.atomic()

    def __enter__(self) -> None:
        self.savepoint.__enter__()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.savepoint.__exit__(kind, error, trace)
        if isinstance(error, IntegrityError) and "statement_once" in str(error):
            twin = Statement.objects.filter(
                article_version_id=self.version_id,
                content_key=self.key,
                state__in=[StatementState.PROPOSED, StatementState.CONFIRMED],
            )
            raise AlreadyRecorded(twin.values_list("pk", flat=True).first()) from error


def _columns(*, actor: Actor, data: StatementInput) -> dict[str, object]:
    speaker = _speaker(actor=actor, data=data)
    return {
        "voice": data.voice,
        "speaker": speaker,
        "speaker_as_printed": data.speaker_as_printed.strip() or None,
        "role_as_printed": data.role_as_printed.strip(),
        "speaks_for": resolve_speaker(actor=actor, choice=data.speaks_for),
        "speaker_basis": data.speaker_basis,
        "mode": data.mode,
        "language": data.language,
        "translated": data.translated,
        "origin_dropped": data.origin_dropped,
        "fuller_chain_id": data.fuller_chain_id,
        "state": StatementState.CONFIRMED,
        "decided_by_id": actor.user_id,
        "decided_at": timezone.now(),
        **STANDING,
        **clock_columns("said", data.said),
        **clock_columns("event", data.event),
    }


def _speaker(*, actor: Actor, data: StatementInput) -> Speaker | None:
    if data.voice not in SPEAKING:
        return None
    speaker = resolve_speaker(actor=actor, choice=data.speaker)
    if speaker is None:
        raise Refused("Say who speaks: choose a speaker or name a new one, or choose another voice.")
    if (speaker.kind == "record") != (data.voice == Voice.RECORD):
        raise Refused("A record (a video, an intercept, a report) speaks only in the voice “a record”.")
    return speaker


def _moved(links: tuple[LinkInput, ...]) -> Moved:
    denies = any(LANE_OF[Stance(link.stance)] == Lane.DENIES for link in links)
    return Moved.DENIAL if denies else Moved.STATEMENT
