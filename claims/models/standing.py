"""What stands on claims, flat: a row for each link that counts. Lists need not look through seven tables."""

from typing import Any

from django.db import models
from django.db.models import Q

from claims.models.claim import Claim
from claims.models.link import StatementLink
from claims.models.speaker import Speaker
from claims.models.statement import Statement
from claims.querysets import SeenFromQuerySet
from sources.models import Article, Outlet


def _over_there(model: type[models.Model], null: bool = False) -> "models.ForeignKey[Any, Any]":
    """A key that triggers keep: no constraint of its own has to be looked at, nothing is deleted by it."""
    return models.ForeignKey(
        model, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+", null=null
    )


def _by(name: str) -> models.Index:
    """For a column that is not always there."""
    known = Q(**{f"{name}__isnull": False})
    return models.Index(
        fields=[name, "target"], condition=known, include=["seen_from"], name=f"standing_by_{name}"
    )


class StandingLink(models.Model):
    """A confirmed link of a confirmed statement in a shown article, with whom it counts for over merges.

    Kept by triggers on all that it is derived from (the migration that makes it holds them), each time from
    `claims_what_stands()`; nobody else writes it. It keeps no history: the past is told by the same function.
    Whether the claim is to be seen depends on the hour, and is asked of `seen_from`, which every index holds.
    """

    link = models.OneToOneField(
        StatementLink, on_delete=models.DO_NOTHING, primary_key=True, related_name="standing"
    )
    statement = _over_there(Statement)
    target = _over_there(Claim)
    stance = models.CharField(max_length=24, help_text="Of the link.")
    speaker = _over_there(Speaker, null=True)
    article = _over_there(Article)
    outlet = _over_there(Outlet, null=True)
    said_from = models.DateTimeField(null=True)
    said_until = models.DateTimeField(null=True)
    seen_from = models.DateTimeField(
        null=True, help_text="When readers see the target for the first time; none where they never do."
    )

    objects = SeenFromQuerySet.as_manager()

    class Meta:
        indexes = [
            # All that is counted over many claims, and drawn of each: their rows lie all over the table.
            models.Index(
                fields=["target"],
                include=["seen_from", "stance", "speaker", "outlet", "said_from", "said_until"],
                name="standing_by_target",
            ),
            models.Index(fields=["statement", "target"], include=["seen_from"], name="standing_by_statement"),
            models.Index(
                fields=["article", "target"], include=["statement", "seen_from"], name="standing_by_article"
            ),
            *(_by(one) for one in ("speaker", "outlet")),
        ]

    def __str__(self) -> str:
        return f"Link {self.link_id} stands on claim {self.target_id}"
