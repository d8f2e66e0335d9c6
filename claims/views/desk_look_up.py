"""What the keyboard desk looks up while words are typed, in JSON: claims and speakers without numbers."""

from __future__ import annotations

from dataclasses import asdict

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from claims.queries.looked_up import look_up_claims, look_up_speakers
from claimtrack.access import editors_only

#: Code points that are read of what is typed, and of the words that it is compared with.
LONGEST, LONGEST_OF = 200, 2000


@editors_only
@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    """`claims` or `speakers`: typed words; `of`: what a claim is looked for. {"found": [LookedUp, …]}."""
    if "claims" in request.GET:
        of = " ".join(request.GET.get("of", "").split())[:LONGEST_OF]
        found = look_up_claims(_typed(request.GET["claims"]), of=of)
    elif "speakers" in request.GET:
        found = look_up_speakers(_typed(request.GET["speakers"]))
    else:
        raise BadRequest("Nothing was looked for.")
    return JsonResponse({"found": [asdict(one) for one in found]})


def _typed(words: str) -> str:
    return " ".join(words.split())[:LONGEST]
