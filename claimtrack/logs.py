"""What a line of a log looks like: for machines one JSON object an event, for people one plain line.

Either carries the number of the request it belongs to, also in a task which that request started, and the
number and name of the task. Addresses of visitors, query strings, cookies, the arguments of tasks, and the
rows that PostgreSQL quotes in its errors are left out: a log is read by more people than the desk is.
"""

import json
import logging
import re
import time
from contextvars import ContextVar
from typing import Any

from celery import current_task

#: For people, for machines.
FORMS = ("plain", "json")
#: The request that this thread answers, or that started the task it does; "" outside of both.
request_number: ContextVar[str] = ContextVar("request_number", default="")

#: What a line for people repeats of a record's places.
NUMBERS = ("request_id", "task_id", "task")
#: Pages whose address alone lets somebody in: new passwords, confirmed addresses.
KEYS_IN_PATHS = re.compile(r"(?<=^/accounts/password/reset/key/).+|(?<=^/accounts/confirm-email/).+")
#: Asked every few seconds; only failures are worth a line.
WATCHED = ("/healthz", "/readyz")
#: PostgreSQL's quotation of the row or key that broke a rule, up to what follows it in a traceback.
QUOTED_ROW = re.compile(
    r"\nDETAIL: .*?(?=\n(?:HINT|CONTEXT|QUERY): |\n+(?:The above|During handling)|\Z)", re.DOTALL
)


def configuration(form: str) -> dict[str, Any]:
    """Settings for logging.config, the same for Django, Celery and gunicorn; `form` is one of FORMS."""
    passed_on: dict[str, Any] = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"()": Plain}, "json": {"()": Json}},
        "filters": {"places": {"()": Places}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": form, "filters": ["places"]},
        },
        "root": {"handlers": ["console"], "level": "INFO"},
        # Each brings handlers of its own, which would say everything twice.
        "loggers": dict.fromkeys(("django", "gunicorn.error", "gunicorn.access"), passed_on),
    }


class Places(logging.Filter):
    """Gives a record `places`: {field: value} of request, task and answer, as far as they are known."""

    def filter(self, record: logging.LogRecord) -> bool:
        """False for what is not worth a line. May run twice on one record."""
        if not hasattr(record, "places"):
            asked = _asked(record)
            named = {"request_id": request_number.get(), **_task(record), **asked}
            known = {field: value for field, value in named.items() if value not in ("", None)}
            record.__dict__["places"] = known
        places: dict[str, Any] = record.__dict__["places"]
        return not (places.get("path") in WATCHED and places.get("status") == 200)


def _task(record: logging.LogRecord) -> dict[str, Any]:
    """Number and name of the running task, or of the one that Celery speaks of."""
    spoken_of = getattr(record, "data", None)
    if isinstance(spoken_of, dict) and "id" in spoken_of:
        return {"task_id": spoken_of["id"], "task": spoken_of.get("name")}
    if current_task and current_task.request.id:
        return {"task_id": current_task.request.id, "task": current_task.name}
    return {}


def _asked(record: logging.LogRecord) -> dict[str, Any]:
    """Fields of an answered request, from gunicorn's record; the record then says no more than they do."""
    if record.name != "gunicorn.access" or not isinstance(record.args, dict):
        return {}
    told = record.args
    path = KEYS_IN_PATHS.sub("…", str(told["U"]))
    record.msg, record.args = "%s %s %s", (told["m"], path, told["s"])
    return {
        "request_id": told["{x-request-id}o"].strip("-"),
        "method": told["m"],
        "path": path,
        "status": int(told["s"]),
        "bytes": told["B"],
        "milliseconds": told["M"],
    }


class Plain(logging.Formatter):
    """Time (UTC), level, who says it, what, and the numbers of request and task."""

    converter = staticmethod(time.gmtime)

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name} {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The line, without what an exception adds below it."""
        places: dict[str, Any] = getattr(record, "places", {})
        numbers = [f"{field}={places[field]}" for field in NUMBERS if field in places]
        return " ".join([super().formatMessage(record), *numbers])

    def formatException(self, ei: Any) -> str:
        """The traceback, without rows."""
        return without_rows(super().formatException(ei))


class Json(Plain):
    """One JSON object: time, level, logger, message, the places, and a traceback where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the line; nothing in a record can make it fail or break it in two."""
        event: dict[str, Any] = {
            "time": f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S')}.{int(record.msecs):03}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": without_rows(record.getMessage()),
            **getattr(record, "places", {}),
        }
        if record.exc_info and record.exc_info[0]:
            event["exception"] = self.formatException(record.exc_info)
        return _spelt(event)


#: Made once: `json.dumps` makes another with every line.
_spelt = json.JSONEncoder(default=str).encode


def without_rows(text: str) -> str:
    """A message or traceback without the values that PostgreSQL quotes: they may be anybody's words."""
    return QUOTED_ROW.sub("\nDETAIL: left out", text)
