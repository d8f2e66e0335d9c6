"""Pages for readers that a browser or a cache may keep, and asks about each time.

Such a page gets the hash of what it says as its ETag, unless its view knows a cheaper sign (the page of a
claim: its revision). Nothing is ever shown without asking: what was withdrawn or removed a moment ago is gone
from every cache at the next look. What somebody sees who is signed in belongs to them alone.
While nothing changes in the database, the same page is not written twice for visitors without a cookie
(`claimtrack.kept`).
"""

from collections.abc import Callable
from hashlib import blake2b
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from claimtrack.access import READERS
from claimtrack.kept import MOMENT, KeptPages, address_of, may_be_kept, moment_now

Answer = Callable[[HttpRequest], HttpResponseBase]

#: May be kept by anybody, and by nobody shown without asking.
ASK_FIRST = "public, no-cache"
OWN = "private, no-cache"


class Fresh:
    """Middleware: stands outside the session, whose cookie tells a page that is one visitor's own."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self.pages = KeptPages()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """The answer with its sign and what caches may do with it; kept where it may be."""
        response = self.get_response(request)
        if request.method not in ("GET", "HEAD") or not _is_for_readers(request):
            return response
        patch_vary_headers(response, ["Cookie"])
        if _is_own(request, response):
            response.headers["Cache-Control"] = OWN
            del response.headers["ETag"], response.headers["Last-Modified"]
            return response
        response.headers["Cache-Control"] = ASK_FIRST
        if not isinstance(response, HttpResponse) or response.status_code != HTTPStatus.OK:
            return response
        _sign(response)
        if MOMENT in request.META:
            self.pages.keep(address_of(request), request.META[MOMENT], response)
        return get_conditional_response(request, etag=response.headers["ETag"], response=response) or response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object
    ) -> HttpResponse | None:
        """The page as it was written at this very moment; None where it is not kept."""
        if getattr(view, "access", "") != READERS or not may_be_kept(request):
            return None
        moment = moment_now()
        if moment is None:
            return None
        request.META[MOMENT] = moment
        return self.pages.get(address_of(request), moment)


def _is_for_readers(request: HttpRequest) -> bool:
    found = request.resolver_match
    return found is not None and getattr(found.func, "access", "") == READERS


def _is_own(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Of somebody who is signed in; or with a cookie, as where a form stands."""
    return bool(response.cookies) or request.user.is_authenticated


def _sign(response: HttpResponse) -> None:
    if not response.has_header("ETag"):
        response.headers["ETag"] = f'"{blake2b(response.content, digest_size=16).hexdigest()}"'
