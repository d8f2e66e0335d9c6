"""What the worker does for claims."""

from celery import shared_task

from claims import summaries


@shared_task
def sweep() -> None:
    """Refresh summaries that a large change left behind. Safe to run at any time, and twice at once."""
    summaries.refresh_stale()
