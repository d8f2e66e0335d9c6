"""What may enter at all: methods that this site has, and text that can be stored.

Pages are read (GET, HEAD) and changed by forms (POST); any other method is refused here, before anybody is
asked to sign in. Text is UTF-8 without NUL: PostgreSQL stores nothing else, so an address, a cookie or a form
with other bytes would fail somewhere in the middle. Both are asked once, here, for every page.
"""

import re
from collections.abc import Callable, Iterable
from http import HTTPMethod, HTTPStatus
from typing import Any
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from claimtrack import errors

#: Read, and change.
METHODS = (HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.POST)
#: Others (UTF-7, escapes) can spell what no text has; browsers send this one.
CHARSETS = ("", "utf-8", "utf8")
#: NUL, and either half of a surrogate pair.
NO_TEXT = re.compile("[\0\ud800-\udfff]")
URLENCODED = "application/x-www-form-urlencoded"

Answer = Callable[[HttpRequest], HttpResponseBase]


class Gate:
    """Middleware: 405 for a method that no page has, 400 with a sentence for what is not text."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Look at what comes before the body, or hand on."""
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if _charset(request) not in CHARSETS or not _head_is_text(request):
            return errors.page(HTTPStatus.BAD_REQUEST, name="400_text", typed=())
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object
    ) -> HttpResponse | None:
        """Look at a form; not where the view reads the body itself, once it knows how large it is."""
        if request.method != HTTPMethod.POST or getattr(view, "csrf_exempt", False):
            return None
        return refusal(request)


def refusal(request: HttpRequest) -> HttpResponse | None:
    """400 with what was typed, where a form is no text; None for any other. It reads the whole form."""
    if _form_is_text(request):
        return None
    typed = [
        (NO_TEXT.sub("\ufffd", name), NO_TEXT.sub("\ufffd", text)) for name, text in errors.typed(request)
    ]
    return errors.page(HTTPStatus.BAD_REQUEST, name="400_text", typed=typed)


def _charset(request: HttpRequest) -> str:
    return (request.content_params or {}).get("charset", "").lower()


def _head_is_text(request: HttpRequest) -> bool:
    query = request.META.get("QUERY_STRING", "").encode("latin-1", "replace")
    return _decodes(query) and _are_text([request.path, *request.COOKIES, *request.COOKIES.values()])


def _form_is_text(request: HttpRequest) -> bool:
    """Names, texts and names of files. Broken bytes of a multipart form come as halves (see `multipart`)."""
    texts = [text for name, values in request.POST.lists() for text in (name, *values)]
    names = [file.name or "" for _, files in request.FILES.lists() for file in files]
    broken = request.content_type == URLENCODED and not _decodes(request.body)
    return not broken and _are_text([*texts, *names])


def _decodes(encoded: bytes) -> bool:
    """Whether percent-encoded bytes are UTF-8 without NUL."""
    plain = unquote_to_bytes(encoded)
    try:
        plain.decode()
    except UnicodeDecodeError:
        return False
    return b"\0" not in plain


def _are_text(texts: Iterable[str]) -> bool:
    """Whether none has NUL or half of a surrogate pair."""
    return not any(map(NO_TEXT.search, texts))
