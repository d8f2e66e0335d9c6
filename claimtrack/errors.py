"""Error pages. They stand alone: no request, no query, no file name that needs a manifest.

The template receives words only, so that nothing it does can fail for the reason it reports.
"""

import sys
from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from claimtrack.access import kept_form
from claimtrack.logs import request_number

#: How long a visitor is asked to wait when the database is away, and after too many attempts; seconds.
RETRY_DATABASE = 10
RETRY_LIMIT = 300

#: By a word of the route: what has no row, what to do, and where all of its kind stand.
MISSING = {
    "claims": ("claim", "Look for it among all claims, by a word of it.", "/claims/", "All claims"),
    "topics": ("topic", "Look for it among all topics.", "/topics/", "All topics"),
    "speakers": ("speaker", "Look for the name among all speakers.", "/speakers/", "All speakers"),
    "outlets": ("outlet", "Look for the name among all outlets.", "/outlets/", "All outlets"),
    "articles": ("article", "Look for it among all articles.", "/articles/", "All articles"),
    "statements": ("statement", "Find it through its article, or its claim.", "/desk/", "Desk"),
    "relations": ("relation", "Open the claim to see how it stands to others.", "/claims/", "All claims"),
    "reports": (
        "report of a mistake",
        "Look among the open and the closed ones.",
        "/desk/reports/",
        "Reports",
    ),
    "imports": ("batch", "Look for it among all batches.", "/imports/", "Imports"),
    "files": ("file that waits", "It may have been read since: its batch tells.", "/imports/", "Imports"),
}

#: Fields whose content is never given back.
SECRET_FIELDS = ("csrfmiddlewaretoken", "draft", "password", "code", "secret")


def page(status: HTTPStatus, *, name: str = "", **context: Any) -> HttpResponse:
    """The error page of a status, as HTML."""
    context["request_number"] = request_number.get()
    content = render_to_string(f"errors/{name or status.value}.html", context, using="jinja2")
    return HttpResponse(content, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: the address or the form cannot be understood; 413 when it is only too large."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return page(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    return page(HTTPStatus.BAD_REQUEST)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: signed in, but without the role that the page asks for."""
    return page(HTTPStatus.FORBIDDEN)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing stands here, or nothing that this visitor may see; of what kind, if a row is missing."""
    route = request.resolver_match.route if request.resolver_match else ""
    kinds = [MISSING[word] for word in route.split("/") if word in MISSING]
    return page(HTTPStatus.NOT_FOUND, missing=kinds[-1] if kinds else None)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: a rate limit of the sign-in was reached."""
    answer = page(HTTPStatus.TOO_MANY_REQUESTS)
    answer["Retry-After"] = str(RETRY_LIMIT)
    return answer


def failed(request: HttpRequest) -> HttpResponse:
    """500, or 503 when the reason is a database that is away.

    Django calls this while the exception is being handled, wherever it was raised (a view, a
    middleware, a template), so this one place sees every lost connection.
    """
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        answer = page(HTTPStatus.SERVICE_UNAVAILABLE)
        answer["Retry-After"] = str(RETRY_DATABASE)
        return answer
    return page(HTTPStatus.INTERNAL_SERVER_ERROR)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the CSRF check: says why, and gives back what was typed so that nothing is lost."""
    kept = kept_form(request)
    return page(HTTPStatus.FORBIDDEN, name="403_form", typed=typed(request), address=request.path, kept=kept)


def typed(request: HttpRequest) -> Sequence[tuple[str, str]]:
    """(field, text) of a posted form, in its order, without secrets and empty fields."""
    return [
        (name, text)
        for name, texts in request.POST.lists()
        if not any(secret in name for secret in SECRET_FIELDS)
        for text in texts
        if text.strip()
    ]
