"""What sorts of things are recorded of a claim or of those merged into it; no other is asked for."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef

from claims.models import (
    Assessment,
    Claim,
    ClaimParty,
    ClaimRelation,
    OriginDecision,
    ReplyRequest,
    Response,
)
from claims.querysets import of_claims


class Bears(NamedTuple):
    """What there may be; where it is not known, all of it is asked for."""

    assessments: bool = True
    parties: bool = True
    responses: bool = True
    requests: bool = True
    decisions: bool = True
    relations: bool = True
    merged: bool = True


EVERYTHING = Bears()
_OF_A_CLAIM = {
    "assessments": Assessment,
    "parties": ClaimParty,
    "responses": Response,
    "requests": ReplyRequest,
    "decisions": OriginDecision,
}
_PREFIX = "bears_"


def what_it_bears() -> dict[str, Any]:
    """Annotations of a claim, in the order of `Bears`."""
    here = [OuterRef(OuterRef("pk"))]
    told: dict[str, Any] = {
        name: Exists(model._default_manager.order_by().filter(of_claims("claim_id", here)))
        for name, model in _OF_A_CLAIM.items()
    }
    related = ClaimRelation.objects.order_by()
    told["relations"] = Exists(related.filter(of_claims("from_claim_id", here))) | Exists(
        related.filter(of_claims("to_claim_id", here))
    )
    told["merged"] = Exists(Claim.objects.order_by().filter(merged_into=OuterRef("pk")))
    return {f"{_PREFIX}{name}": one for name, one in told.items()}
