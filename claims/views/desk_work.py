"""Taking an article or a claim, giving it away, saying how far it is: by a button, never by looking."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims.choices import DeskState
from claims.models import Claim
from claims.services.desk_work import Taken, set_work
from claims.services.errors import Refused
from claims.views.desk import article_or_404, list_view, show_article
from claims.views.desk_claim import page_or_404
from claims.views.desk_statement import expected_of
from claimtrack.access import editors_only
from sources.models import Article

#: The button → what becomes of it. *take* makes it mine, *give* that of who is chosen beside.
STATES = {
    "take": DeskState.IN_WORK,
    "give": DeskState.IN_WORK,
    "to_check": DeskState.TO_CHECK,
    "done": DeskState.DONE,
    "unread": DeskState.UNREAD,
}


@editors_only
@require_POST
def of_article(request: HttpRequest, pk: int) -> HttpResponse:
    """An article: back to its list view, or to the queue."""
    found = article_or_404(pk)
    try:
        _set(request, found)
    except Refused as error:
        status = 409 if isinstance(error, Taken) else 422
        return show_article(request, found, refused=str(error), at="#work", status=status)
    return redirect(_queue(request) or list_view(found.pk))


@editors_only
@require_POST
def of_claim(request: HttpRequest, slug: str) -> HttpResponse:
    """A claim: back to its page, or to the queue."""
    page = page_or_404(slug)
    try:
        _set(request, page.claim)
    except Refused as error:
        page.refused = str(error)
        return page.answer(request, status=409 if isinstance(error, Taken) else 422)
    return redirect(_queue(request, "?of=claims") or page.address)


def _set(request: HttpRequest, subject: Article | Claim) -> None:
    do, chosen = request.POST.get("do", ""), request.POST.get("to", "")
    if do not in STATES:
        raise Refused("Choose one of the buttons.")
    me = cast(User, request.user)
    to = int(chosen) if chosen.isdecimal() and len(chosen) < 10 else None
    if do == "give" and to is None:
        raise Refused("Choose to whom it is given.")
    whose = {"take": me.pk, "done": me.pk, "unread": None}.get(do, to)
    item = set_work(
        editor=me, subject=subject, expected=expected_of(request), state=STATES[do], assignee_id=whose
    )
    messages.success(request, _told(item.state, item.assignee, me))


def _told(state: str, assignee: User | None, me: User) -> str:
    """As in "It is in work now, by you."."""
    label = DeskState(state).label
    if assignee is None:
        return f"It is {label} now, and nobody’s."
    return f"It is {label} now, by {'you' if assignee == me else assignee.get_username()}."


def _queue(request: HttpRequest, part: str = "") -> str:
    """Where it was pressed in the queue."""
    return f"{reverse('claims:desk')}{part}" if request.POST.get("back") == "queue" else ""
