"""Merging is a pointer: speakers and claims are led to another of their kind, and let go again.

Nothing is rewritten: statements, links and addresses stay where they are, and reads follow the pointer.
What was merged into the merged one is moved along, each with an event of its own; who lets the merged one go
is offered those back.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.db.utils import IntegrityError

from claims.choices import Moved, SpeakerKind
from claims.models import Claim, Speaker
from claims.reach import claims_of_claim, claims_of_speaker
from claims.services.alike_speakers import decision_on
from claims.services.claims import checked_reason
from claims.services.errors import Refused
from claims.services.second_pair import asks_first
from claims.summaries import record_revision
from sources.services.acting import Actor, acting, person
from sources.services.roots import change, root_key

MergedT = TypeVar("MergedT", Claim, Speaker)


def merge_claims(*, editor: User, claim: Claim, expected: int, into: Claim, reason: str) -> Claim:
    """Lead readers from `claim` (as of version `expected`) to `into`. Raises Refused and Stale."""
    if into.withdrawn_at is not None:
        raise Refused(f"“{into}” is withdrawn. Bring it back before you merge another into it.")
    for one in (claim, into) if asks_first() else ():
        if one.visible_since is None:
            raise Refused(f"Nobody else has approved “{one}” yet. Until then it is not merged.")
    return _merge(editor=editor, root=claim, expected=expected, into=into, reason=reason)


def merge_speakers(*, editor: User, speaker: Speaker, expected: int, into: Speaker, reason: str) -> Speaker:
    """Let `into` stand for `speaker` (as of version `expected`). Raises Refused and Stale."""
    if (speaker.kind == SpeakerKind.RECORD) != (into.kind == SpeakerKind.RECORD):
        raise Refused("A record and somebody who speaks cannot be the same. Choose another.")
    if decision_on(speaker.pk, into.pk):
        raise Refused(f"An editor told it from “{into}”. Take that back first, where you compare the two.")
    return _merge(editor=editor, root=speaker, expected=expected, into=into, reason=reason)


def unmerge_claim(
    *, editor: User, claim: Claim, expected: int, reason: str = "", take_back: Collection[int] = ()
) -> Claim:
    """Let a merged claim stand for itself again, and those of `brought_along` whose ids are given."""
    return _unmerge(editor=editor, root=claim, expected=expected, reason=reason, take_back=take_back)


def unmerge_speaker(
    *, editor: User, speaker: Speaker, expected: int, reason: str = "", take_back: Collection[int] = ()
) -> Speaker:
    """Let a merged speaker stand for itself again, and those of `brought_along` whose ids are given."""
    return _unmerge(editor=editor, root=speaker, expected=expected, reason=reason, take_back=take_back)


def brought_along(root: MergedT) -> list[MergedT]:
    """What pointed at the merged `root` once and points now where it does: offered back when it is let go."""
    if root.merged_into_id is None:
        return []
    events = type(root).events.rel.related_model.objects  # type: ignore[attr-defined]
    once = events.filter(merged_into=root.pk).values("pgh_obj_id")
    rows = type(root)._base_manager.filter(merged_into=root.merged_into_id, pk__in=once)
    return list(rows.order_by("pk"))


def _merge(*, editor: User, root: MergedT, expected: int, into: MergedT, reason: str) -> MergedT:
    reason = checked_reason(reason)
    actor = person(editor)
    with acting(actor, reason=reason):
        followers = _locked(root, into)
        before = _claims(root) | _claims(into)
        for follower in followers:
            change(follower, actor=actor, expected=None, merged_into=into)
        change(root, actor=actor, expected=expected, merged_into=into)
        _record(actor, root, before, note=f"“{root}” was merged into “{into}”.")
    return root


def _locked(root: MergedT, into: MergedT) -> list[MergedT]:
    """Lock both and what points at `root`, in the order of their ids; return the latter."""
    if root.pk == into.pk:
        raise Refused("A thing cannot be merged into itself. Choose another.")
    rows = type(root)._base_manager.select_for_update().order_by("pk")
    found = {row.pk: row for row in rows.filter(Q(pk__in=[root.pk, into.pk]) | Q(merged_into=root.pk))}
    if found[root.pk].merged_into_id is not None:
        raise Refused("It is merged already. Unmerge it first.")
    if found[into.pk].merged_into_id is not None:
        raise Refused(f"“{into}” is itself merged into another. Choose that one.")
    return [row for row in found.values() if row.merged_into_id == root.pk]


def _unmerge(
    *, editor: User, root: MergedT, expected: int, reason: str, take_back: Collection[int]
) -> MergedT:
    if root.merged_into_id is None:
        raise Refused("It is not merged.")
    actor = person(editor)
    with acting(actor, reason=" ".join(reason.split())):
        target = type(root)._base_manager.select_for_update().get(pk=root.merged_into_id)
        followers = [row for row in brought_along(root) if row.pk in take_back]
        before = _claims(root) | _claims(target)
        _let_go(root, actor=actor, expected=expected)
        for follower in followers:
            change(follower, actor=actor, expected=None, merged_into=root)
        _record(actor, root, before, note=f"“{root}” is no longer merged into “{target}”.")
    return root


def _let_go(root: Claim | Speaker, *, actor: Actor, expected: int) -> None:
    try:
        with transaction.atomic():
            change(root, actor=actor, expected=expected, merged_into=None)
    except IntegrityError as error:
        if "speaker_one_an_outlet" not in str(error):
            raise
        raise Refused(
            "Another speaker stands for its outlet now. Take the outlet from that one first."
        ) from error


def _claims(root: Claim | Speaker) -> set[int]:
    """The claims on whose pages something reads differently."""
    return set(claims_of_claim(root.pk) if isinstance(root, Claim) else claims_of_speaker(root.pk))


def _record(actor: Actor, root: Claim | Speaker, before: set[int], *, note: str) -> None:
    record_revision(
        actor=actor,
        claims=before | _claims(root),
        moved=Moved.MERGE,
        subject=root_key(root),
        note=note if len(note) <= LONGEST_NOTE else f"{note[: LONGEST_NOTE - 1]}…",
    )


#: Code points of a revision's note.
LONGEST_NOTE = 300
