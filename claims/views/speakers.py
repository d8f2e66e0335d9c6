"""Speakers for readers and editors."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.queries.speakers import Ask, find_speaker, speaker_page
from claimtrack.access import readers


@readers
@require_safe
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    """Who it is and what it said; an old address, or that of a merged speaker, leads to the current one."""
    found = find_speaker(slug, request.user)
    if found is None:
        raise Http404
    known, current = found
    if slug != current:
        return redirect("claims:speaker", slug=current, permanent=True)
    ask = Ask(*(request.GET.get(name, "") for name in ("part", "after", "before")))
    page = speaker_page(known, request.user, ask=ask, today=timezone.now().date())
    return render(request, "claims/speaker.html", {"page": page})
