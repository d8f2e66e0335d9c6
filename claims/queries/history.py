"""The history of a claim, statement, speaker or article in sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from claims.choices import StatementState
from claims.models import Claim, Figure, Relay, Speaker, Statement, StatementLink, StatementPassage
from claims.queries.history_events import DELETED, FOUND, Step, sources_of, steps_of, window_of
from claims.queries.history_telling import Names, names_for, sentences
from claims.queries.history_words import STATEMENT
from claims.queries.keys import Turn
from claims.services.undoing import UNDONE
from claims.services.undoing_about import UNDO, changes_of
from sources.models.clock import PARTS
from sources.models.root import Root
from sources.services.roots import root_key

#: What is said of a version in which nothing changed that history tells: a member came and went, say.
NOTHING = "Saved; nothing that is told here is different."
MACHINE, AS_FOUND = "a machine", "As it was found, before any person changed it."
#: States of a statement that no undo leads back to: a person has decided it since.
UNDECIDED = (StatementState.PROPOSED, StatementState.REJECTED)
#: What an undo of a statement sets: tables of its parts, and its own columns.
PARTS_UNDONE = (StatementPassage, Relay, StatementLink, Figure)
CLOCKS = ("said", "event")
STATEMENT_COLUMNS = (
    *(field.attname for field in Statement._meta.concrete_fields if field.name in STATEMENT.fields),
    *(f"{name}_{part}" for name in CLOCKS for part in PARTS),
)


@dataclass(frozen=True, slots=True)
class Version:
    """What one change did. number: the root's version after it, None where another root was changed.

    actor: a user's name or "machine …". along: the other root it came with ("statement 12"), or "".
    leads_back: whether the root can be brought back to how it stood then. can_undo: whether this change alone
    can be undone, unless later work stands on it.
    """

    number: int | None
    at: datetime
    actor: str
    reason: str
    along: str
    sentences: tuple[str, ...]
    leads_back: bool
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
    own = [step for step in steps if _is_own(root, step) and step.row.pgh_label not in (FOUND, DELETED)]
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
        leads_back=bool(own)
        and group.number != root.version
        and _leads_back(root, own[-1].row)
        and _differs(root, own[-1].row),
        can_undo=bool(own) and _undoable(root, own[-1], steps),
    )


def _as_found(root: Root, steps: Sequence[Step]) -> Version | None:
    """How a machine had left the root, told where a person first changed it; None for what is known."""
    row = next((step.row for step in steps if _is_own(root, step) and step.before is None), None)
    if row is None:
        return None
    at = min(row.recorded_at, row.pgh_created_at)
    return Version(row.version, at, MACHINE, "", "", (AS_FOUND,), _leads_back(root, row), can_undo=False)


def _leads_back(root: Root, then: Any) -> bool:
    """Whether that event can be stood on again. Of a statement its members may differ too, which costs
    a reading of their tables: it is offered, and refused where nothing does."""
    if getattr(root, "merged_into_id", None) or getattr(root, "removed_at", None):
        return False
    return getattr(then, "state", "") not in UNDECIDED


def _differs(root: Root, then: Any) -> bool:
    names = UNDONE.get(type(root))
    return names is None or any(getattr(root, name) != getattr(then, name) for name in names)


def _undoable(root: Root, own: Step, steps: Sequence[Step]) -> bool:
    if own.before is None or not _leads_back(root, own.before):
        return False
    changed = (step for step in steps if step.row.pgh_label != FOUND or step.kept.model is not Figure)
    if isinstance(root, Statement) and any(step.kept.model in PARTS_UNDONE for step in changed):
        return True
    if isinstance(root, Claim):
        beside = {step.row: step for step in steps if step.kept.model in UNDO and step.row.pgh_label != FOUND}
        return _differ(own, UNDONE[Claim]) or any(
            getattr(beside[row].before, "state", "") not in UNDECIDED
            for row in changes_of(root, list(beside))
        )
    names = STATEMENT_COLUMNS if isinstance(root, Statement) else UNDONE.get(type(root), ())
    return _differ(own, names)


def _differ(own: Step, names: Sequence[str]) -> bool:
    return any(getattr(own.row, name) != getattr(own.before, name) for name in names)


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
