"""Trained taggers: what was learnt, from which texts, how well it did, and whether it is in use."""

from django.db import models
from django.db.models import Q

from claims.choices import TaggerState
from sources.models import ArticleVersion
from sources.models.fields import choice_check, choice_field, user_field
from sources.models.history import history


@history
class TrainedTagger(models.Model):
    """A tagger and its linker, measured on later texts than those it learnt from."""

    state = choice_field(TaggerState, default=TaggerState.KEPT)
    learned_from = models.CharField(
        max_length=200, help_text='"the desk’s decisions", or the name of a file.'
    )
    articles = models.PositiveIntegerField(help_text="Articles it learnt from.")
    statements = models.PositiveIntegerField(help_text="Statements in them.")
    compared_with = models.CharField(max_length=120, help_text="The engine in use when it was measured.")
    better = models.BooleanField(help_text="It did better than that engine on the same articles.")
    figures = models.JSONField(help_text="As claims.training.Report gives them.")
    size = models.PositiveIntegerField(help_text="Of its file, in bytes.")
    made_at = models.DateTimeField(auto_now_add=True)
    used_by = user_field(null=True, blank=True, help_text="Who put it to use last.")
    used_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True, default="", help_text="Why it is retired.")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            choice_check("trained_tagger", "state", TaggerState),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=TaggerState.IN_USE), name="trained_tagger_one_in_use"
            ),
            models.CheckConstraint(
                condition=~Q(state=TaggerState.IN_USE) | Q(better=True),
                name="trained_tagger_in_use_was_better",
            ),
            models.CheckConstraint(
                condition=~Q(state=TaggerState.IN_USE) | Q(used_by__isnull=False, used_at__isnull=False),
                name="trained_tagger_in_use_says_who",
            ),
            models.CheckConstraint(
                condition=~Q(state=TaggerState.RETIRED) | ~Q(reason=""),
                name="trained_tagger_retired_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"Trained tagger {self.pk}"


class TaggerFile(models.Model):
    """The bytes of a tagger. Words of the texts may stand in them: they go when it is retired."""

    tagger = models.OneToOneField(
        TrainedTagger, on_delete=models.PROTECT, related_name="file", primary_key=True
    )
    content = models.BinaryField()

    def __str__(self) -> str:
        return f"File of tagger {self.tagger_id}"


class TaggerText(models.Model):
    """A text that a tagger learnt from: it is retired when the text is removed."""

    tagger = models.ForeignKey(TrainedTagger, on_delete=models.PROTECT, related_name="texts")
    article_version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="taggers")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tagger", "article_version"], name="tagger_text_once"),
        ]

    def __str__(self) -> str:
        return f"Tagger {self.tagger_id} learnt from version {self.article_version_id}"
