"""Reading event tables: rows of a root and its members, each beside what it was before, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, cast

from django.contrib.auth.models import User
from django.db.models import Model, Q

from claims.queries.history_words import MEMBERS, NAMES, ROOTS, Kept, changed, ended
from claimtrack.words import instant
from sources.clocks import ClockValue, in_words
from sources.models.clock import PARTS, Clock

#: Events of one table that are read for one page; the newest.
MOST = 2000
LONGEST_QUOTE = 400
MARKS = ("“", "„", "«", '"')
FOUND, DELETED = "found", "delete"

Names = Mapping[type[Model], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Step:
    """One event: the row as it was left, and as it was before (None: it was not, or that is not known)."""

    kept: Kept
    row: Any
    before: Any

    @property
    def is_root(self) -> bool:
        """Whether the row is the root itself."""
        return not self.kept.via


def events_of(model: type[Model]) -> Any:
    """The event table of a tracked model."""
    return cast(Any, model).events.rel.related_model


def steps_of(root: Model) -> list[Step]:
    """Every event of the root and its members; one query a table."""
    own = ROOTS[type(root)]
    found = _steps(own, Q(pgh_obj_id=root.pk))
    for kept in MEMBERS[type(root)]:
        belongs = Q()
        for column in kept.via:
            belongs |= Q(**{column: root.pk})
        found += _steps(kept, belongs)
    return found


def _steps(kept: Kept, belongs: Q) -> list[Step]:
    rows = list(events_of(kept.model).objects.filter(belongs).order_by("-pgh_id")[:MOST])
    last: dict[int, Any] = {}
    steps = []
    for row in reversed(rows):
        steps.append(Step(kept, row, last.get(row.pgh_obj_id)))
        last[row.pgh_obj_id] = row
    return steps


def names_for(steps: Iterable[Step], users: Iterable[int]) -> Names:
    """How each row that the steps point at is called; one query a table."""
    wanted: defaultdict[type[Model], set[int]] = defaultdict(set)
    wanted[User].update(users)
    for step in steps:
        for column in (*step.kept.heads, *step.kept.fields):
            target = _target(step.kept.model, column)
            if target is not None and (key := getattr(step.row, f"{column}_id")):
                wanted[target].add(key)
    return {model: _names(model, ids) for model, ids in wanted.items()}


def _names(model: type[Model], ids: set[int]) -> Mapping[int, str]:
    if NAMES[model] == "pk":
        return {key: str(key) for key in ids}
    rows = model._default_manager.filter(pk__in=ids).values_list("pk", NAMES[model])
    return {key: str(name) for key, name in rows}


def _target(model: type[Model], column: str) -> type[Model] | None:
    """The model a foreign key leads to; None for clocks and plain columns."""
    if isinstance(model.__dict__.get(column), Clock):
        return None
    return model._meta.get_field(column).related_model


def sentences(step: Step, names: Names) -> list[str]:
    """What the step did, field by field. Nothing for a row that was only written down as it was found."""
    if step.row.pgh_label == FOUND:
        return []
    if step.is_root:
        return _told(step, names, step.kept.fields)
    title = f"{step.kept.noun} {_head(step, names)}".strip()
    if step.row.pgh_label == DELETED:
        return [f"{title} taken away."]
    if step.before is None:
        facts = [f"{label} {value}" for label, value in _values(step, names) if value]
        return [ended(f"{title} added{': ' if facts else ''}{'; '.join(facts)}")]
    return [f"{title}: {sentence}" for sentence in _told(step, names, step.kept.fields)]


def _told(step: Step, names: Names, fields: Mapping[str, str]) -> list[str]:
    told = []
    for column, label in fields.items():
        before = say(step.kept.model, step.before, column, names) if step.before else ""
        after = say(step.kept.model, step.row, column, names)
        if before != after and not (step.before is None and _is_default(step, column)):
            told.append(changed(label, before, after))
    return told


def _is_default(step: Step, column: str) -> bool:
    """Whether nobody chose the value: the table puts it there by itself."""
    if isinstance(step.kept.model.__dict__.get(column), Clock):
        return False
    field: Any = step.kept.model._meta.get_field(column)
    return bool(field.has_default() and getattr(step.row, field.attname) == field.get_default())


def _values(step: Step, names: Names) -> Sequence[tuple[str, str]]:
    return [
        (label, say(step.kept.model, step.row, column, names)) for column, label in step.kept.fields.items()
    ]


def _head(step: Step, names: Names) -> str:
    return " ".join(say(step.kept.model, step.row, column, names) for column in step.kept.heads)


def say(model: type[Model], row: Any, column: str, names: Names) -> str:
    """The value in words: clocks in words, choices by their labels, rows by their names; "" for nothing."""
    if isinstance(model.__dict__.get(column), Clock):
        clock = clock_of(row, column)
        return in_words(clock) if clock.earliest or clock.latest else ""
    field: Any = model._meta.get_field(column)
    value = getattr(row, field.attname)
    if value is None or value == "":
        return ""
    if field.related_model:
        name = names.get(field.related_model, {}).get(value, "")
        counted = NAMES[field.related_model] in ("pk", "number")
        return name if counted else _quoted(name) if name else f"number {value}"
    return _plain(field, value)


def _plain(field: Any, value: Any) -> str:
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, datetime):
        return instant(value)
    return _quoted(value) if isinstance(value, str) else f"{Decimal(value).normalize():f}"


def _quoted(words: str) -> str:
    words = " ".join(words.split())
    if words[:1] in MARKS and len(words) <= LONGEST_QUOTE:
        return words  # a quotation already
    return f"“{words}”" if len(words) <= LONGEST_QUOTE else f"“{words[:LONGEST_QUOTE]}…”"


def clock_of(row: Any, name: str) -> ClockValue:
    """The clock of an event row, from its seven columns."""
    return ClockValue(**{part: getattr(row, f"{name}_{part}") for part in PARTS})
