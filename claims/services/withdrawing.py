"""What withdrawing sets on a claim, a statement or an article, and what bringing it back takes off again."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from sources.services.acting import Actor

#: The columns of what is not withdrawn.
STANDING: Mapping[str, Any] = {"withdrawn_at": None, "withdrawn_by_id": None, "withdrawn_reason": ""}


def withdrawal(*, actor: Actor, reason: str) -> dict[str, Any]:
    """The columns of what `actor` withdraws now. reason: in one line, readers see it."""
    return {
        "withdrawn_at": timezone.now(),
        "withdrawn_by_id": actor.user_id,
        "withdrawn_reason": reason,
    }
