"""What this room does when something happens in `sources`."""

from typing import Any

from django.dispatch import receiver

from claims.services.batch_saves import settle_saves
from claims.services.overlaps import retell
from sources.signals import overlaps_changed, texts_compared


@receiver(overlaps_changed)
def follow_overlaps(articles: frozenset[int], **_signal: Any) -> None:
    """Origins follow what was found, in the transaction in which it was."""
    retell(articles)


@receiver(texts_compared)
def settle_what_is_set(**_signal: Any) -> None:
    """Once a batch is read and compared, what was set for its other saves is done; else the sweep does it."""
    settle_saves()
