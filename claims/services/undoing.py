"""Undo: a claim, speaker, article or statement is brought back to how it stood, as a new version.

Either all of an earlier version comes back, or one change alone is undone, where nothing later stands on it.
History is never taken back. What an earlier version said is read from its event and written anew, in the
undoing editor's name; merges, visibility to readers and what a machine found have services of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Model
from django.db.utils import IntegrityError

from claims.choices import Moved
from claims.models import Claim, ClaimAddress, Speaker, SpeakerAddress
from claims.reach import claims_of_article, claims_of_claim, claims_of_speaker
from claims.services.earlier import event_at, events_of
from claims.services.errors import Overtaken, Refused
from claims.services.redating import resolve_again
from claims.services.second_pair import asks_anew
from claims.services.withdrawing import STANDING
from claims.summaries import record_revision
from sources.models import Article
from sources.models.clock import PARTS
from sources.models.root import Root
from sources.services.acting import Actor, acting, person
from sources.services.addresses import give_address
from sources.services.roots import Stale, change, root_key

#: Code points of the reason for an undo: with what it undoes, it is that of a withdrawal too.
LONGEST_REASON = 300

WITHDRAWAL = tuple(STANDING)
#: What an undo brings back of each root; what belongs to it is undone where it stands.
UNDONE: Mapping[type[Model], tuple[str, ...]] = {
    Claim: ("text", "search_key", *(f"event_{part}" for part in PARTS), *WITHDRAWAL),
    Speaker: ("name", "search_key", "kind", "description", "external_id", "outlet_id"),
    Article: (
        *("headline", "byline", "search_key", "outlet_id", "credited_to_id", "address", "display"),
        *("language", "original_language", *(f"published_{part}" for part in PARTS)),
        *WITHDRAWAL,
    ),
}


def undo_claim(
    *, editor: User, claim: Claim, expected: int, back_to: int, reason: str, alone: bool = False
) -> Claim:
    """Words, date and withdrawal as at version `back_to`; `alone`: only what the version after it changed.

    Raises Refused, Overtaken (later work stands on the change) and Stale.
    """
    refuse_merged(claim)
    actor = person(editor)
    with acting(actor, reason=reason_of(expected, back_to, reason, alone=alone)):
        was_withdrawn = claim.withdrawn_at is not None
        _bring_back(claim, actor=actor, expected=expected, back_to=back_to, alone=alone)
        asks_anew(claim=claim, user_id=actor.user_id)
        give_address(ClaimAddress, target=claim, words=claim.text)
        _record(actor, claim, claims_of_claim(claim.pk), _moved(claim, was_withdrawn, Moved.TEXT))
    return claim


def undo_speaker(
    *, editor: User, speaker: Speaker, expected: int, back_to: int, reason: str, alone: bool = False
) -> Speaker:
    """Name, kind, description, outlet as at version `back_to`; spellings stay. Raises as `undo_claim`."""
    refuse_merged(speaker)
    actor = person(editor)
    with acting(actor, reason=reason_of(expected, back_to, reason, alone=alone)):
        _bring_back(speaker, actor=actor, expected=expected, back_to=back_to, alone=alone)
        give_address(SpeakerAddress, target=speaker, words=speaker.name)
        _record(actor, speaker, claims_of_speaker(speaker.pk), Moved.DETAILS)
    return speaker


def undo_article(
    *, editor: User, article: Article, expected: int, back_to: int, reason: str, alone: bool = False
) -> Article:
    """Details and withdrawal as at version `back_to`; the text never changes. Raises as `undo_claim`."""
    if article.removed_at is not None:
        raise Refused("This article was removed for legal reasons. That cannot be undone.")
    actor = person(editor)
    with acting(actor, reason=reason_of(expected, back_to, reason, alone=alone)):
        was_withdrawn, before = article.withdrawn_at is not None, article.published
        _bring_back(article, actor=actor, expected=expected, back_to=back_to, alone=alone)
        if article.published != before:
            resolve_again(article=article)
        moved = _moved(article, was_withdrawn, Moved.DETAILS)
        _record(actor, article, claims_of_article(article.pk), moved)
    return article


def reason_of(now: int, back_to: int, given: str, *, alone: bool = False) -> str:
    """What history says of an undo: which versions it undid, and why. Raises Refused without a reason."""
    given = " ".join(given.split())
    if not given:
        raise Refused("Say why you undo it, in a few words: history keeps the reason.")
    if len(given) > LONGEST_REASON:
        raise Refused(f"Keep the reason under {LONGEST_REASON} characters.")
    undone = f"version {back_to + 1}" if alone or back_to == now - 1 else f"versions {back_to + 1} to {now}"
    return f"Undo of {undone}: {given}"


def refuse_merged(root: Claim | Speaker) -> None:
    """Raise Refused for what is merged: it is let go first."""
    if root.merged_into_id is not None:
        raise Refused(f"It is merged into “{root.merged_into}”. Unmerge it first.")


def _moved(root: Claim | Article, was_withdrawn: bool, else_: Moved) -> Moved:
    if (root.withdrawn_at is not None) == was_withdrawn:
        return else_
    return Moved.RESTORED if was_withdrawn else Moved.WITHDRAWAL


def _bring_back(root: Root, *, actor: Actor, expected: int, back_to: int, alone: bool) -> None:
    if root.version != expected:
        raise Stale(root, expected)
    then, names = event_at(root, back_to), UNDONE[type(root)]
    if alone:
        done = event_at(root, back_to + 1, also_now=True)
        names = tuple(name for name in names if getattr(then, name) != getattr(done, name))
        _refuse_overtaken(root, names, done)
    columns = {name: getattr(then, name) for name in names}
    if all(getattr(root, name) == value for name, value in columns.items()):
        raise Refused("It stands as it did then; what differs belongs to it. Change that instead.")
    try:
        with transaction.atomic():
            change(root, actor=actor, expected=expected, **columns)
    except IntegrityError as error:
        raise Overtaken(
            "It cannot go back to that: what was recorded since rests on how it is now."
        ) from error


def _refuse_overtaken(root: Root, names: tuple[str, ...], done: Any) -> None:
    later = [name for name in names if getattr(root, name) != getattr(done, name)]
    if not later:
        return
    events = events_of(type(root)).filter(pgh_obj_id=root.pk, version__gt=done.version).order_by("pgh_id")
    changed = [row.version for row in events if any(getattr(row, one) != getattr(done, one) for one in later)]
    raise Overtaken(
        f"Version {min(changed, default=root.version)} changed the same again. "
        "Undo that first, or bring back how it all stood."
    )


def _record(actor: Actor, root: Model, claims: set[int], moved: Moved) -> None:
    record_revision(actor=actor, claims=claims, moved=moved, subject=root_key(cast(Root, root)))
