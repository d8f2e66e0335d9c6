"""The Jinja2 environment: what every template of the house can rely on.

Undefined names are errors, everything is escaped, and `frame` (navigation, visitor, messages) is there
on every page rendered with a request. Error pages are rendered without one: see claimtrack.errors.
"""

from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from jinja2 import Environment, StrictUndefined
from jinja2.runtime import Macro

from claimtrack import words
from claimtrack.addresses import named_by
from claimtrack.navigation import Frame
from claimtrack.template_code import HouseEnvironment


def environment(**options: Any) -> Environment:
    """Build the environment Django's Jinja2 backend asks for."""
    options.update(undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made = HouseEnvironment(**options)
    made.globals.update(
        url=url, static=static_address, plain_static=plain_static, site_name=settings.SITE_NAME
    )
    made.globals["site_url"] = settings.SITE_URL
    for function in (words.day, words.instant, words.iso, words.grouped, words.counted):
        made.filters[function.__name__] = function
    made.globals.update(counted=words.counted, drawn=drawn)
    return made


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Context processor: what the frame of a page shows. Nothing is asked until a template uses it."""
    return {"frame": Frame(request)}


def url(name: str, **kwargs: Any) -> str:
    """The address of a named page. Raises NoReverseMatch for a name that is not there."""
    if len(kwargs) == 1:
        ((key, value),) = kwargs.items()
        plain = named_by(name, key, value)
        if plain is not None:
            return plain
    return _reversed(name, tuple(kwargs.items()))


@lru_cache(maxsize=4096)
def _reversed(name: str, parts: tuple[tuple[str, Any], ...]) -> str:
    """Addresses do not change while a process lives, and a page asks for a dozen."""
    return reverse(name, kwargs=dict(parts))


@lru_cache(maxsize=4096)
def drawn(macro: Macro, *values: Any) -> str:
    """What a macro writes of values that say all it asks for: many rows of a list have the same."""
    return macro(*values)


def static_address(path: str) -> str:
    """A static file's address, with its hash where that is known."""
    return _hashed(path, settings.DEBUG)


@cache
def _hashed(path: str, _debug: bool) -> str:
    """A release has the same files as long as it runs, and each page names a dozen of them."""
    return static(path)


def plain_static(path: str) -> str:
    """A static file's address without its hash: error pages must not fail when the manifest is missing."""
    return f"{settings.STATIC_URL}{path}"
