"""Reading event tables: which moments a page of history holds, and each event beside what was before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.db.models import Model, OuterRef, Q, Subquery

from claims.models import Claim, Speaker
from claims.queries.history_members import MEMBERS
from claims.queries.history_words import ROOTS, Kept
from claims.queries.keys import Key, Turn, cut

#: Moments of one page. All that one transaction did has one moment, and stands on one page.
MOMENTS_A_PAGE = 20
FOUND, INSERTED, DELETED = "found", "insert", "delete"
_AT = "pgh_created_at"


@dataclass(frozen=True, slots=True)
class Step:
    """One event: the row as it was left, and as it was before (None: it was not, or that is not known)."""

    kept: Kept
    row: Any
    before: Any

    @property
    def is_root(self) -> bool:
        """Whether the row is the root itself, or another of its kind."""
        return not self.kept.via


@dataclass(frozen=True, slots=True)
class Source:
    """One event table of a page. branches: querysets of its events, one for each way they belong."""

    kept: Kept
    branches: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The moments of a page: from `oldest` to `newest`, both included, None where there are none.

    newer, older: keys of the pages on either side, "" where there is none.
    """

    oldest: datetime | None
    newest: datetime | None
    newer: str
    older: str


def events_of(model: type[Model]) -> Any:
    """The event table of a tracked model."""
    return cast(Any, model).events.rel.related_model


def sources_of(root: Model) -> list[Source]:
    """The event tables of the root, of its members and of what is merged into it. No query."""
    kinds = ROOTS[type(root)], *MEMBERS.get(type(root), ())
    sources = [Source(kept, tuple(_branches(kept, root))) for kept in kinds]
    return [*sources, Source(kinds[0], (_merges(root),))] if isinstance(root, Claim | Speaker) else sources


def _branches(kept: Kept, root: Model) -> list[Any]:
    """A branch a column: an index serves each, and none serves their OR."""
    events = events_of(kept.model).objects
    if kept.only_changes:
        events = events.exclude(pgh_label=INSERTED)
    return [events.filter(**{column: root.pk}) for column in kept.via or ("pgh_obj_id",)]


def _merges(root: Model) -> Any:
    """Events by which others were merged into the root, or let go of it."""
    events = events_of(type(root)).objects
    once = events.filter(merged_into=root.pk).values("pgh_obj_id")
    rows = events.filter(pgh_obj_id__in=once).exclude(pgh_obj_id=root.pk)
    rows = rows.annotate(was=Subquery(_previous(events).values("merged_into")[:1]))
    is_in, was_in = Q(merged_into=root.pk), Q(was=root.pk)
    ids = rows.filter(
        is_in & (~was_in | Q(was__isnull=True)) | was_in & (~is_in | Q(merged_into__isnull=True))
    )
    return events.filter(pk__in=ids.values("pk"))


def _previous(events: Any) -> Any:
    """The events of the same row before an outer one, the nearest first."""
    earlier = events.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
    return earlier.order_by("-pgh_id")


def window_of(sources: Sequence[Source], turn: Turn) -> Window:
    """Which moments stand on the page that is asked for; one query over all tables."""
    backwards = turn.before is not None and turn.before.moment is not None
    order = _AT if backwards else f"-{_AT}"
    branches = [branch for source in sources for branch in source.branches]
    each = [
        branch.filter(_beyond(turn)).order_by(order).values_list(_AT, flat=True).distinct()
        for branch in branches
    ]
    each = [moments[: MOMENTS_A_PAGE + 1] for moments in each]
    found = list(each[0].union(*each[1:]).order_by(order)[: MOMENTS_A_PAGE + 1])
    part = cut(len(found), size=MOMENTS_A_PAGE, turn=turn)
    shown = sorted(found[: part.size])
    if not shown:
        return Window(None, None, "", "")
    return Window(
        oldest=shown[0],
        newest=shown[-1],
        newer=str(Key(shown[-1], 0)) if part.newer else "",
        older=str(Key(shown[0], 0)) if part.older else "",
    )


def _beyond(turn: Turn) -> Q:
    if turn.after and turn.after.moment:
        return Q(pgh_created_at__lt=turn.after.moment)
    if turn.before and turn.before.moment:
        return Q(pgh_created_at__gt=turn.before.moment)
    return Q()


def steps_of(sources: Sequence[Source], window: Window) -> list[Step]:
    """Every event of those moments; one query a table."""
    if window.oldest is None:
        return []
    return [step for source in sources for step in _steps(source, window)]


def _steps(source: Source, window: Window) -> list[Step]:
    """The events of the window and, of each row in it, the event before; the latter are not told."""
    within = {f"{_AT}__gte": window.oldest, f"{_AT}__lte": window.newest}
    events = events_of(source.kept.model).objects
    told = [branch.filter(**within).values("pgh_id") for branch in source.branches]
    ids = told[0].union(*told[1:]) if told[1:] else told[0]
    before = events.filter(pgh_id__in=ids).annotate(was=Subquery(_previous(events).values("pgh_id")[:1]))
    rows = events.filter(pgh_id__in=ids).union(events.filter(pgh_id__in=before.values("was")))
    last: dict[int, Any] = {}
    steps = []
    for row in rows.order_by("pgh_id"):
        if window.oldest <= row.pgh_created_at <= window.newest:
            steps.append(Step(source.kept, row, last.get(row.pgh_obj_id)))
        last[row.pgh_obj_id] = row
    return steps
