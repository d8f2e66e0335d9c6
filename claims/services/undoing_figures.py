"""Undo of a figure of a statement that was recorded, changed or taken away."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from claims.choices import Comparator, FigureNature
from claims.models import Figure, Statement
from claims.services.earlier import events_of
from claims.services.errors import Overtaken
from claims.services.figures import FigureInput, change_figure, record_figure, remove_figure
from claims.services.inputs import Words
from claims.services.undoing_beside import INSERTED, event_before
from sources.models import Passage
from sources.services.roots import root_key

COLUMNS = tuple(field.attname for field in Figure._meta.concrete_fields if field.name != "id")
AGAIN = "The figure was changed again since. Undo that first, if you mean it."


def figure_changes(statement: Statement, number: int) -> list[Any]:
    """The events of figures that are told with that version of the statement. One query."""
    rows = events_of(Figure).filter(statement=statement.pk, pgh_root=root_key(statement))
    return list(rows.filter(pgh_root_version=str(number)).exclude(pgh_label="found").order_by("pgh_id"))


def undo_figure(editor: User, statement: Statement, event: Any, why: str) -> None:
    """Undo one of them. Raises Overtaken where later work stands on it, and as the services of figures."""
    figure = Figure.objects.filter(pk=event.pgh_obj_id).first()
    details: dict[str, Any] = {"editor": editor, "statement": statement, "expected": statement.version}
    if event.pgh_label == "delete":
        # It comes back as a new row: its number is not given twice.
        if statement.figures.filter(passage=event.passage_id, wording=event.wording).exists():
            raise Overtaken("It stands there again: somebody recorded it since.")
        record_figure(data=_input(event), reason=why, **details)
        return
    if figure is None or any(getattr(figure, name) != getattr(event, name) for name in COLUMNS):
        raise Overtaken(AGAIN)
    before = event_before(Figure, event) if event.pgh_label != INSERTED else None
    if before is None:
        remove_figure(figure=figure, reason=why, **details)
    else:
        change_figure(figure=figure, data=_input(before), reason=why, **details)


def _input(row: Any) -> FigureInput:
    passage = Passage.objects.get(pk=row.passage_id)
    base = row.derived_from_id
    return FigureInput(
        words=Words(passage.start, passage.end, passage.exact),
        nature=FigureNature(row.nature),
        low=row.low,
        high=row.high,
        comparator=Comparator(row.comparator),
        unit=row.unit,
        counted=row.counted,
        period=row.period,
        derived_from_id=base if Figure.objects.filter(pk=base).exists() else None,
    )
