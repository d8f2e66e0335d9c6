"""The history of a claim, statement, speaker or article in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from claims.choices import StatementState
from claims.models import Claim, Speaker
from claims.queries.history_events import (
    DELETED,
    FOUND,
    Names,
    Step,
    events_of,
    names_for,
    sentences,
    steps_of,
)
from claims.queries.history_words import ROOTS
from sources.models.root import Root
from sources.services.roots import root_key

#: States of a statement that no undo leads back to: a person has decided it since.
UNDECIDED = (StatementState.PROPOSED, StatementState.REJECTED)


@dataclass(frozen=True, slots=True)
class Version:
    """What one change did. number: the root's version after it, None where another root was changed.

    actor: a user's name or "machine …". along: the other root it came with ("statement 12"), or "".
    can_undo: whether the root can be brought back to how it stood then.
    """

    number: int | None
    at: datetime
    actor: str
    reason: str
    along: str
    sentences: tuple[str, ...]
    can_undo: bool


@dataclass(frozen=True, slots=True)
class History:
    """All the page shows. versions: newest first. merged: (slug, name) of what is merged into this."""

    versions: tuple[Version, ...]
    merged: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """Events that are told together."""

    number: int | None
    at: datetime
    actor: str
    root: str


def history_of(root: Root) -> History:
    """Read the history of a root and its members: a query a table, a kind of name, and two for merges."""
    steps = steps_of(root)
    merges = _merges(root)
    actors = {step.row.pgh_actor for step in [*steps, *merges]}
    users = [int(actor.partition(":")[2]) for actor in actors if actor.startswith("user:")]
    names = names_for([*steps, *merges], users)
    told: defaultdict[_Group, list[Step]] = defaultdict(list)
    for group, step in _grouped(root, [*steps, *merges]):
        told[group].append(step)
    versions = [_version(root, group, members, names) for group, members in told.items()]
    versions = [one for one in versions if one.sentences]
    newest_first = sorted(versions, key=lambda one: (one.at, one.number or 0), reverse=True)
    return History(versions=tuple(newest_first), merged=_merged(root))


def _grouped(root: Root, steps: Sequence[Step]) -> list[tuple[_Group, Step]]:
    """Each step with its version: the root's own, the one told by the event, or that of its moment."""
    moments = {
        (step.row.pgh_created_at, step.row.pgh_actor): step.row.version
        for step in steps
        if _is_own(root, step) and step.row.pgh_label != FOUND
    }
    return [(_group(root, step, moments), step) for step in steps]


def _group(root: Root, step: Step, moments: Mapping[Any, int]) -> _Group:
    row, key = step.row, root_key(root)
    if _is_own(root, step):
        number = row.version
    elif row.pgh_root == key and row.pgh_root_version:
        number = int(row.pgh_root_version)
    else:
        number = moments.get((row.pgh_created_at, row.pgh_actor))
    if step.is_root and not _is_own(root, step):
        return _Group(number, row.pgh_created_at, row.pgh_actor, "" if number is not None else "a merge")
    along = "" if number is not None or row.pgh_root in (None, key) else row.pgh_root
    return _Group(number, row.pgh_created_at, row.pgh_actor, along)


def _is_own(root: Root, step: Step) -> bool:
    return step.is_root and step.row.pgh_obj_id == root.pk


def _version(root: Root, group: _Group, steps: Sequence[Step], names: Names) -> Version:
    own = [step.row for step in steps if _is_own(root, step) and step.row.pgh_label not in (FOUND, DELETED)]
    told = [sentence for step in steps for sentence in _sentences(root, step, names)]
    merged = getattr(root, "merged_into_id", None) is not None
    leads_back = bool(own) and not merged and getattr(own[-1], "state", "") not in UNDECIDED
    return Version(
        number=group.number,
        at=group.at,
        actor=_actor(group.actor, names),
        reason=next((step.row.pgh_reason for step in steps if step.row.pgh_reason), ""),
        along=group.root.replace(":", " "),
        sentences=tuple(told),
        can_undo=leads_back and group.number != root.version,
    )


def _sentences(root: Root, step: Step, names: Names) -> list[str]:
    if step.is_root and not _is_own(root, step):
        return _merge(root, step)
    return sentences(step, names)


def _actor(actor: str, names: Names) -> str:
    kind, _, who = actor.partition(":")
    return names[User].get(int(who), "a deleted account") if kind == "user" else f"machine {who}"


def _merges(root: Root) -> list[Step]:
    """Events of others that were merged into this one, then or later; one query."""
    if not isinstance(root, Claim | Speaker):
        return []
    events = events_of(type(root)).objects
    once = events.filter(merged_into=root.pk).values("pgh_obj_id")
    last: dict[int, Any] = {}
    steps = []
    for row in events.filter(pgh_obj_id__in=once).exclude(pgh_obj_id=root.pk).order_by("pgh_id"):
        before = last.get(row.pgh_obj_id)
        if root.pk in (row.merged_into_id, before and before.merged_into_id):
            steps.append(Step(ROOTS[type(root)], row, before))
        last[row.pgh_obj_id] = row
    return steps


def _merge(root: Root, step: Step) -> list[str]:
    before = step.before.merged_into_id if step.before else None
    after = step.row.merged_into_id
    if before == after:
        return []
    name = getattr(step.row, "text", "") or getattr(step.row, "name", "")
    return [f"“{name}” merged into this." if after == root.pk else f"“{name}” no longer merged into this."]


def _merged(root: Root) -> tuple[tuple[str, str], ...]:
    if not isinstance(root, Claim | Speaker):
        return ()
    rows = type(root).objects.with_slug().filter(merged_into=root.pk).order_by("pk")
    return tuple((row.slug, str(row)) for row in rows if row.slug)
