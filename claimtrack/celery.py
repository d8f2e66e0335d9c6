"""The worker's and the scheduler's application. PostgreSQL is the queue of record; messages are nudges."""

import logging.config
import os
from collections.abc import MutableMapping
from typing import Any

from celery import Celery, signals
from django.conf import settings

from claimtrack.logs import request_number

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")

#: The header of a task's message that names the request it is sent for.
CARRIED = "request_number"

app = Celery("claimtrack")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect
def set_up_logging(loglevel: int = logging.INFO, **_signal: Any) -> None:
    """Log as the web server does: Celery sets up nothing of its own where somebody listens to this."""
    logging.config.dictConfig(settings.LOGGING)
    logging.getLogger().setLevel(loglevel)


@signals.before_task_publish.connect
def name_the_request(headers: MutableMapping[str, Any] | None = None, **_signal: Any) -> None:
    """A task sent while a request is answered, or by another task of that request, carries its number."""
    if headers is not None and (number := request_number.get()):
        headers[CARRIED] = number


@signals.task_prerun.connect
def take_up_the_request(task: Any, **_signal: Any) -> None:
    """What the task logs and sends belongs to the request that its message names; else to none."""
    request_number.set(task.request.get(CARRIED) or "")
