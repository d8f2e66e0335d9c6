"""Clocks: the seven columns that stand wherever a date stands, made, checked and read in one place."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, overload

from django.db import models
from django.db.models import CheckConstraint, F, Q, Value
from django.db.models.functions import Coalesce

from sources.choices import Basis, Precision, Qualifier
from sources.clocks import UNKNOWN, ClockValue
from sources.models.fields import choice_field

PARTS = ("earliest", "latest", "zone", "precision", "qualifier", "basis", "wording")
#: Earlier than anything: what has no date counts as the oldest.
UNDATED = datetime(1, 1, 2, tzinfo=UTC)


def _columns(verbose: str) -> dict[str, models.Field[Any, Any]]:
    return {
        "earliest": models.DateTimeField(
            f"{verbose}, earliest", null=True, blank=True, help_text="Included. UTC."
        ),
        "latest": models.DateTimeField(
            f"{verbose}, latest", null=True, blank=True, help_text="Excluded. UTC."
        ),
        "zone": models.CharField(
            f"{verbose}, zone", max_length=64, blank=True, default="", help_text="IANA name."
        ),
        "precision": choice_field(Precision, default=Precision.UNKNOWN),
        "qualifier": choice_field(Qualifier, default=Qualifier.NONE),
        "basis": choice_field(Basis, default=Basis.UNKNOWN),
        "wording": models.CharField(
            f"{verbose}, wording",
            max_length=200,
            blank=True,
            default="",
            help_text="The article's own words.",
        ),
    }


class Clock:
    """Seven columns by one line: `said = Clock()` makes said_earliest … said_wording, a ClockValue."""

    def contribute_to_class(self, cls: type[models.Model], name: str) -> None:
        """Add the seven columns to the model, and this reader under the clock's own name."""
        self.name = name
        for part, field in _columns(name).items():
            field.contribute_to_class(cls, f"{name}_{part}")
        setattr(cls, name, self)

    @overload
    def __get__(self, row: None, owner: type[models.Model]) -> Clock: ...
    @overload
    def __get__(self, row: models.Model, owner: type[models.Model]) -> ClockValue: ...
    def __get__(self, row: models.Model | None, owner: type[models.Model]) -> Clock | ClockValue:
        if row is None:
            return self
        return ClockValue(**{part: getattr(row, f"{self.name}_{part}") for part in PARTS})

    def __set__(self, row: models.Model, value: ClockValue) -> None:
        for name, part in clock_columns(self.name, value).items():
            setattr(row, name, part)


def clock_columns(name: str, value: ClockValue = UNKNOWN) -> dict[str, Any]:
    """The seven keyword arguments that store `value` under the clock `name`."""
    return {f"{name}_{part}": getattr(value, part) for part in PARTS}


def clock_checks(model: str, name: str) -> list[CheckConstraint]:
    """What the database holds true of one clock; put into Meta.constraints."""

    def q(**conditions: Any) -> Q:
        return Q(**{f"{name}_{key}": value for key, value in conditions.items()})

    no_end = q(earliest__isnull=True) & q(latest__isnull=True)
    open_end = q(earliest__isnull=True) | q(latest__isnull=True)
    unknown = q(precision=Precision.UNKNOWN)
    rules = {
        "runs_forward": open_end | q(earliest__lt=F(f"{name}_latest")),
        "unknown_has_no_ends": (no_end & unknown) | (~no_end & ~unknown),
        "only_an_interval_is_open": ~open_end | q(precision__in=[Precision.INTERVAL, Precision.UNKNOWN]),
        "known_has_a_basis": (unknown & q(basis=Basis.UNKNOWN)) | (~unknown & ~q(basis=Basis.UNKNOWN)),
        "known_has_a_zone": unknown | ~q(zone=""),
        "precision_is_a_choice": q(precision__in=Precision.values),
        "qualifier_is_a_choice": q(qualifier__in=Qualifier.values),
        "basis_is_a_choice": q(basis__in=Basis.values),
    }
    return [CheckConstraint(condition=rule, name=f"{model}_{name}_{key}") for key, rule in rules.items()]


def in_order_of(name: str) -> list[Any]:
    """Ordering by a clock: earliest, then precision, unknown last; recording order breaks ties.

    An open start counts as its end, so that "before 24 Oct" stands with the 24th.
    """
    start = Coalesce(f"{name}_earliest", f"{name}_latest")
    finest_first = models.Case(
        *(
            models.When(**{f"{name}_precision": value}, then=rank)
            for rank, value in enumerate(Precision.values)
        ),
        output_field=models.SmallIntegerField(),
    )
    return [start.asc(nulls_last=True), finest_first, F("pk").asc()]


def moment_of(name: str) -> Coalesce:
    """By when a row stands in a list that pages by key: never null, so that an index bounds the page.

    An open start counts as its end; what has no date counts as the oldest.
    """
    return Coalesce(f"{name}_earliest", f"{name}_latest", Value(UNDATED))
