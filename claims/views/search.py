"""The search over claims, statements, speakers and articles; and its feed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.exports.feeds import atom
from claims.exports.found_feed import found_entries
from claims.queries.search_beside import Beside
from claims.queries.search_newest import COUNTED
from claims.queries.search_results import SORTS, Asked
from claims.queries.wording import address
from claims.search_filters import CLOCKS, Search
from claims.views.twins import ATOM, told
from claimtrack.access import readers
from claimtrack.roles import READER

BAD = 400


@readers
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What is found, a page at a time; what of the address cannot be read is told (400), and left out."""
    asked = Search(request.GET, visitor=request.user)
    context = {"search": asked, "results": None, "sorts": (), "clocks": ()}
    if asked.asks:
        context |= _found(asked)
    return render(request, "claims/search.html", context, status=BAD if asked.complaints else None)


@readers
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The same search as Atom; it shows what readers see, whoever asks. What cannot be read is 400."""
    asked = Search(request.GET, visitor=READER)
    if asked.complaints or not asked.asks:
        told_wrong = " ".join(asked.complaints) or "Say what to look for."
        return HttpResponse(f"{told_wrong}\n", status=BAD, content_type="text/plain; charset=utf-8")
    page, query = address("claims:search"), asked.address()
    entries = found_entries(asked.asked(), today=timezone.now().date())
    title = (
        f"Search for “{asked.words}” in {asked.sort.name}" if asked.words else f"Search in {asked.sort.name}"
    )
    made = atom(title=title, page=f"{page}{query}", feed=f"{page}feed/{query}", entries=entries)
    return told(made, ATOM)


def _found(search: Search) -> dict[str, Any]:
    asked, first = search.first(most=COUNTED + 1)
    results = asked.page(first, search.turn, today=timezone.now().date())

    return {
        "results": results,
        "beside": Beside(asked, first, search.given, search.read),
        "kinds": SORTS.values(),
        "sorts": _sorts(search, asked),
        "clocks": [(name, CLOCKS[name], name == search.clock(search.sort)) for name in search.sort.clocks],
        "newer": search.address(before=results.newer) if results.newer else "",
        "older": search.address(after=results.older) if results.older else "",
    }


def _sorts(search: Search, asked: Asked) -> list[tuple[str, str, bool]]:
    """Each order: its words, its address, and whether it is in use."""
    orders = search.sort.orders
    return [(one.words, search.address(sort=one.name), one == asked.order) for one in orders]
