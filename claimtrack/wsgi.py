"""The web server's door."""

import os
from collections.abc import Mapping
from typing import Any

import django
from django.core.exceptions import BadRequest
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import UnreadablePostError
from django.utils.http import parse_header_parameters

from claimtrack import garbage

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "claimtrack.settings")
# No page may hold the database for long: not a costly search, nor a wait for another editor's save. Read by
# libpq, so it binds the web's connections alone; the worker and migrations take the time they need.
os.environ.setdefault(
    "PGOPTIONS",
    "-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s"
    # Pages ask for a few rows by indexes. Where the planner takes them for many, it would start helpers or
    # compile, and either takes longer than the answer.
    " -c max_parallel_workers_per_gather=0 -c jit=off",
)
# Nor may a database that does not even say no.
os.environ.setdefault("PGCONNECT_TIMEOUT", "5")


class Request(WSGIRequest):
    """Django's own, but for one header, and for what does not come.

    Django reads address and body in whatever the visitor calls their charset. One that spells no text
    ("rot13", "hex", "undefined") fails as soon as the request is made, before there is anybody to answer.
    Here a charset is only noted; `claimtrack.gate` refuses all but UTF-8, with a sentence.
    """

    def _set_content_type_params(self, meta: Mapping[str, Any]) -> None:
        try:
            self.content_type, self.content_params = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        except ValueError:  # the header names such a charset for a part of itself
            self.content_type, self.content_params = "", {"charset": "unreadable"}

    def read(self, *args: Any, **kwargs: Any) -> bytes:
        """Read on. A visitor who stopped in the middle is told so, if still there: nothing failed here."""
        try:
            return super().read(*args, **kwargs)
        except UnreadablePostError as stopped:
            raise BadRequest("The rest of the request did not come") from stopped


class Handler(WSGIHandler):
    """Makes our requests."""

    request_class = Request


django.setup(set_prefix=False)
application = Handler()
garbage.settle()
