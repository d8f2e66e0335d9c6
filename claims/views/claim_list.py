"""The list of claims, searched and filtered."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.filters import ALL, ClaimFilter
from claims.queries.claim_list import SORT_WORDS, claims_seen_by, list_claims
from claims.queries.keys import Turn
from claims.queries.listed import listed_ahead
from claimtrack.access import readers
from claimtrack.kept import tell_moment
from claimtrack.roles import is_editor


@readers
@require_safe
def claims(request: HttpRequest) -> HttpResponse:
    """Claims the visitor sees, narrowed as the address says; what it says wrongly is told, and left out."""
    seen = partial(claims_seen_by, request.user)
    filters = ClaimFilter(request.GET, claims=seen, request=request, known_as=ALL)
    chosen = filters.chosen()
    turn = Turn.read(after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    read = partial(
        list_claims,
        filters.narrowed,
        request.user,
        turn=turn,
        today=timezone.now().date(),
        sort=filters.sort_by,
        words=filters.words,
        plain=not is_editor(request.user) and not chosen,
    )
    # The numbers bring the first page along; for a later one they are mostly known, once it tells the moment.
    later = read() if turn.beyond else None
    if later and later.snapshot:
        tell_moment(request, later.snapshot)
    total, more, first = filters.counted("", lambda sample: (sample.number, sample.more, sample.first))
    if later is None:
        read = partial(read, first=listed_ahead(first))
    context = {
        # Answered while the filters are written.
        "read": (lambda: later) if later else read,
        "filters": filters,
        "chosen": chosen,
        "total": total,
        "more": more,
        "sorts": [
            (words, filters.address(sort=sort), sort == filters.sort_by) for sort, words in SORT_WORDS.items()
        ],
    }
    return render(request, "claims/claim_list.html", context)
