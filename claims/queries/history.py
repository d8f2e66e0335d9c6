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
from claims.queries.history_events import DELETED, FOUND, Step, sources_of, steps_of, window_of
from claims.queries.history_telling import Names, names_for, sentences
from claims.queries.keys import Turn
from sources.models.root import Root
from sources.services.roots import root_key

#: What is said of a version in which nothing changed that history tells: a member came and went, say.
NOTHING = "Saved; nothing that is told here is different."
MACHINE, AS_FOUND = "a machine", "As it was found, before any person changed it."
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
    """A page of history. versions: newest first. merged: (slug, name) of what is merged into this.

    newer, older: keys of the pages on either side, "" where there is none.
    """

    versions: tuple[Version, ...]
    merged: tuple[tuple[str, str], ...]
    newer: str
    older: str


@dataclass(frozen=True, slots=True)
class _Group:
    """Events that are told together."""

    number: int | None
    at: datetime
    actor: str
    root: str


FIRST = Turn()


def history_of(root: Root, turn: Turn = FIRST) -> History:
    """Read a page of the history of a root, its members and its merges, in whole moments.

    Queries: one for the moments, one a table, one a kind of name, and one for what is merged into it.
    """
    sources = sources_of(root)
    window = window_of(sources, turn)
    steps = steps_of(sources, window)
    actors = {step.row.pgh_actor for step in steps}
    users = [int(actor.partition(":")[2]) for actor in actors if actor.startswith("user:")]
    names = names_for(steps, users)
    told: defaultdict[_Group, list[Step]] = defaultdict(list)
    for group, step in _grouped(root, steps):
        told[group].append(step)
    versions = [_version(root, group, members, names) for group, members in told.items()]
    newest_first = sorted(filter(None, versions), key=lambda one: (one.at, one.number or 0), reverse=True)
    return History(tuple(newest_first), _merged(root), window.newer, window.older)


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


def _version(root: Root, group: _Group, steps: Sequence[Step], names: Names) -> Version | None:
    own = [step.row for step in steps if _is_own(root, step) and step.row.pgh_label not in (FOUND, DELETED)]
    if all(step.row.pgh_label == FOUND for step in steps):
        return _as_found(root, steps)
    told = [sentence for step in steps for sentence in _sentences(root, step, names)] or [NOTHING]
    return Version(
        number=group.number,
        at=group.at,
        actor=_actor(group.actor, names),
        reason=next((step.row.pgh_reason for step in steps if step.row.pgh_reason), ""),
        along=group.root.replace(":", " "),
        sentences=tuple(told),
        can_undo=bool(own) and group.number != root.version and _leads_back(root, own[-1]),
    )


def _as_found(root: Root, steps: Sequence[Step]) -> Version | None:
    """How a machine had left the root, told where a person first changed it; None for what is known."""
    row = next((step.row for step in steps if _is_own(root, step) and step.before is None), None)
    if row is None:
        return None
    at = min(row.recorded_at, row.pgh_created_at)
    return Version(row.version, at, MACHINE, "", "", (AS_FOUND,), _leads_back(root, row))


def _leads_back(root: Root, then: Any) -> bool:
    merged = getattr(root, "merged_into_id", None) is not None
    return not merged and getattr(then, "state", "") not in UNDECIDED


def _sentences(root: Root, step: Step, names: Names) -> list[str]:
    if step.is_root and not _is_own(root, step):
        return _merge(root, step)
    return sentences(step, names)


def _actor(actor: str, names: Names) -> str:
    kind, _, who = actor.partition(":")
    return names[User].get(int(who), "a deleted account") if kind == "user" else f"machine {who}"


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
