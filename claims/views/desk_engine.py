"""Which engine reads texts for statements: admins see what was trained, and decide."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from claims.models import TrainedTagger
from claims.queries.taggers import engine_page
from claims.services.errors import Refused
from claims.services.taggers import go_back_to_rules, retire_tagger, use_tagger
from claimtrack.access import admins_only


@admins_only
@require_safe
def engine(request: HttpRequest) -> HttpResponse:
    """The taggers with their figures and learning curves."""
    return _page(request)


@admins_only
@require_POST
def use(request: HttpRequest, pk: int) -> HttpResponse:
    """Put one to use, or say why not (422)."""
    tagger = get_object_or_404(TrainedTagger, pk=pk)
    try:
        use_tagger(admin=cast(User, request.user), tagger=tagger)
    except Refused as error:
        return _page(request, wrong=str(error))
    messages.success(request, f"Trained tagger {pk} reads from now on.")
    return redirect("claims:desk-engine")


@admins_only
@require_POST
def rules(request: HttpRequest) -> HttpResponse:
    """Go back to the rules alone."""
    go_back_to_rules(admin=cast(User, request.user))
    messages.success(request, "The rules alone read from now on.")
    return redirect("claims:desk-engine")


@admins_only
@require_POST
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a tagger's file, with a reason."""
    tagger = get_object_or_404(TrainedTagger, pk=pk)
    try:
        retire_tagger(admin=cast(User, request.user), tagger=tagger, reason=request.POST.get("reason", ""))
    except Refused as error:
        return _page(request, wrong=str(error))
    messages.success(request, f"Trained tagger {pk} is retired; its file is gone.")
    return redirect("claims:desk-engine")


def _page(request: HttpRequest, *, wrong: str = "") -> HttpResponse:
    context = {"page": engine_page(), "wrong": wrong}
    return render(request, "claims/desk/engine.html", context, status=422 if wrong else 200)
