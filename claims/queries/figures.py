"""Figures as reported, in words. Nothing here asks the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.choices import Comparator, Stance
from claims.models import Figure, Statement
from claims.quantity import Quantity
from claims.queries.wording import Hop, When, when


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of one entry. wording: the article's; amount: what it comes to; nature: counted, estimated …

    through: who passed it on, "" where nobody did. derived: it rests on another figure. quantity: its values.
    """

    anchor: str
    number: int
    stance: str
    word: str
    said: When
    who: str
    through: str
    wording: str
    amount: str
    counted: str
    period: str
    nature: str
    derived: bool
    quantity: Quantity


def figure_rows(
    statement: Statement, *, anchor: str, number: int, who: str, stance: str, through: Sequence[Hop]
) -> tuple[FigureRow, ...]:
    """The statement's figures; needs `figures` prefetched."""
    figures = statement.figures.all()
    if not figures:
        return ()
    said, word = when(statement.said), str(Stance(stance).label)
    passed = ", ".join(hop.name for hop in through if hop.kind == "relay")
    return tuple(
        FigureRow(
            anchor=anchor,
            number=number,
            stance=stance,
            word=word,
            said=said,
            who=who,
            through=passed,
            wording=figure.wording,
            amount=amount(figure),
            counted=" ".join(part for part in (figure.unit, figure.counted) if part),
            period=figure.period,
            nature=figure.get_nature_display(),
            derived=figure.derived_from_id is not None,
            quantity=_quantity(figure),
        )
        for figure in figures
    )


def _quantity(figure: Figure) -> Quantity:
    return Quantity(
        key=figure.pk,
        low=figure.low,
        high=figure.high,
        comparator=figure.comparator,
        unit=figure.unit,
        counted=figure.counted,
        period=figure.period,
        nature=figure.nature,
        base=figure.derived_from_id,
    )


def amount(figure: Figure | Quantity) -> str:
    """ "5,200", "at least 40", "36 to 44", "up to 90"; "no number" where the words give none."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return "no number"
    lead = "" if figure.comparator == Comparator.EXACTLY else f"{Comparator(figure.comparator).label} "
    if low is not None and high is not None and low != high:
        return f"{lead}{number(low)} to {number(high)}"
    return lead + number(low if low is not None else high or Decimal(0))


def number(value: Decimal) -> str:
    """ "14,211" or "0.5": grouped, without the zeros that only the column's width adds."""
    return f"{value.normalize():,f}"
