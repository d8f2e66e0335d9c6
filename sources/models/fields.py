"""Small columns and checks that several models share."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q


def choice_field(choices: type[models.TextChoices], **options: Any) -> "models.CharField[str, str]":
    """A column for one stored spelling of `choices`; pair it with `choice_check`."""
    return models.CharField(max_length=24, choices=choices.choices, **options)


def choice_check(
    model: str, field: str, choices: type[models.TextChoices], *, blank: bool = False
) -> CheckConstraint:
    """The database's half of `choice_field`: no other spelling is stored."""
    values = [*choices.values, *([""] if blank else [])]
    return CheckConstraint(condition=Q(**{f"{field}__in": values}), name=f"{model}_{field}_is_a_choice")


def span_check(model: str) -> CheckConstraint:
    """0 ≤ start < end, in code points, half-open."""
    return CheckConstraint(condition=Q(start__gte=0, end__gt=F("start")), name=f"{model}_span_is_not_empty")


def newest_first(column: str, *, name: str, pk: str = "id", condition: Q | None = None) -> models.Index:
    """An index of a list from the newest to the oldest by a moment; rows without one stand last."""
    return models.Index(F(column).desc(nulls_last=True), F(pk).desc(), name=name, condition=condition)


def where_told(column: str, *, name: str) -> models.Index:
    """In place of a key's own index where few rows have one: the others are not in it, and cost nothing."""
    return models.Index(fields=[column], condition=Q(**{f"{column}__isnull": False}), name=name)


def user_field(**options: Any) -> "models.ForeignKey[Any, Any]":
    """A person (or the machine user) who did something; people are deactivated, never deleted."""
    options.setdefault("related_name", "+")
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, **options)
