"""A second pair of eyes: what waits for another editor, approved or sent back."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.forms.approving import SendBackForm
from claims.queries.approvals import read_approvals
from claims.queries.desk_counts import desk_counts
from claims.services.approving import approve_claim, ask_to_show, send_back
from claims.services.errors import Refused
from claims.services.second_pair import asks_first
from claims.views.claim_together import SEND_BACK
from claims.views.desk_claim import Page, page_or_404
from claims.views.desk_statement import expected_of
from claimtrack.access import editors_only
from sources.services.roots import Stale

#: Said with the claim as it stands now.
OVERTAKEN = "Somebody changed this claim since you opened it. It is shown as it stands now; nothing was done."


@editors_only
@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """What waits for me, what I asked for, and what was sent back to me."""
    me = cast(User, request.user).pk
    context = {"page": read_approvals(me), "counts": desk_counts(me), "asked_for": asks_first()}
    return render(request, "claims/desk/approvals.html", context)


@editors_only
@require_POST
def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the claim to readers, or ask another editor to."""
    page = page_or_404(slug)
    editor = cast(User, request.user)
    seen = False

    def act() -> None:
        nonlocal seen
        seen = ask_to_show(editor=editor, claim=page.claim, expected=expected_of(request))

    return _answer(request, page, act, lambda: SHOWN if seen else "It waits for another editor now.")


SHOWN = "Readers see this claim now."


@editors_only
@require_POST
def approve(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what another editor asked for."""
    page, editor = page_or_404(slug), cast(User, request.user)
    expected = expected_of(request)
    return _answer(
        request,
        page,
        lambda: approve_claim(editor=editor, claim=page.claim, expected=expected),
        lambda: f"Approved. {SHOWN}",
    )


@editors_only
@require_POST
def back(request: HttpRequest, slug: str) -> HttpResponse:
    """Send it back, with a reason."""
    page, editor = page_or_404(slug), cast(User, request.user)
    form = SendBackForm(request.POST, prefix=SEND_BACK)
    page.sent[SEND_BACK] = form
    if not form.is_valid():
        return page.answer(request, status=422)
    given = form.cleaned_data
    return _answer(
        request,
        page,
        lambda: send_back(editor=editor, claim=page.claim, **given),
        lambda: "Sent back. The one who asked finds your reason among the approvals.",
    )


def _answer(
    request: HttpRequest, page: Page, act: Callable[[], object], done: Callable[[], str]
) -> HttpResponse:
    try:
        act()
    except Stale:
        now = page_or_404(page.slug)
        now.refused = OVERTAKEN
        if SEND_BACK in page.sent:
            again = {**page.sent[SEND_BACK].cleaned_data, "expected": now.claim.version}
            now.sent[SEND_BACK] = SendBackForm(prefix=SEND_BACK, initial=again)
        return now.answer(request, status=409)
    except Refused as error:
        page.refused = str(error)
        return page.answer(request, status=422)
    messages.success(request, done())
    return redirect(page.address)
