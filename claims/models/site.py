"""What an admin says of the site itself, and what readers report to the desk."""

from django.db import models
from django.db.models import Q

from claims.choices import ReportState
from sources.models.fields import choice_check, choice_field, user_field
from sources.models.history import history


@history
class SiteSettings(models.Model):
    """One row: what the about page says. Where a text is empty, the page speaks the product's own words."""

    about = models.TextField(
        blank=True, default="", help_text="Who we are. Plain text; an empty line parts paragraphs."
    )
    method = models.TextField(blank=True, default="", help_text="How we record claims.")
    contact = models.TextField(blank=True, default="", help_text="How to reach the desk.")
    second_pair = models.BooleanField(
        default=False,
        db_default=False,
        help_text="A claim becomes visible only after another editor’s approval.",
    )
    version = models.PositiveIntegerField(default=1, db_default=1, help_text="Counts changes, from 1.")
    last_actor = user_field()

    class Meta:
        verbose_name_plural = "site settings"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="site_settings_one_row")]

    def __str__(self) -> str:
        return "Site settings"


class Report(models.Model):
    """A mistake that a reader reports. Never shown to readers; the desk settles it."""

    address = models.CharField(max_length=400, help_text="The page it is about, a path of this site.")
    words = models.TextField(max_length=4000)
    reply_to = models.CharField(
        max_length=254, blank=True, default="", help_text="Where the reader may be answered."
    )
    made_at = models.DateTimeField(auto_now_add=True)
    state = choice_field(ReportState, default=ReportState.OPEN)
    settled_by = user_field(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=400, blank=True, default="", help_text="What was done.")

    class Meta:
        ordering = ["-pk"]
        constraints = [
            choice_check("report", "state", ReportState),
            models.CheckConstraint(condition=~Q(words=""), name="report_says_something"),
            models.CheckConstraint(
                condition=Q(state=ReportState.OPEN, settled_by__isnull=True, settled_at__isnull=True)
                | ~Q(state=ReportState.OPEN) & Q(settled_by__isnull=False, settled_at__isnull=False),
                name="report_settled_by_a_person",
            ),
        ]
        indexes = [models.Index(fields=["-id"], condition=Q(state=ReportState.OPEN), name="report_open")]

    def __str__(self) -> str:
        return f"Report about {self.address}"
