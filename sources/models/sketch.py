"""Sketches: a few numbers of each current text, by which texts that share words find one another."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sources.choices import SketchState
from sources.models.article import ArticleVersion
from sources.models.fields import choice_check, choice_field
from sources.models.leased import Leased


class TextSketch(Leased):
    """The sketch of one text, and whether it was compared: these rows are the queue of the comparing.

    Made with the text and made anew with its blocks; derived from both, so that it keeps no history.
    """

    version = models.OneToOneField(
        ArticleVersion, on_delete=models.PROTECT, primary_key=True, related_name="sketch"
    )
    size = models.PositiveIntegerField(help_text="Different runs of three words in the body.")
    level = models.PositiveSmallIntegerField(help_text="Of 2^level hashes one is kept.")
    values = ArrayField(models.IntegerField(), help_text="The hashes that are kept; none of a short text.")
    state = choice_field(SketchState, default=SketchState.NEW)

    class Meta:
        constraints = [choice_check("sketch", "state", SketchState)]
        indexes = [
            models.Index(fields=["version"], condition=~Q(state=SketchState.DONE), name="sketch_to_compare")
        ]

    def __str__(self) -> str:
        return f"{len(self.values)} of {self.size} runs"


class SketchValue(models.Model):
    """Which text holds a value: the same values once more, found by themselves.

    Written and deleted with the sketch alone; without a foreign key's check, which took longer than the row.
    """

    pk = models.CompositePrimaryKey("value", "version_id")
    value = models.IntegerField()
    version = models.ForeignKey(
        ArticleVersion, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )

    def __str__(self) -> str:
        return str(self.value)
