"""The desk's own work: who works on what, and whose approval a claim waits for."""

from django.db import models
from django.db.models import F, Q

from claims.choices import ApprovalState, DeskState
from claims.models.claim import Claim
from sources.models import Article
from sources.models.fields import choice_check, choice_field, user_field
from sources.models.history import history


@history
class DeskItem(models.Model):
    """How far the desk is with an article or a claim. What has no row is unread, and nobody's."""

    article = models.OneToOneField(
        Article, null=True, blank=True, on_delete=models.PROTECT, related_name="desk_item"
    )
    claim = models.OneToOneField(
        Claim, null=True, blank=True, on_delete=models.PROTECT, related_name="desk_item"
    )
    state = choice_field(DeskState, default=DeskState.UNREAD)
    assignee = user_field(null=True, blank=True, related_name="desk_items")
    version = models.PositiveIntegerField(default=1, db_default=1, help_text="Counts changes, from 1.")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            choice_check("desk_item", "state", DeskState),
            models.CheckConstraint(
                condition=Q(article__isnull=False, claim__isnull=True)
                | Q(article__isnull=True, claim__isnull=False),
                name="desk_item_is_about_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeskState.IN_WORK) | Q(assignee__isnull=False),
                name="desk_item_in_work_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "assignee"], name="desk_item_by_state")]

    def __str__(self) -> str:
        return f"{self.article or self.claim}: {self.get_state_display()}"


@history
class ClaimApproval(models.Model):
    """That an editor asked for another's approval before readers see a claim, and what came of it."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="approvals")
    asked_by = user_field()
    asked_at = models.DateTimeField(auto_now_add=True)
    state = choice_field(ApprovalState, default=ApprovalState.WAITING)
    decided_by = user_field(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=400, blank=True, default="", help_text="Why it was sent back.")

    class Meta:
        ordering = ["pk"]
        constraints = [
            choice_check("approval", "state", ApprovalState),
            models.CheckConstraint(
                condition=Q(state=ApprovalState.WAITING, decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state=ApprovalState.WAITING) & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="approval_decided_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="approval_is_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=ApprovalState.SENT_BACK) | ~Q(reason=""),
                name="approval_sent_back_says_why",
            ),
            models.UniqueConstraint(
                fields=["claim"], condition=Q(state=ApprovalState.WAITING), name="approval_waits_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.claim}: {self.get_state_display()}"
