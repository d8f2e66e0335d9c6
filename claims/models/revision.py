"""Revisions of a claim's page, and its summary: the only stored derivation."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.models import Q

from claims.choices import ClaimState, Moved
from claims.models.claim import Claim
from sources.models.fields import choice_check, choice_field, newest_first, user_field
from sources.models.history import append_only, next_step

_NEXT = """
    SELECT COALESCE(max(number), 0) + 1 INTO due FROM claims_claimrevision WHERE claim_id = NEW.claim_id;
    IF NEW.number <> due THEN
        RAISE EXCEPTION 'The next revision of claim % is %.', NEW.claim_id, due
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

#: What the front page tells; the rest (topics, parties, details) stands in feeds and in a claim's record.
TOLD_IN_FRONT = (
    *(Moved.STATEMENT, Moved.DENIAL, Moved.FIGURE, Moved.ORIGIN, Moved.CHECK, Moved.CORRECTION),
    *(Moved.WITHDRAWAL, Moved.TEXT, Moved.MERGE, Moved.RELATION, Moved.RESTORED),
)
#: The revisions with which a claim became disputed: it stood otherwise before, or was not shown.
TURNED_DISPUTED = (
    Q(state=ClaimState.DISPUTED)
    & ~Q(state_before=ClaimState.DISPUTED)
    & (Q(number=1) | Q(state_before__isnull=False))
)


class ClaimRevision(models.Model):
    """One row whenever what readers see of a claim changes: the page's revision, ETag and feed."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(help_text="From 1, without gaps.")
    at = models.DateTimeField(auto_now_add=True)
    actor = user_field()
    moved = choice_field(Moved)
    subject = models.CharField(max_length=80, blank=True, default="", help_text='What moved: "statement:12".')
    note = models.CharField(max_length=300, blank=True, default="", help_text="A sentence for the feed.")
    # How the claim stood with it and just before it. None: not known (before the first revision: nothing was
    # shown), since the change reached too many claims at once or was recorded before there was this column.
    state = choice_field(ClaimState, null=True, blank=True)
    state_before = choice_field(ClaimState, null=True, blank=True)
    new_origin = models.BooleanField(
        default=False, db_default=False, help_text="With it the claim went back to one more origin."
    )
    # Its place among all events: what it shows was written before. 0: from before there was one.
    step = models.BigIntegerField(db_default=next_step())
    # When its transaction began: the moment that stands on the events of that one.
    began = models.DateTimeField(db_default=TransactionNow())

    class Meta:
        ordering = ["claim", "number"]
        constraints = [
            choice_check("revision", "moved", Moved),
            choice_check("revision", "state", ClaimState),
            choice_check("revision", "state_before", ClaimState),
            models.UniqueConstraint(fields=["claim", "number"], name="revision_number_once"),
        ]
        indexes = [
            models.Index(fields=["-at", "-id"], name="revision_newest_first"),
            models.Index(
                fields=["-at", "-id"], condition=Q(moved__in=TOLD_IN_FRONT), name="revision_told_in_front"
            ),
            models.Index(fields=["-at", "-id"], condition=TURNED_DISPUTED, name="revision_turned_disputed"),
        ]
        triggers = [
            *append_only(),
            pgtrigger.Trigger(
                name="without_gaps",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("due", "integer")],
                func=_NEXT,
            ),
        ]

    def __str__(self) -> str:
        return f"Revision {self.number} of claim {self.claim_id}"


def _keys() -> "ArrayField[list[int], list[int]]":
    return ArrayField(models.BigIntegerField(), default=list, blank=True, help_text="Keys, over merges.")


class ClaimSummary(models.Model):
    """What lists and heads of pages say of a claim; written with its revision, by one function."""

    claim = models.OneToOneField(Claim, on_delete=models.PROTECT, related_name="summary", primary_key=True)
    state = choice_field(ClaimState, default=ClaimState.NOTHING)
    admitted_by = models.CharField(max_length=300, blank=True, default="", help_text="Who admits some of it.")
    asserting = models.PositiveIntegerField(default=0, help_text="Distinct known speakers.")
    denying = models.PositiveIntegerField(default=0, help_text="Distinct known speakers.")
    questioning = models.PositiveIntegerField(default=0, help_text="Distinct known speakers.")
    asserting_unnamed = models.PositiveIntegerField(default=0)
    denying_unnamed = models.PositiveIntegerField(default=0)
    questioning_unnamed = models.PositiveIntegerField(default=0)
    repeating = models.PositiveIntegerField(default=0, help_text="Distinct known speakers.")
    outlets = models.PositiveIntegerField(default=0, help_text="Distinct known outlets, reprints included.")
    origins = models.PositiveIntegerField(default=0, help_text="Groups with a known speaker.")
    origins_not_stated = models.PositiveIntegerField(default=0)
    statements = models.PositiveIntegerField(default=0)
    first_said = models.DateTimeField(null=True, blank=True)
    last_moved = models.DateTimeField(null=True, blank=True)
    has_figures = models.BooleanField(default=False)
    checked = models.PositiveIntegerField(default=0, help_text="Assessments that stand.")
    revision = models.PositiveIntegerField(default=0)
    # What it counts for beside the filters of lists: of all that stands on it, in order.
    lanes = ArrayField(models.CharField(max_length=24), default=list, blank=True)
    by_speakers = _keys()
    in_outlets = _keys()
    stale = models.BooleanField(default=False, help_text="To be recomputed by the sweep.")

    class Meta:
        verbose_name_plural = "claim summaries"
        constraints = [choice_check("summary", "state", ClaimState)]
        indexes = [
            models.Index(fields=["state", "-last_moved"], name="summary_by_state"),
            models.Index(fields=["claim"], condition=Q(stale=True), name="summary_stale"),
            newest_first("last_moved", pk="claim_id", name="summary_newest_moved"),
            newest_first("first_said", pk="claim_id", name="summary_newest_said"),
        ]

    def __str__(self) -> str:
        return f"Summary of claim {self.claim_id}"
