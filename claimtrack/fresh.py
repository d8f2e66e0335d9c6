"""Pages for readers that a browser or a cache may keep, and asks about each time.

Such a page gets the hash of what it says as its ETag, unless its view knows a cheaper sign (the page of a
claim: its revision). Nothing is ever shown without asking: what was withdrawn or removed a moment ago is gone
from every cache at the next look. What somebody sees who is signed in belongs to them alone.
"""

from collections.abc import Callable
from hashlib import blake2b

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from claimtrack.access import READERS

Answer = Callable[[HttpRequest], HttpResponseBase]

#: May be kept by anybody, and by nobody shown without asking.
ASK_FIRST = "public, no-cache"
OWN = "private, no-cache"


def fresh(get_response: Answer) -> Answer:
    """Middleware: stands outside the session, whose cookie tells a page that is one visitor's own."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if request.method not in ("GET", "HEAD") or not _is_for_readers(request):
            return response
        patch_vary_headers(response, ["Cookie"])
        if _is_own(request, response):
            response.headers["Cache-Control"] = OWN
            del response.headers["ETag"], response.headers["Last-Modified"]
            return response
        response.headers["Cache-Control"] = ASK_FIRST
        return _compared(request, response) if response.status_code == 200 else response

    return answer


def _is_for_readers(request: HttpRequest) -> bool:
    found = request.resolver_match
    return found is not None and getattr(found.func, "access", "") == READERS


def _is_own(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Of somebody who is signed in; or with a cookie, as where a form stands."""
    return bool(response.cookies) or request.user.is_authenticated


def _compared(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The response, or 304 where the visitor has it already."""
    if not isinstance(response, HttpResponse):
        return response
    if not response.has_header("ETag"):
        response.headers["ETag"] = f'"{blake2b(response.content, digest_size=16).hexdigest()}"'
    same = get_conditional_response(request, etag=response.headers["ETag"], response=response)
    return same or response
