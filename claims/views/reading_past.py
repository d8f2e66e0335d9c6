"""The page of a claim as it stood on a past day, or exactly as one of its revisions stood."""

from __future__ import annotations

import re
from datetime import UTC, date
from http import HTTPStatus

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import urlencode

from claims.models import Claim, ClaimRevision
from claims.queries.drawn import drawn_of
from claims.queries.past import ClaimThen, claim_then, merged_on, revision_on, revisions_of
from claims.queries.past_page import PastPage, past_page
from claims.queries.revisions import record_of
from claims.queries.since import removals_on
from claimtrack.words import day as in_words

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)
AS_OF, REVISION = "as_of", "revision"


class _NotThen(Exception):
    """Nothing can be shown: why, in a sentence, and with which status."""

    def __init__(self, sentence: str, status: HTTPStatus) -> None:
        super().__init__(sentence)
        self.sentence, self.status = sentence, status


_UNTOLD = _NotThen(
    "How this claim stood then is not known: it was loaded from an archive without its history.",
    HTTPStatus.NOT_FOUND,
)


def asks_for_the_past(asked: QueryDict) -> bool:
    """Whether the address names a day or a revision."""
    return AS_OF in asked or REVISION in asked


def past_claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer `?as_of=YYYY-MM-DD` or `?revision=N`: 400 for what names neither, 404 for what was not there.

    An old address leads to the current one. Where the claim was merged into another on that day, that one is
    shown; a revision is always the claim's own. Whoever asks sees what readers see.
    """
    then = claim_then(slug)
    if then is None:
        raise Http404
    if not request.GET.get(AS_OF, "-"):
        return redirect("claims:claim", slug=then.slug)
    if slug != then.slug:
        return redirect(f"/claims/{then.slug}/?{request.GET.urlencode()}", permanent=True)
    today = timezone.now().astimezone(UTC).date()
    try:
        revision, day = _asked(request.GET, then, today)
    except _NotThen as refusal:
        return _refused(request, then, refusal, today)
    if AS_OF in request.GET and (into := merged_on(then.pk, day)):
        return redirect(f"{into}?{urlencode({AS_OF: day.isoformat()})}")
    etag = None if request.user.is_authenticated else _etag(then, revision, day, today)
    fresh = get_conditional_response(request, etag=etag) if etag else None
    if fresh:
        return fresh
    try:
        return _page(request, past_page(then, revision, day=day, of_day=AS_OF in request.GET), etag)
    except Claim.DoesNotExist:
        return _refused(request, then, _UNTOLD, today)


def _asked(asked: QueryDict, then: ClaimThen, today: date) -> tuple[ClaimRevision, date]:
    """The revision, and the day whose end the page tells. Raises _NotThen."""
    if AS_OF in asked and REVISION in asked:
        raise _NotThen("Ask for a day or for a revision, not for both.", HTTPStatus.BAD_REQUEST)
    number = asked.get(REVISION)
    return _on(asked.get(AS_OF, ""), then, today) if number is None else _numbered(number, then)


def _numbered(written: str, then: ClaimThen) -> tuple[ClaimRevision, date]:
    if not _NUMBER.fullmatch(written):
        raise _NotThen("A revision is a whole number from 1, as in ?revision=3.", HTTPStatus.BAD_REQUEST)
    found = revisions_of(then.pk).filter(number=int(written)).first()
    if found is None:
        raise _NotThen(f"This claim has no revision {written}.", HTTPStatus.NOT_FOUND)
    return found, found.at.astimezone(UTC).date()


def _on(written: str, then: ClaimThen, today: date) -> tuple[ClaimRevision, date]:
    try:
        day = date.fromisoformat(written) if _DAY.fullmatch(written) else None
    except ValueError:
        day = None
    if day is None:
        raise _NotThen(
            "This is not a day. Write year, month and day, as in 2031-05-12.", HTTPStatus.BAD_REQUEST
        )
    if day > today:
        raise _NotThen(
            f"{in_words(day)} is still to come: a page cannot be shown as it will stand.",
            HTTPStatus.BAD_REQUEST,
        )
    found = revision_on(then.pk, day)
    if found is None:
        raise _NotThen(f"Nothing was recorded of this claim yet on {in_words(day)}.", HTTPStatus.NOT_FOUND)
    return found, day


def _page(request: HttpRequest, past: PastPage, etag: str | None) -> HttpResponse:
    context = {"past": past, "page": past.page, "canonical": f"{settings.SITE_URL}{past.present}"}
    if past.page is None:
        response = render(request, "claims/past_withdrawn.html", context, status=HTTPStatus.GONE)
    else:
        drawn = drawn_of(past.page.timeline, request.GET)
        response = render(request, "claims/claim.html", {**context, "drawn": drawn})
    if etag:
        response["ETag"] = etag
    response["X-Robots-Tag"] = "noindex"
    return response


def _refused(request: HttpRequest, then: ClaimThen, refusal: _NotThen, today: date) -> HttpResponse:
    context = {
        "sentence": refusal.sentence,
        "record": record_of(then.pk, then.slug, today=today),
        "slug": then.slug,
    }
    response = render(request, "claims/past_refused.html", context, status=refusal.status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _etag(then: ClaimThen, revision: ClaimRevision, day: date, today: date) -> str:
    """A past page changes with what became of it since, with legal removals, and with a release's sheets.

    And with the day, which is the last that may be asked for.
    """
    withdrawn = int(then.withdrawn[0].timestamp()) if then.withdrawn else ""
    parts = (then.pk, revision.number, day, then.newest, removals_on(then.pk), then.into, withdrawn, today)
    release = getattr(staticfiles_storage, "manifest_hash", "")
    return f'"past-{"-".join(map(str, parts))}-{release}"'
