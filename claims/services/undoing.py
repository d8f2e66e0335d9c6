"""Undo: a claim, speaker, article or statement is brought back to how it stood, as a new version.

History is never taken back. What an earlier version said is read from its event and written anew, in the
undoing editor's name; merges, visibility to readers and what a machine found have services of their own.
"""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.db.utils import IntegrityError

from claims.choices import Moved, StatementState
from claims.models import Claim, ClaimAddress, Speaker, SpeakerAddress, Statement
from claims.reach import claims_of_article, claims_of_claim, claims_of_speaker
from claims.services.earlier import events_of, input_at
from claims.services.errors import Refused
from claims.services.statements import save_statement
from claims.summaries import record_revision
from sources.models import Article
from sources.models.clock import PARTS
from sources.models.root import Root
from sources.services.acting import Actor, acting, person
from sources.services.addresses import give_address
from sources.services.roots import Stale, change, root_key

WITHDRAWAL = ("withdrawn_at", "withdrawn_by_id", "withdrawn_reason")
CLAIM = ("text", "search_key", *(f"event_{part}" for part in PARTS), *WITHDRAWAL)
SPEAKER = ("name", "search_key", "kind", "description", "external_id", "outlet_id")
ARTICLE = (
    *("headline", "byline", "search_key", "outlet_id", "credited_to_id", "address", "display"),
    *("language", "original_language", *(f"published_{part}" for part in PARTS)),
    *WITHDRAWAL,
)


def undo_claim(*, editor: User, claim: Claim, expected: int, back_to: int) -> Claim:
    """Words, date and withdrawal as at version `back_to`. Raises Refused and Stale."""
    _refuse_merged(claim)
    actor = person(editor)
    with acting(actor, reason=reason_of(expected, back_to)):
        was_withdrawn = claim.withdrawn_at is not None
        _bring_back(claim, CLAIM, actor=actor, expected=expected, back_to=back_to)
        give_address(ClaimAddress, target=claim, words=claim.text)
        hides = claim.withdrawn_at is not None and not was_withdrawn
        moved = Moved.WITHDRAWAL if hides else Moved.TEXT
        _record(actor, claim, claims_of_claim(claim.pk), moved)
    return claim


def undo_speaker(*, editor: User, speaker: Speaker, expected: int, back_to: int) -> Speaker:
    """Name, kind, description, outlet as at version `back_to`; spellings stay. Raises Refused and Stale."""
    _refuse_merged(speaker)
    actor = person(editor)
    with acting(actor, reason=reason_of(expected, back_to)):
        _bring_back(speaker, SPEAKER, actor=actor, expected=expected, back_to=back_to)
        give_address(SpeakerAddress, target=speaker, words=speaker.name)
        _record(actor, speaker, claims_of_speaker(speaker.pk), Moved.TEXT)
    return speaker


def undo_article(*, editor: User, article: Article, expected: int, back_to: int) -> Article:
    """Details and withdrawal as at version `back_to`; the text never changes. Raises Refused and Stale."""
    if article.removed_at is not None:
        raise Refused("This article was removed for legal reasons. That cannot be undone.")
    actor = person(editor)
    with acting(actor, reason=reason_of(expected, back_to)):
        _bring_back(article, ARTICLE, actor=actor, expected=expected, back_to=back_to)
        _record(actor, article, claims_of_article(article.pk), Moved.TEXT)
    return article


def undo_statement(*, editor: User, statement: Statement, expected: int, back_to: int) -> Statement:
    """Attribution, words, relays and links as at version `back_to`; one that is withdrawn stays so.

    Raises Refused (a proposal is not brought back: a person has decided it since) and Stale.
    """
    then = _then(statement, back_to)
    if statement.state == StatementState.WITHDRAWN:
        raise Refused("This statement is withdrawn. Bring it back before you undo anything else.")
    if then.state in (StatementState.PROPOSED, StatementState.REJECTED):
        raise Refused("It was a proposal then, which a person has decided since. Edit or withdraw it.")
    if then.article_version_id != statement.article_version_id:
        raise Refused("It stood in another version of the article then. Edit it instead.")
    return save_statement(
        editor=editor,
        version_id=statement.article_version_id,
        data=input_at(statement, then),
        statement=statement,
        expected=expected,
        reason=reason_of(expected, back_to),
    )


def reason_of(now: int, back_to: int) -> str:
    """What history says of an undo: which versions it undid."""
    undone = f"version {now}" if back_to == now - 1 else f"versions {back_to + 1} to {now}"
    return f"Undo of {undone}"


def _refuse_merged(root: Claim | Speaker) -> None:
    if root.merged_into_id is not None:
        raise Refused(f"It is merged into “{root.merged_into}”. Unmerge it first.")


def _then(root: Root, back_to: int) -> Any:
    """The root's event of that version. Raises Refused where there is none, or it is the present one."""
    if back_to >= root.version:
        raise Refused("That is how it stands now. Choose an earlier version.")
    events = events_of(type(root)).filter(pgh_obj_id=root.pk, version=back_to)
    then = events.order_by("pgh_id").last()
    if then is None:
        raise Refused(f"History has no version {back_to} of it.")
    return then


def _bring_back(root: Root, names: tuple[str, ...], *, actor: Actor, expected: int, back_to: int) -> None:
    if root.version != expected:
        raise Stale(root, expected)
    then = _then(root, back_to)
    columns = {name: getattr(then, name) for name in names}
    if all(getattr(root, name) == value for name, value in columns.items()):
        raise Refused("It stands as it did then; what differs belongs to it. Change that instead.")
    try:
        with transaction.atomic():
            change(root, actor=actor, expected=expected, **columns)
    except IntegrityError as error:
        raise Refused("It cannot go back to that: what was recorded since rests on how it is now.") from error


def _record(actor: Actor, root: Model, claims: set[int], moved: Moved) -> None:
    record_revision(actor=actor, claims=claims, moved=moved, subject=root_key(cast(Root, root)))
