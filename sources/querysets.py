"""Chainable questions about what arrived. Visibility is decided by `claims`, not here."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from sources.choices import BatchControl, FileState


class _Keys(ArrayField):  # type: ignore[type-arg]  # not generic at run time
    """Whole numbers as they are: preparing each for the database took longer than finding its row."""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return value


def among(field: str, keys: Iterable[int]) -> models.Func:
    """For `filter(among("pk", keys))`: one of these, as one value; each alone costs more than its row."""
    listed = models.Value(list(keys), output_field=_Keys(models.BigIntegerField()))
    return models.Func(
        models.F(field),
        listed,
        arg_joiner=" = ANY(",
        template="%(expressions)s)",
        output_field=models.BooleanField(),
    )


class OutletQuerySet(models.QuerySet[Any]):
    """Outlets."""

    def unmerged(self) -> Self:
        """Those that stand for themselves."""
        return self.filter(merged_into__isnull=True)


class ArticleQuerySet(models.QuerySet[Any]):
    """Articles."""

    def first_saves(self) -> Self:
        """One per page: other saves of a known address wait for an editor."""
        return self.filter(same_as__isnull=True)

    def of_outlet(self, outlet_id: int) -> Self:
        """Published by the outlet, or by one merged into it."""
        return self.filter(models.Q(outlet=outlet_id) | models.Q(outlet__merged_into=outlet_id))

    def of_batch(self, batch_id: int) -> Self:
        """Brought by the batch, and still there."""
        return self.filter(batch=batch_id, removed_at__isnull=True)

    def lacking(self, *fields: str) -> Self:
        """Those of which one of these is unknown: outlet, address, published, headline, byline, language."""
        unknown = {"outlet": ("outlet__isnull", True), "published": ("published_precision", "unknown")}
        return self.filter(reduce(or_, (models.Q(unknown.get(field, (field, ""))) for field in fields)))

    def newest_first(self) -> Self:
        """By publication, unknown last, then by arrival."""
        return self.order_by(models.F("published_earliest").desc(nulls_last=True), "-pk")

    def with_outlet(self) -> Self:
        """With the outlet and the one it is merged into."""
        return self.select_related("outlet__merged_into", "credited_to")


class ImportFileQuerySet(models.QuerySet[Any]):
    """Files of batches."""

    def to_drain(self) -> Self:
        """Waiting in a batch that goes."""
        return self.filter(state=FileState.PENDING, batch__control=BatchControl.GO)

    def to_look_at(self) -> Self:
        """Waiting in a batch that somebody wants to see before it is imported."""
        return self.filter(state=FileState.PENDING, batch__control=BatchControl.PREVIEW)

    def abandoned(self) -> Self:
        """Left behind by a worker whose lease ran out."""
        return self.filter(state=FileState.RUNNING, leased_until__lt=Now())

    def open(self) -> Self:
        """Not at the end of their way."""
        return self.filter(state__in=[FileState.PENDING, FileState.RUNNING])
