"""Declared facts: what file, manifest, text, batch or an editor said about an article."""

from django.db import models
from django.db.models import F, Q

from sources.choices import FactField, FactOrigin
from sources.models.article import Article
from sources.models.clock import Clock, clock_checks
from sources.models.deciding import people_decide
from sources.models.fields import choice_check, choice_field
from sources.models.history import history_once_decided


@history_once_decided
class DeclaredFact(models.Model):
    """One statement about an article and where it came from; where origins disagree, all stand."""

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="facts")
    field = choice_field(FactField)
    value = models.CharField(max_length=2000, help_text="The words as given.")
    clock = Clock()
    origin = choice_field(FactOrigin)
    start = models.PositiveIntegerField(null=True, blank=True, help_text="Where in the text, in code points.")
    end = models.PositiveIntegerField(null=True, blank=True)
    chosen = models.BooleanField(default=False, help_text="One per field; the article's column repeats it.")

    class Meta:
        ordering = ["article", "field", "pk"]
        constraints = [
            choice_check("fact", "field", FactField),
            choice_check("fact", "origin", FactOrigin),
            *clock_checks("fact", "clock"),
            models.UniqueConstraint(
                fields=["article", "field"], condition=Q(chosen=True), name="fact_one_chosen_a_field"
            ),
            models.CheckConstraint(
                condition=Q(start__isnull=True, end__isnull=True)
                | Q(start__isnull=False, end__isnull=False, end__gt=F("start")),
                name="fact_span_is_whole",
            ),
        ]
        triggers = people_decide("{row}.origin = 'editor'")

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"
