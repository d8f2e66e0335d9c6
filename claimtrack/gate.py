"""What may enter at all: the methods that this site has.

Pages are read (GET, HEAD) and changed by forms (POST); nothing here answers any other method, so they are
refused in one place, before anybody is asked to sign in. Which of the three a page takes, its view says.
"""

from collections.abc import Callable
from http import HTTPMethod

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

#: Read, and change.
METHODS = (HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.POST)

Answer = Callable[[HttpRequest], HttpResponseBase]


class Gate:
    """Middleware: 405 for a method that no page has."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Refuse, or hand on."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        return self.get_response(request)
