"""What was checked, what an accused party did, and whom we asked for a reply."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from claims.choices import ReplyState, ResponseKind, Verdict
from claims.models.claim import Claim
from claims.models.speaker import Speaker
from claims.models.statement import Statement
from sources.models import Outlet, Passage
from sources.models.clock import Clock, clock_checks
from sources.models.fields import choice_check, choice_field, user_field
from sources.models.history import history


@history
class Assessment(models.Model):
    """A dated conclusion with its author and grounds; several may stand side by side."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="assessments")
    by_outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    by_body = models.ForeignKey(
        Speaker, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    verdict = choice_field(Verdict)
    reasoning = models.TextField(blank=True, default="")
    evidence = ArrayField(models.URLField(max_length=2000), default=list, blank=True)
    passage = models.ForeignKey(
        Passage,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="assessments",
        help_text="An outlet's.",
    )
    made = Clock()
    replaces = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    recorded_by = user_field()
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            choice_check("assessment", "verdict", Verdict),
            *clock_checks("assessment", "made"),
            models.CheckConstraint(
                condition=Q(by_outlet__isnull=True) | Q(by_body__isnull=True),
                name="assessment_has_one_author",  # both null: this desk
            ),
            models.CheckConstraint(
                condition=~Q(reasoning="") | Q(passage__isnull=False), name="assessment_has_grounds"
            ),
            models.CheckConstraint(
                condition=Q(passage__isnull=True) | Q(by_outlet__isnull=False),
                name="assessment_passage_is_an_outlets",
            ),
            models.CheckConstraint(condition=~Q(replaces=F("pk")), name="assessment_replaces_another"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()}: {self.claim}"


@history
class Response(models.Model):
    """What an accused party did about a claim, where it has no statement of its own."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="responses")
    party = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="responses")
    kind = choice_field(ResponseKind)
    passage = models.ForeignKey(
        Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="responses"
    )
    outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="responses"
    )
    as_of = Clock()
    recorded_by = user_field()
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [choice_check("response", "kind", ResponseKind), *clock_checks("response", "as_of")]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_kind_display()}"


@history
class ReplyRequest(models.Model):
    """That we asked a party to answer a claim. Readers see when, never whom we wrote to."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="reply_requests")
    party = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="reply_requests")
    asked_at = models.DateTimeField()
    asked_by = user_field()
    channel = models.CharField(max_length=80)
    deadline = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="answers_requests"
    )
    state = choice_field(ReplyState, default=ReplyState.OPEN)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = user_field(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            choice_check("reply", "state", ReplyState),
            models.CheckConstraint(
                condition=Q(state=ReplyState.OPEN, ended_at__isnull=True, ended_by__isnull=True)
                | ~Q(state=ReplyState.OPEN) & Q(ended_at__isnull=False, ended_by__isnull=False),
                name="reply_ended_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(state=ReplyState.ANSWERED, answered_by__isnull=False)
                | ~Q(state=ReplyState.ANSWERED) & Q(answered_by__isnull=True),
                name="reply_answered_by_a_statement",
            ),
            models.CheckConstraint(
                condition=Q(deadline__isnull=True) | Q(deadline__gt=F("asked_at")),
                name="reply_deadline_is_later",
            ),
            models.CheckConstraint(
                condition=Q(reminded_at__isnull=True) | Q(reminded_at__gte=F("asked_at")),
                name="reply_reminder_is_later",
            ),
        ]
        indexes = [
            models.Index(fields=["deadline", "id"], condition=Q(state=ReplyState.OPEN), name="reply_open")
        ]

    def __str__(self) -> str:
        return f"{self.party} asked about {self.claim}"


@history
class ReplyContact(models.Model):
    """Whom we wrote to. A table of its own, which no query of a reader's page joins."""

    request = models.OneToOneField(ReplyRequest, on_delete=models.PROTECT, related_name="contact")
    words = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="reply_contact_is_not_empty")]

    def __str__(self) -> str:
        return f"Contact of request {self.request_id}"
