"""The page of a claim."""

from http import HTTPStatus
from math import ceil

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from claims.queries.at_address import FoundClaim, find_claim
from claims.queries.claim_page import claim_page
from claims.queries.drawn import drawn_of
from claims.views.reading_past import asks_for_the_past, past_claim
from claimtrack.access import readers
from claimtrack.roles import is_editor

#: When this program was started: a page may have changed with it.
STARTED = timezone.now()


@readers
@require_safe
def claim(request: HttpRequest, slug: str) -> HttpResponse:
    """The claim and its timeline; an old address, or that of a merged claim, leads to the current one.

    A withdrawn claim answers 410 and says when and why; an editor still sees all of it. With `?as_of=` or
    `?revision=` it is the page as it stood then.
    """
    if asks_for_the_past(request.GET):
        return past_claim(request, slug)
    found = find_claim(slug, request.user)
    if found is None:
        raise Http404
    if slug != found.slug:
        return redirect("claims:claim", slug=found.slug, permanent=True)
    if found.gone and not is_editor(request.user):
        return render(request, "claims/claim_withdrawn.html", {"claim": found.claim}, status=HTTPStatus.GONE)
    etag = _etag(found) if not request.user.is_authenticated else None
    changed = _changed(found) if etag else None
    fresh = get_conditional_response(request, etag=etag, last_modified=changed) if etag else None
    return fresh or _page(request, found, etag, changed)


def _page(request: HttpRequest, found: FoundClaim, etag: str | None, changed: int | None) -> HttpResponse:
    page = claim_page(found, request.user, today=timezone.now().date())
    response = render(
        request, "claims/claim.html", {"page": page, "drawn": drawn_of(page.timeline, request.GET)}
    )
    if etag:
        response["ETag"] = etag
    if changed:
        response["Last-Modified"] = http_date(changed)
    return response


def _etag(found: FoundClaim) -> str | None:
    """Changes with the revision, with the day (no answer as of …), and with the style sheets of a release."""
    if not found.values.revision:
        return None
    release = getattr(staticfiles_storage, "manifest_hash", "")
    stale = "-stale" if found.stale else ""
    day = timezone.now().date().isoformat()
    return f'"{found.claim.pk}-{found.values.revision}{stale}-{day}-{release}"'


def _changed(found: FoundClaim) -> int | None:
    """When the page last changed, in whole seconds since 1970 (UTC): with a revision, the day, or a release.

    None while that is still to come: of two changes within a second the later one would not be told.
    """
    now = timezone.now()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    changed = ceil(max(found.values.last_moved or midnight, midnight, STARTED).timestamp())
    return None if found.stale or changed >= int(now.timestamp()) else changed
