"""An editor's own drafts: kept while a form is filled in, listed, discarded."""

from __future__ import annotations

from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from claims.queries.drafts import all_drafts
from claims.services.drafts import discard_draft, save_draft
from claims.services.errors import Refused
from claims.views.desk_statement import number_of
from claims.views.drafting import place_sent, taken_up
from claimtrack.access import editors_only


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def drafts(request: HttpRequest) -> HttpResponse:
    """GET: what is not saved yet. POST: keep a form, for scripts; 201 with the address that shows it."""
    if request.method != "POST":
        mine = [(draft, taken_up(draft)) for draft in all_drafts(cast(User, request.user))]
        return render(request, "claims/desk/drafts.html", {"drafts": mine})
    place = place_sent(request)
    if place is None:
        raise BadRequest("This form keeps no draft of yours.")
    try:
        draft = save_draft(place=place, fields=dict(request.POST.lists()))
    except Refused as error:
        return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=HTTPStatus.CREATED, headers={"Location": taken_up(draft)})


@editors_only
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """Let one go, by its number or its form; back to where that was pressed. Doing it again is no mistake."""
    user, place = cast(User, request.user), place_sent(request)
    if place is not None:
        discard_draft(user=user, form=place.form)
    elif discard_draft(user=user, pk=number_of(request.POST.get("number", ""))):
        messages.success(request, "The draft is gone.")
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        back = reverse("claims:desk-drafts")
    return redirect(back)
