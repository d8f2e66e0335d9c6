"""The machine-readable twins of readers' pages. They show what readers see, whoever asks."""

import json
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from claims.exports.annotations import MEDIA_TYPE, annotation_page
from claims.exports.feeds import atom, entry_of
from claims.exports.jsonld import claim_document
from claims.exports.statements_csv import statements_csv
from claims.models import Claim, StatementLink
from claims.queries.article import article_page, find_withdrawal
from claims.queries.at_address import FoundClaim, find_claim
from claims.queries.claim_page import ClaimPage, claim_page
from claims.queries.moves import moves_of
from claims.queries.named import OUTLET, SPEAKER, TOPIC, Kind, find_at
from claims.queries.narrowing import under_topics
from claims.queries.seen_article import find_article
from claims.queries.wording import address
from claims.querysets import ClaimQuerySet
from claimtrack.access import readers
from claimtrack.words import day

READER = AnonymousUser()
#: Revisions in a feed.
FEED = 50
ATOM = "application/atom+xml; charset=utf-8"
GONE = 410


@readers
@require_safe
def claim_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The claim as JSON-LD."""
    found = find(slug)
    if other := elsewhere(found, slug, "claims:claim-json"):
        return other
    document = claim_document(read(found), address("claims:claim", slug=found.slug))
    return told(json.dumps(document, ensure_ascii=False, indent=1), "application/ld+json")


@readers
@require_safe
def claim_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Its statements as a table."""
    found = find(slug)
    if other := elsewhere(found, slug, "claims:claim-csv"):
        return other
    answer = told(statements_csv(read(found)), "text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{found.slug}.csv"'
    return answer


@readers
@require_safe
def claim_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Its revisions as Atom."""
    found = find(slug)
    if other := elsewhere(found, slug, "claims:claim-feed"):
        return other
    claims = Claim.objects.visible().filter(pk=found.claim.pk)
    return _feed(found.claim.text, "claims:claim", found.slug, claims)


@readers
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """What moved in any claim that readers see."""
    page, feed = address("claims:home"), address("claims:feed")
    moves = map(entry_of, moves_of(Claim.objects.visible(), FEED))
    return told(atom(title=settings.SITE_NAME, page=page, feed=feed, entries=moves), ATOM)


@readers
@require_safe
def topic_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What moved in the claims of a topic."""
    return _feed_of(request, TOPIC, slug, lambda pk: under_topics(Claim.objects.visible(), [pk]))


@readers
@require_safe
def speaker_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What moved in the claims on which a speaker is recorded."""
    return _feed_of(request, SPEAKER, slug, lambda pk: _claims_with("statement__speaker", pk))


@readers
@require_safe
def outlet_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """What moved in the claims on which an outlet's articles are recorded."""
    path = "statement__article_version__article__outlet"
    return _feed_of(request, OUTLET, slug, lambda pk: _claims_with(path, pk))


@readers
@require_safe
def annotations(request: HttpRequest, pk: int) -> HttpResponse:
    """The statements of an article as a W3C Web Annotation page."""
    article = find_article(pk, READER)
    if article is None:
        if gone := find_withdrawal(pk):
            return _gone(f"This article was withdrawn on {day(gone.at)}.")
        raise Http404
    answer = JsonResponse(annotation_page(article_page(article, READER)), content_type=MEDIA_TYPE)
    return _kept(answer)


def find(slug: str) -> FoundClaim:
    """The claim at an address, if readers see it or saw it; else 404."""
    found = find_claim(slug, READER)
    if found is None:
        raise Http404
    return found


def elsewhere(found: FoundClaim, slug: str, name: str) -> HttpResponse | None:
    """An old address leads to the current one; a withdrawn claim says so."""
    if slug != found.slug:
        return redirect(name, slug=found.slug, permanent=True)
    if found.gone and found.claim.withdrawn_at:
        return _gone(
            f"This claim was withdrawn on {day(found.claim.withdrawn_at)}: {found.claim.withdrawn_reason}"
        )
    return None


def read(found: FoundClaim) -> ClaimPage:
    """All that readers see on its page today."""
    return claim_page(found, READER, today=timezone.now().date())


def _feed_of(
    request: HttpRequest, kind: Kind, slug: str, claims: Callable[[int], ClaimQuerySet]
) -> HttpResponse:
    """The feed of something named that the visitor sees; of its claims, those that readers see."""
    found = find_at(kind, slug, request.user)
    if found is None:
        raise Http404
    row, current = found
    if slug != current:
        return redirect(f"claims:{kind.word}-feed", slug=current, permanent=True)
    return _feed(row.name, f"claims:{kind.word}", current, claims(row.pk))


def _claims_with(path: str, pk: int) -> ClaimQuerySet:
    """Visible claims with a visible statement that leads over `path` to the row, or to one merged into it."""
    links = StatementLink.objects.visible().with_target().order_by()
    own, merged = links.filter(**{path: pk}), links.filter(**{f"{path}__merged_into": pk})
    return Claim.objects.visible().filter(pk__in=own.values("target_id").union(merged.values("target_id")))


def _feed(title: str, name: str, slug: str, claims: ClaimQuerySet) -> HttpResponse:
    page, feed = address(name, slug=slug), address(f"{name}-feed", slug=slug)
    return told(atom(title=title, page=page, feed=feed, entries=map(entry_of, moves_of(claims, FEED))), ATOM)


def told(words: str, kind: str) -> HttpResponse:
    """An answer that other sites may read, and keep as long as it is the same (`claimtrack.fresh`)."""
    return _kept(HttpResponse(words, content_type=kind))


def _kept(answer: HttpResponse) -> HttpResponse:
    """Other sites' pages may read it."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _gone(words: str) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=GONE, content_type="text/plain; charset=utf-8")
