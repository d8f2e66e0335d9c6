"""Links (statement ↔ claim), relations (claim ↔ claim) and what editors decide about origins."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least

from claims.choices import LinkState, Method, OriginTie, Reach, RelationKind, Stance
from claims.models.claim import Claim
from claims.models.statement import Statement
from claims.querysets import StatementLinkQuerySet
from sources.models.deciding import people_decide
from sources.models.fields import choice_check, choice_field, user_field
from sources.models.history import history, history_once_decided

_OPEN = Q(state__in=[LinkState.PROPOSED, LinkState.CONFIRMED])
_DECIDED = Q(decided_by__isnull=False, decided_at__isnull=False)


@history_once_decided
class StatementLink(models.Model):
    """What a statement does to a claim: its stance, and how it reaches it."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="links")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="links")
    stance = choice_field(Stance)
    reach = choice_field(Reach, default=Reach.NAMES)
    state = choice_field(LinkState)
    method = choice_field(Method, default=Method.EDITOR)
    score = models.FloatField(null=True, blank=True)
    reasons = ArrayField(
        models.CharField(max_length=300),
        default=list,
        blank=True,
        help_text="What speaks for it, and what differs.",
    )
    decided_by = user_field(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    objects = StatementLinkQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            choice_check("link", "stance", Stance),
            choice_check("link", "reach", Reach),
            choice_check("link", "state", LinkState),
            choice_check("link", "method", Method),
            models.UniqueConstraint(fields=["statement", "claim"], condition=_OPEN, name="link_once"),
            models.CheckConstraint(
                condition=Q(state=LinkState.PROPOSED) | _DECIDED, name="link_decided_by_a_person"
            ),
        ]
        indexes = [models.Index(fields=["claim", "state"], name="link_by_claim")]
        triggers = people_decide("{row}.state <> 'proposed'")

    def __str__(self) -> str:
        return f"statement {self.statement_id} {self.stance} claim {self.claim_id}"


@history
class ClaimRelation(models.Model):
    """How one claim stands to another. "Same as" is our belief; a merge is an act."""

    from_claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="relations_from")
    to_claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="relations_to")
    kind = choice_field(RelationKind)
    reason = models.CharField(max_length=400, blank=True, default="")
    state = choice_field(LinkState)
    method = choice_field(Method, default=Method.EDITOR)
    decided_by = user_field(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            choice_check("relation", "kind", RelationKind),
            choice_check("relation", "state", LinkState),
            choice_check("relation", "method", Method),
            models.CheckConstraint(condition=~Q(from_claim=F("to_claim")), name="relation_is_of_two"),
            models.UniqueConstraint(
                fields=["from_claim", "to_claim", "kind"], condition=_OPEN, name="relation_once"
            ),
            # Contradiction and sameness have no direction: one row a pair.
            models.UniqueConstraint(
                Least("from_claim", "to_claim"),
                Greatest("from_claim", "to_claim"),
                "kind",
                condition=_OPEN & Q(kind__in=[RelationKind.CONTRADICTS, RelationKind.SAME_AS]),
                name="relation_both_ways_once",
            ),
            models.CheckConstraint(
                condition=Q(state=LinkState.PROPOSED) | _DECIDED, name="relation_decided_by_a_person"
            ),
        ]
        triggers = people_decide("{row}.state <> 'proposed'")

    def __str__(self) -> str:
        return f"claim {self.from_claim_id} {self.kind} claim {self.to_claim_id}"


@history
class OriginDecision(models.Model):
    """An editor's word that two statements go back to one origin, or do not."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="origin_decisions")
    first = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    tie = choice_field(OriginTie)
    reason = models.CharField(max_length=400)
    decided_by = user_field()
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            choice_check("origin", "tie", OriginTie),
            models.CheckConstraint(condition=~Q(first=F("second")), name="origin_is_of_two"),
            models.CheckConstraint(condition=~Q(reason=""), name="origin_has_a_reason"),
            models.UniqueConstraint(
                "claim", Least("first", "second"), Greatest("first", "second"), name="origin_pair_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tie}: statements {self.first_id} and {self.second_id}"
