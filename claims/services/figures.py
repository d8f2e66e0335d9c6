"""Figures: one number of a statement, as worded."""

from dataclasses import dataclass
from decimal import Decimal

from django.contrib.auth.models import User

from claims.choices import Comparator, FigureNature, Moved
from claims.models import Figure, Statement
from claims.services.errors import Refused
from claims.services.inputs import Words
from claims.services.passages import cut_passage
from claims.summaries import claims_of_statement, record_revision
from sources.services.acting import Actor, acting, person
from sources.services.roots import change, root_key


@dataclass(frozen=True, slots=True)
class FigureInput:
    """A figure as an editor fills it in: where it stands, what it comes to, what is counted.

    low, high: both bounds included; equal for one number, None where the words give no such bound.
    """

    words: Words
    nature: FigureNature
    low: Decimal | None = None
    high: Decimal | None = None
    comparator: Comparator = Comparator.EXACTLY
    unit: str = ""
    counted: str = ""
    period: str = ""
    derived_from_id: int | None = None


def record_figure(
    *, editor: User, statement: Statement, expected: int, data: FigureInput, reason: str = ""
) -> Figure:
    """Record a figure of a statement. Raises Refused (WordsMoved) and Stale; then nothing is written."""
    return _save(editor, statement, expected, Figure(statement=statement), data, reason)


def change_figure(
    *, editor: User, statement: Statement, expected: int, figure: Figure, data: FigureInput, reason: str = ""
) -> Figure:
    """Change a figure of the statement. Raises Refused (WordsMoved) and Stale; then nothing is written."""
    if figure.statement_id != statement.pk:
        raise Refused("This figure is of another statement.")
    if data.derived_from_id == figure.pk:
        raise Refused("A figure does not rest on itself. Choose another.")
    return _save(editor, statement, expected, figure, data, reason)


def remove_figure(
    *, editor: User, statement: Statement, expected: int, figure: Figure, reason: str = ""
) -> None:
    """Take a figure away; the history keeps it. Raises Refused where another rests on it, and Stale."""
    if figure.derived.exists():
        raise Refused("Another figure rests on this one. Change that first.")
    actor = person(editor)
    with acting(actor, reason=reason):
        change(statement, actor=actor, expected=expected)
        figure.delete()
        _revise(actor, statement)


def _save(
    editor: User, statement: Statement, expected: int, figure: Figure, data: FigureInput, reason: str
) -> Figure:
    if data.low is not None and data.high is not None and data.low > data.high:
        raise Refused("The lower number is larger than the upper one. Exchange them.")
    actor = person(editor)
    with acting(actor, reason=reason):
        change(statement, actor=actor, expected=expected)
        figure.passage = cut_passage(version=statement.article_version, words=data.words)
        figure.wording = data.words.exact
        figure.low, figure.high, figure.comparator = data.low, data.high, data.comparator
        figure.unit, figure.counted, figure.period = data.unit, data.counted, data.period
        figure.nature, figure.derived_from_id = data.nature, data.derived_from_id
        figure.save()
        _revise(actor, statement)
    return figure


def _revise(actor: Actor, statement: Statement) -> None:
    record_revision(
        actor=actor,
        claims=claims_of_statement(statement.pk),
        moved=Moved.FIGURE,
        subject=root_key(statement),
    )
