"""The number of a request: taken from the proxy or drawn here, answered, and on every line logged for it.

What is known as X-Request-ID elsewhere. claimtrack.celery carries it into the tasks that a request starts.
"""

import re
import uuid
from collections.abc import Callable
from typing import Any

from django.core.signals import request_finished
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from claimtrack.logs import request_number

HEADER = "X-Request-ID"
#: Anything else could be somebody's words, or break a line in two.
WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{8,64}")

Answer = Callable[[HttpRequest], HttpResponseBase]


def request_ids(get_response: Answer) -> Answer:
    """Middleware: the outermost, so that whatever the others log has the number."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        given = request.headers.get(HEADER, "")
        number = given if WELL_FORMED.fullmatch(given) else uuid.uuid4().hex
        request_number.set(number)
        response = get_response(request)
        response.headers[HEADER] = number
        return response

    return answer


def forget(**_signal: Any) -> None:
    """At the end: Django logs a refused request only after the middleware has answered."""
    request_number.set("")


request_finished.connect(forget, dispatch_uid="claimtrack.request_ids")
