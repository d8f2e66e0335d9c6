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
from sources.services.acting import acting, person
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
    if data.low is not None and data.high is not None and data.low > data.high:
        raise Refused("The lower number is larger than the upper one. Exchange them.")
    actor = person(editor)
    with acting(actor, reason=reason):
        change(statement, actor=actor, expected=expected)
        figure = Figure.objects.create(
            statement=statement,
            passage=cut_passage(version=statement.article_version, words=data.words),
            wording=data.words.exact,
            low=data.low,
            high=data.high,
            comparator=data.comparator,
            unit=data.unit,
            counted=data.counted,
            period=data.period,
            nature=data.nature,
            derived_from_id=data.derived_from_id,
        )
        record_revision(
            actor=actor,
            claims=claims_of_statement(statement.pk),
            moved=Moved.FIGURE,
            subject=root_key(statement),
        )
    return figure
