"""Readings: which engine has read which version. PostgreSQL's own queue of what is to be proposed."""

from django.db import models
from django.db.models import Q

from claims.choices import ReadingState
from sources.models import ArticleVersion
from sources.models.fields import choice_check, choice_field


class Reading(models.Model):
    """One engine's way through one version."""

    article_version = models.ForeignKey(ArticleVersion, on_delete=models.PROTECT, related_name="readings")
    engine = models.CharField(max_length=60)
    engine_version = models.CharField(max_length=40)
    state = choice_field(ReadingState, default=ReadingState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0, help_text="Counted before the work begins.")
    leased_until = models.DateTimeField(null=True, blank=True, help_text="By the database's clock.")
    note = models.CharField(max_length=600, blank=True, default="")
    read_at = models.DateTimeField(null=True, blank=True, help_text="When it was done.")
    found = models.PositiveIntegerField(default=0, help_text="Statements the engine found.")
    proposed = models.PositiveIntegerField(default=0, help_text="Those of them that were new: its proposals.")
    replaced = models.PositiveIntegerField(
        default=0, help_text="Undecided proposals of older engines that it took the place of."
    )
    remarks = models.JSONField(
        default=list, blank=True, help_text="What the outlet itself says of an answer or of evidence."
    )
    worth = models.PositiveIntegerField(
        default=0, help_text="How much an editor's time is worth here; 0 where nothing waits."
    )
    queued_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            choice_check("reading", "state", ReadingState),
            models.UniqueConstraint(
                fields=["article_version", "engine", "engine_version"], name="reading_once"
            ),
            models.CheckConstraint(
                condition=Q(state=ReadingState.RUNNING, leased_until__isnull=False)
                | (~Q(state=ReadingState.RUNNING) & Q(leased_until__isnull=True)),
                name="reading_running_is_leased",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReadingState.FAILED) | ~Q(note=""), name="reading_failed_says_why"
            ),
            models.CheckConstraint(
                condition=~Q(state=ReadingState.DONE) | Q(read_at__isnull=False),
                name="reading_done_says_when",
            ),
            models.CheckConstraint(
                condition=Q(proposed__lte=models.F("found")), name="reading_proposes_what_it_found"
            ),
        ]
        indexes = [
            models.Index(
                fields=["id"],
                condition=Q(state__in=[ReadingState.PENDING, ReadingState.RUNNING]),
                name="reading_to_drain",
            ),
            models.Index(fields=["-worth", "-id"], condition=Q(worth__gt=0), name="reading_by_worth"),
        ]

    def __str__(self) -> str:
        return f"{self.engine} {self.engine_version} on version {self.article_version_id}"
