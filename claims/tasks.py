"""What the worker does for claims."""

from celery import shared_task

from claims import summaries
from claims.services.batch_saves import settle_saves


@shared_task
def sweep() -> None:
    """Refresh summaries that a large change left behind, and do what was set for batches and is not done yet.

    Safe to run at any time, and twice at once.
    """
    summaries.refresh_stale()
    settle_saves()
