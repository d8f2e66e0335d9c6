"""Events in sentences: what a person did, field by field, with the names of what the rows point at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model

from claims.queries.history_events import DELETED, FOUND, Step
from claims.queries.history_words import COUNTED, NAMES, Phrase, changed, ended
from claimtrack.words import instant
from sources.choices import Basis
from sources.clocks import ClockValue, in_words
from sources.models.clock import PARTS, Clock

LONGEST_QUOTE = 400
#: Code points that two long texts have in common, shown before the place where they part.
LEAD = 40
MARKS = ("“", "„", "«", '"')

Names = Mapping[type[Model], Mapping[int, str]]


def names_for(steps: Iterable[Step], users: Iterable[int]) -> Names:
    """How each row that the steps point at is called; one query a table."""
    wanted: defaultdict[type[Model], set[int]] = defaultdict(set)
    wanted[User].update(users)
    for step in steps:
        for column in (*step.kept.heads, *step.kept.fields):
            target = _target(step.kept.model, column)
            if target is not None:
                keys = (getattr(row, f"{column}_id") for row in (step.row, step.before) if row)
                wanted[target].update(key for key in keys if key)
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
        return _told(step, names)
    kept, head = step.kept, _head(step, names)
    title = f"{kept.noun} {head}".strip()
    if step.row.pgh_label == DELETED:
        return [ended(kept.removed.format(head=head) if kept.removed else f"{title} taken away")]
    if step.before is None and not kept.only_changes:
        title = kept.added.format(head=head) if kept.added else f"{title} added"
        facts = "; ".join(_facts(step, names))
        return [ended(f"{title}{'; ' if ': ' in kept.added else ': '}{facts}" if facts else title)]
    return [f"{title}: {sentence}" for sentence in _told(step, names)]


def _told(step: Step, names: Names) -> list[str]:
    told = []
    for column, label in step.kept.fields.items():
        if _same(step, column) or (step.before is None and _is_default(step, column)):
            continue
        before = say(step.kept.model, step.before, column, names) if step.before else ""
        after = say(step.kept.model, step.row, column, names)
        if before == after:
            before, after = _finer(step, column)
        if before != after:
            told.append(changed(label, before, after))
    return told


def _same(step: Step, column: str) -> bool:
    return step.before is not None and _raw(step, step.before, column) == _raw(step, step.row, column)


def _raw(step: Step, row: Any, column: str) -> Any:
    if isinstance(step.kept.model.__dict__.get(column), Clock):
        return clock_of(row, column)
    field: Any = step.kept.model._meta.get_field(column)
    return getattr(row, field.attname)


def _finer(step: Step, column: str) -> tuple[str, str]:
    """Both values where their words are alike: clocks with all their parts, texts from where they part."""
    if step.before is None:
        return "", ""
    before, after = _raw(step, step.before, column), _raw(step, step.row, column)
    if isinstance(before, ClockValue):
        return _whole(before), _whole(after)
    if not isinstance(before, str):
        return "", ""
    parting = (place for place, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1])
    start = max(0, next(parting, min(len(before), len(after))) - LEAD)
    return f"“…{before[start : start + LONGEST_QUOTE]}”", f"“…{after[start : start + LONGEST_QUOTE]}”"


def _whole(clock: ClockValue) -> str:
    parts = [f"“{clock.wording}”"] if clock.wording else []
    parts += [str(Basis(clock.basis).label), *([clock.zone] if clock.zone else [])]
    return f"{in_words(clock)} ({', '.join(parts)})"


def _is_default(step: Step, column: str) -> bool:
    """Whether nobody chose the value: the table puts it there by itself."""
    if isinstance(step.kept.model.__dict__.get(column), Clock):
        return False
    field: Any = step.kept.model._meta.get_field(column)
    return bool(field.has_default() and getattr(step.row, field.attname) == field.get_default())


def _facts(step: Step, names: Names) -> Sequence[str]:
    """What a new row came with, but for what tells it from others already."""
    known, facts = {*step.kept.heads, *step.kept.via}, []
    for column, label in step.kept.fields.items():
        value = "" if column in known else say(step.kept.model, step.row, column, names)
        if not value or (value == "0" and _is_default(step, column)):
            continue
        facts.append(label.put.format(after=value) if isinstance(label, Phrase) else f"{label} {value}")
    return facts


def _head(step: Step, names: Names) -> str:
    told = (say(step.kept.model, step.row, column, names) for column in step.kept.heads)
    return step.kept.between.join(told)


def say(model: type[Model], row: Any, column: str, names: Names) -> str:
    """The value in words: clocks in words, choices by their labels, rows by their names; "" for nothing."""
    if isinstance(model.__dict__.get(column), Clock):
        clock = clock_of(row, column)
        return in_words(clock) if clock.earliest or clock.latest or clock.wording else ""
    field: Any = model._meta.get_field(column)
    value = getattr(row, field.attname)
    if value is None or value in ("", []):
        return ""
    if field.related_model:
        name = names.get(field.related_model, {}).get(value, "")
        plain = NAMES[field.related_model] in COUNTED
        return name if plain else _quoted(name) if name else f"number {value}"
    return _plain(field, value)


def _plain(field: Any, value: Any) -> str:
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, list):
        return ", ".join(_quoted(one) for one in value)
    return _quoted(value) if isinstance(value, str) else f"{Decimal(str(value)).normalize():f}"


def _quoted(words: str) -> str:
    words = " ".join(words.split())
    if words[:1] in MARKS and len(words) <= LONGEST_QUOTE:
        return words  # a quotation already
    return f"“{words}”" if len(words) <= LONGEST_QUOTE else f"“{words[:LONGEST_QUOTE]}…”"


def clock_of(row: Any, name: str) -> ClockValue:
    """The clock of an event row, from its seven columns."""
    return ClockValue(**{part: getattr(row, f"{name}_{part}") for part in PARTS})
