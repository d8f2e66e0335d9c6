"""Editors' notes among themselves, on a passage or a claim."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from sources.models import Passage
from sources.models.fields import user_field
from sources.models.history import history


@history
class Note(models.Model):
    """One message of a thread; never shown to readers."""

    claim = models.ForeignKey(Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="notes")
    passage = models.ForeignKey(
        Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="notes"
    )
    thread = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replies",
        help_text="Its first note.",
    )
    text = models.TextField()
    written_by = user_field()
    written_at = models.DateTimeField(auto_now_add=True)
    mentions = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="NoteMention", blank=True, related_name="mentioned_in"
    )
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = user_field(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="note_says_something"),
            models.CheckConstraint(
                condition=Q(claim__isnull=False, passage__isnull=True)
                | Q(claim__isnull=True, passage__isnull=False),
                name="note_is_about_one_thing",
            ),
            models.CheckConstraint(condition=~Q(thread=F("pk")), name="note_is_not_its_own_thread"),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolved_by__isnull=True)
                | Q(resolved_at__isnull=False, resolved_by__isnull=False),
                name="note_resolved_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


@history
class NoteMention(models.Model):
    """Somebody is named in a note."""

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="note_mentions")
    user = user_field(related_name="note_mentions")
    seen_at = models.DateTimeField(null=True, blank=True, help_text="When they said that they have read it.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["note", "user"], name="mention_once")]
        indexes = [models.Index(fields=["user"], condition=Q(seen_at__isnull=True), name="mention_unseen")]

    def __str__(self) -> str:
        return f"{self.user} in note {self.note_id}"
