"""The parts of a statement: its words, and the hops they came through."""

from django.db import models
from django.db.models import Q

from claims.choices import Part
from claims.models.speaker import Speaker
from claims.models.statement import Statement
from claims.models.triggers import (
    content_key_is_true,
    machine_leaves_decided_parts,
    outlet_is_no_relay,
    part_keeps_its_statement,
    passage_of_same_version,
    speaker_is_no_relay,
)
from sources.models import Outlet, Passage
from sources.models.clock import Clock, clock_checks
from sources.models.fields import choice_check, choice_field
from sources.models.history import history_once_decided


@history_once_decided
class StatementPassage(models.Model):
    """What a passage is to a statement: its content (in order), the cue, the speaker, a hedge, a date."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="parts")
    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="statement_parts")
    part = choice_field(Part)
    order = models.PositiveSmallIntegerField(
        default=0, help_text="Among the passages of the same part, from 0."
    )

    class Meta:
        ordering = ["statement", "part", "order"]
        constraints = [
            choice_check("statement_passage", "part", Part),
            models.UniqueConstraint(fields=["statement", "part", "order"], name="statement_passage_in_order"),
            models.UniqueConstraint(fields=["statement", "part", "passage"], name="statement_passage_once"),
        ]
        triggers = [
            passage_of_same_version("passage_id"),
            part_keeps_its_statement(),
            content_key_is_true(on_statement=False),
            machine_leaves_decided_parts(),
        ]

    def __str__(self) -> str:
        return f"{self.part} of statement {self.statement_id}"


@history_once_decided
class Relay(models.Model):
    """One hop between the outlet and the speaker; neither of the two is ever a relay."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="relays")
    position = models.PositiveSmallIntegerField(help_text="1 is nearest to the outlet.")
    speaker = models.ForeignKey(
        Speaker, null=True, blank=True, on_delete=models.PROTECT, related_name="relayed"
    )
    outlet = models.ForeignKey(
        Outlet, null=True, blank=True, on_delete=models.PROTECT, related_name="relayed"
    )
    actor_as_printed = models.CharField(max_length=300, blank=True, default="")
    channel = models.CharField(
        max_length=80, blank=True, default="", help_text="Briefing, broadcast, Telegram, X …"
    )
    cue_passage = models.ForeignKey(
        Passage, null=True, blank=True, on_delete=models.PROTECT, related_name="relays"
    )
    said = Clock()

    class Meta:
        ordering = ["statement", "position"]
        constraints = [
            *clock_checks("relay", "said"),
            models.CheckConstraint(condition=Q(position__gte=1), name="relay_counts_from_one"),
            models.UniqueConstraint(
                fields=["statement", "position"], name="relay_in_order", deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                condition=Q(speaker__isnull=True) | Q(outlet__isnull=True), name="relay_has_one_actor"
            ),
            models.CheckConstraint(
                condition=Q(speaker__isnull=False) | Q(outlet__isnull=False) | ~Q(actor_as_printed=""),
                name="relay_says_who",
            ),
        ]
        triggers = [
            passage_of_same_version("cue_passage_id"),
            speaker_is_no_relay(on_statement=False),
            outlet_is_no_relay(),
            machine_leaves_decided_parts(),
        ]

    def __str__(self) -> str:
        return f"Relay {self.position} of statement {self.statement_id}"
