"""Indexes of topics, speakers and outlets; the page of an outlet."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from claims.queries.named import OUTLET, Kind, find_at
from claims.queries.names import NameList, Place, list_outlets, list_speakers, list_topics
from claims.queries.outlet import outlet_page
from claimtrack.access import readers
from claimtrack.roles import Visitor


@readers
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All topics that the visitor sees, by name."""
    return _index(request, "topics", list_topics)


@readers
@require_safe
def speakers(request: HttpRequest) -> HttpResponse:
    """All speakers that the visitor sees, by name."""
    return _index(request, "speakers", list_speakers)


@readers
@require_safe
def outlets(request: HttpRequest) -> HttpResponse:
    """All outlets that the visitor sees, by name."""
    return _index(request, "outlets", list_outlets)


@readers
@require_safe
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    """An outlet, its articles and what it did with those of others; old addresses lead on as for topics."""
    found, current = _found(OUTLET, slug, request.user)
    if slug != current:
        return redirect("claims:outlet", slug=current, permanent=True)
    part, after, before = (request.GET.get(name, "") for name in ("part", "after", "before"))
    page = outlet_page(found, request.user, part=part, after=after, before=before)
    return render(request, "claims/outlet.html", {"page": page})


def _index(request: HttpRequest, kind: str, listed: Callable[[Visitor, Place], NameList]) -> HttpResponse:
    after, before, words = (request.GET.get(name, "") for name in ("after", "before", "q"))
    place = Place.read(after=after, before=before, words=words)
    given = {"kind": kind, "page": listed(request.user, place), "words": place.words}
    return render(request, "claims/names.html", given)


def _found(kind: Kind, slug: str, visitor: Visitor) -> tuple[Any, str]:
    found = find_at(kind, slug, visitor)
    if found is None:
        raise Http404
    return found
