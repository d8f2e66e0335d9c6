"""The page of a topic: its claims as a list, or as one timeline."""

from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.filters import ClaimFilter
from claims.models import Topic
from claims.queries.capped import capped
from claims.queries.claim_list import SORT_WORDS, list_claims
from claims.queries.keys import Turn
from claims.queries.named import TOPIC, find_at
from claims.queries.topic import claims_of_topic, contradictions_in
from claims.queries.topic_timeline import topic_timeline
from claimtrack.access import readers

#: The part of the page that is a timeline, as its address names it.
TIMELINE = "timeline"


@readers
@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """A topic's claims with their states, narrowed as the address says, or (part=timeline) on one timeline.

    Its old address, or that of a merged one, leads to the current.
    """
    found = find_at(TOPIC, slug, request.user)
    if found is None:
        raise Http404
    if slug != found[1]:
        return redirect("claims:topic", slug=found[1], permanent=True)
    claims = partial(claims_of_topic, found[0].pk, request.user)
    filters = ClaimFilter(request.GET, claims=claims, request=request, known_as=f"topic {found[0].pk}")
    if request.GET.get("part") == TIMELINE:
        return _timeline(request, found[0], filters)
    return _claims(request, found[0], filters)


def _claims(request: HttpRequest, topic: Topic, filters: ClaimFilter) -> HttpResponse:
    today, claims = timezone.now().date(), filters.narrowed()
    page = list_claims(
        lambda: claims,
        request.user,
        turn=_turn(request),
        today=today,
        sort=filters.sort_by,
        words=filters.words,
    )
    against, more = contradictions_in(claims, [row.pk for row in page.rows], today=today)
    return render(
        request,
        "claims/topic.html",
        _shared(topic, filters)
        | {
            "page": page,
            "against": against,
            "more_against": more,
            "sorts": [
                (words, filters.address(sort=sort), sort == filters.sort_by)
                for sort, words in SORT_WORDS.items()
            ],
            "newer": filters.address(before=page.newer) if page.newer else "",
            "older": filters.address(after=page.older) if page.older else "",
        },
    )


def _timeline(request: HttpRequest, topic: Topic, filters: ClaimFilter) -> HttpResponse:
    turn = _turn(request)
    here = filters.address(part=TIMELINE)
    line = topic_timeline(
        filters.narrowed(),
        request.user,
        turn=turn,
        today=timezone.now().date(),
        query=request.GET,
        page_address=f"{here}{_place(turn)}",
        sort=filters.sort_by,
    )
    if line.drawing:
        here = f"{here}&axis={line.drawing.axis}"
    return render(
        request,
        "claims/topic_timeline.html",
        _shared(topic, filters)
        | {
            "line": line,
            "newer": f"{here}&{urlencode({'before': line.newer})}" if line.newer else "",
            "older": f"{here}&{urlencode({'after': line.older})}" if line.older else "",
        },
    )


def _shared(topic: Topic, filters: ClaimFilter) -> dict[str, Any]:
    """What both parts show: the topic, what narrows them, and how many claims that leaves."""
    return {
        "topic": topic,
        "filters": filters,
        "chosen": filters.chosen(),
        "total": capped(filters.narrowed()),
        "as_list": filters.address(),
        "as_timeline": filters.address(part=TIMELINE),
    }


def _place(turn: Turn) -> str:
    """What names this page in an address, after other parameters."""
    if turn.after:
        return f"&{urlencode({'after': str(turn.after)})}"
    return f"&{urlencode({'before': str(turn.before)})}" if turn.before else ""


def _turn(request: HttpRequest) -> Turn:
    return Turn.read(after=request.GET.get("after", ""), before=request.GET.get("before", ""))
