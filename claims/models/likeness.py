"""Speakers that may be one: what was found likely, and what an editor said of it."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from claims.models.speaker import Speaker
from sources.models.fields import user_field
from sources.models.history import history


class LikelyDuplicate(models.Model):
    """Two speakers, the earlier recorded first, that may be one.

    Derived from names, other spellings and affiliations, so that it keeps no history. Never of a pair that an
    editor called two.
    """

    first = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="+")
    score = models.FloatField(help_text="0 to 1.")
    reason = models.CharField(max_length=500, help_text="Why it may be so, for editors.")

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="likely_first_is_earlier"),
            models.UniqueConstraint(fields=["first", "second"], name="likely_pair_once"),
        ]
        indexes = [models.Index(fields=["-score", "id"], name="likely_by_score")]

    def __str__(self) -> str:
        return f"speakers {self.first_id} and {self.second_id}"


class ComparedSpeaker(models.Model):
    """At which of its versions a speaker was compared with the others; who stands at another waits."""

    speaker = models.OneToOneField(
        Speaker, on_delete=models.PROTECT, primary_key=True, related_name="compared"
    )
    version = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"speaker {self.speaker_id} at version {self.version}"


@history
class SpeakersApart(models.Model):
    """An editor's word that two speakers are not the same: the pair is not suggested again."""

    first = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=400)
    decided_by = user_field()
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "speakers apart"
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="apart_is_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="apart_has_a_reason"),
            models.UniqueConstraint(
                Least("first", "second"), Greatest("first", "second"), name="apart_pair_once"
            ),
        ]

    def __str__(self) -> str:
        return f"speakers {self.first_id} and {self.second_id} are two"
