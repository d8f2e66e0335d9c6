"""The Jinja2 environment: what every template of the house can rely on.

Undefined names are errors, everything is escaped, and `frame` (navigation, visitor, messages) is there
on every page rendered with a request. Error pages are rendered without one: see claimtrack.errors.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined

from claimtrack import words
from claimtrack.navigation import Frame


def environment(**options: Any) -> Environment:
    """Build the environment Django's Jinja2 backend asks for."""
    options.update(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made = Environment(**options)  # noqa: S701  (autoescape is set in the line above)
    made.globals.update(url=url, static=static, plain_static=plain_static, site_name=settings.SITE_NAME)
    for function in (words.day, words.instant, words.iso, words.grouped, words.counted):
        made.filters[function.__name__] = function
    made.globals["counted"] = words.counted
    return made


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: what the frame of a page shows. Nothing is asked until a template uses it."""
    return {"frame": Frame(request)}


def url(name: str, **kwargs: Any) -> str:
    """The address of a named page. Raises NoReverseMatch for a name that is not there."""
    return reverse(name, kwargs=kwargs)


def plain_static(path: str) -> str:
    """A static file's address without its hash: error pages must not fail when the manifest is missing."""
    return f"{settings.STATIC_URL}{path}"
