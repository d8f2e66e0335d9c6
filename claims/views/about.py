"""What the site says of itself: for everybody, and for the admins who write it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims.forms.site import SiteForm
from claims.queries.desk_compare import Pair
from claims.queries.site import paragraphs, site_settings
from claims.services.site import SettingsMoved, update_site_settings
from claims.views.desk_conflict import conflict, kept
from claimtrack import roles
from claimtrack.access import admins_only, readers

TEXTS, SWITCH = ("about", "method", "contact"), "second_pair"


@readers
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """Who we are, how claims are recorded, how to reach the desk."""
    stored = site_settings()
    context = {name: paragraphs(getattr(stored, name)) for name in TEXTS}
    return render(request, "claims/about.html", {**context, "may_edit": roles.is_admin(request.user)})


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """The three texts in a form."""
    if request.method == "POST":
        return _save(request)
    stored = site_settings()
    initial = {"expected": stored.version, **{name: getattr(stored, name) for name in (*TEXTS, SWITCH)}}
    return render(request, "claims/about_edit.html", {"form": SiteForm(initial=initial)})


def _save(request: HttpRequest) -> HttpResponse:
    form = SiteForm(request.POST)
    if not form.is_valid():
        return render(request, "claims/about_edit.html", {"form": form}, status=422)
    try:
        update_site_settings(admin=cast(User, request.user), **form.cleaned_data)
    except SettingsMoved:
        return _overtaken(request, form)
    messages.success(request, "Saved. This is what readers see.")
    return redirect("claims:about")


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _overtaken(request: HttpRequest, form: SiteForm) -> HttpResponse:
    now = site_settings()
    lines = [(str(form.fields[name].label), form.cleaned_data[name], getattr(now, name)) for name in TEXTS]
    mine, theirs = _yes(form.cleaned_data[SWITCH]), _yes(now.second_pair)
    lines.append(("Asks for a second pair of eyes", mine, theirs))
    hidden = [pair for pair in kept(request, {}) if pair[0] != "expected"]
    return conflict(
        request,
        what="page",
        who=now.last_actor.get_username() if now.last_actor_id else "Nobody",  # a version that never was
        pairs=[Pair(label, mine, theirs) for label, mine, theirs in lines],
        hidden=[*hidden, ("expected", str(now.version))],
        address=request.path,
        keep=reverse("claims:about"),
    )
