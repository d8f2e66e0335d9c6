"""claimtrack: the project that holds the two rooms, `sources` and `claims`."""

from claimtrack.celery import app as celery_app

__all__ = ["celery_app"]
