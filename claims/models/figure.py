"""Figures, as worded: what was counted, how it is bounded, what kind of number it is."""

from django.db import models
from django.db.models import F, Q

from claims.choices import Comparator, FigureNature
from claims.models.statement import Statement
from claims.models.triggers import machine_leaves_decided_parts, passage_of_same_version
from sources.models import Passage
from sources.models.fields import choice_check, choice_field
from sources.models.history import history_once_decided


@history_once_decided
class Figure(models.Model):
    """One number of a statement."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="figures")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="figures")
    wording = models.CharField(max_length=200)
    low = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    comparator = choice_field(Comparator, default=Comparator.EXACTLY)
    unit = models.CharField(max_length=60, blank=True, default="")
    counted = models.CharField(max_length=120, blank=True, default="", help_text="What is counted.")
    period = models.CharField(max_length=60, blank=True, default="", help_text="Such as “a week”.")
    nature = choice_field(FigureNature)
    derived_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="derived",
        help_text="Another figure.",
    )

    class Meta:
        ordering = ["statement", "pk"]
        constraints = [
            choice_check("figure", "comparator", Comparator),
            choice_check("figure", "nature", FigureNature),
            models.CheckConstraint(
                condition=Q(low__isnull=True) | Q(high__isnull=True) | Q(low__lte=F("high")),
                name="figure_bounds_in_order",
            ),
            models.CheckConstraint(condition=~Q(wording=""), name="figure_has_its_wording"),
            models.CheckConstraint(condition=~Q(derived_from=F("pk")), name="figure_is_not_its_own_base"),
        ]
        triggers = [passage_of_same_version("passage_id"), machine_leaves_decided_parts()]

    def __str__(self) -> str:
        return self.wording
