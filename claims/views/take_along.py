"""A claim to take along: its dossier for print, its frame in other pages, the words of our exports."""

from http import HTTPStatus

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from claims.exports.jsonld import absolute
from claims.exports.terms import GROUPS, PREFIX, vocabulary
from claims.queries.at_address import FoundClaim
from claims.queries.dossier import revisions_of, sources_of
from claims.queries.wording import address
from claims.views.twins import find, read
from claimtrack.access import readers


@readers
@require_safe
def dossier(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that readers see of a claim on one page to print, with the hashes of the texts."""
    found = find(slug)
    if other := _elsewhere(request, found, slug, "claims:claim-dossier", "claims/claim_withdrawn.html"):
        return other
    page = read(found)
    context = {
        "page": page,
        "at": timezone.now(),
        "cited": absolute(address("claims:claim", slug=found.slug)),
        "sources": sources_of(page.timeline.entries),
        "revisions": revisions_of(found.claim.pk),
    }
    return render(request, "claims/dossier.html", context)


@readers
@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """The claim and its state in a frame of another site: the only page that may stand in one. No script."""
    found = find(slug)
    if other := _elsewhere(request, found, slug, "claims:claim-embed", "claims/embed_withdrawn.html"):
        return other
    here = absolute(address("claims:claim", slug=found.slug))
    return render(request, "claims/embed.html", {"page": read(found), "here": here})


def _elsewhere(
    request: HttpRequest, found: FoundClaim, slug: str, name: str, gone: str
) -> HttpResponse | None:
    """An old address leads to the current one; of a withdrawn claim the template `gone` tells."""
    if slug != found.slug:
        return redirect(name, slug=found.slug, permanent=True)
    if found.gone:
        return render(request, gone, {"claim": found.claim}, status=HTTPStatus.GONE)
    return None


@readers
@require_safe
def vocabulary_page(request: HttpRequest) -> HttpResponse:
    """Every term of our exports, each with an address of its own."""
    context = {"groups": GROUPS, "prefix": PREFIX, "vocabulary": vocabulary()}
    return render(request, "claims/vocabulary.html", context)
