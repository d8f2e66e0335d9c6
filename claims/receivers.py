"""What this room does when something happens in `sources`."""

from typing import Any

from django.dispatch import receiver

from claims.services.overlaps import retell
from sources.signals import overlaps_changed


@receiver(overlaps_changed)
def follow_overlaps(articles: frozenset[int], **_signal: Any) -> None:
    """Origins follow what was found, in the transaction in which it was."""
    retell(articles)
