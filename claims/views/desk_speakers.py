"""Speakers at the desk: the page that finds likely duplicates, and two of them side by side."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims.choices import SpeakerKind
from claims.forms.speakers import AgainForm, PairForm
from claims.models import Speaker, SpeakersApart
from claims.queries.desk_since import changes_since
from claims.queries.desk_speaker import find_desk_speaker
from claims.queries.desk_speakers import ONLY, Asked, read_speakers
from claims.queries.speakers_compared import compare_speakers
from claims.services.alike_speakers import decision_on, say_apart, take_back_apart
from claims.services.errors import Refused
from claims.services.merging import merge_speakers
from claims.views.desk_conflict import conflict, kept
from claims.views.merging import merge_pairs
from claimtrack.access import editors_only
from sources.services.roots import Stale

#: A speaker with its current slug.
At = tuple[Speaker, str]


@editors_only
@require_safe
def speakers(request: HttpRequest) -> HttpResponse:
    """Pairs that may be one, all speakers, pairs told apart, and merged ones; searched and narrowed."""
    page = read_speakers(Asked.read(request.GET.dict()))
    context = {"page": page, "kinds": SpeakerKind.choices, "only": ONLY.items()}
    return render(request, "claims/desk/speakers.html", context)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, slug: str, other: str) -> HttpResponse:
    """Two speakers and what they said. POST: one stands for both, or they are two; or that is taken back."""
    one, two = _found(slug), _found(other)
    if one[0].pk == two[0].pk:
        raise Http404("A speaker is not compared with itself.")
    apart = decision_on(one[0].pk, two[0].pk)
    if request.method != "POST":
        return _page(request, one, two, apart)
    if request.POST.get("do") == "take-back":
        return _take_back(request, one, two, apart)
    form = PairForm(request.POST, names=(one[0].name, two[0].name))
    if not form.is_valid():
        return _page(request, one, two, apart, form=form, status=422)
    try:
        done = _decide(cast(User, request.user), one[0], two[0], form)
    except Stale:
        return _overtaken(request, slug, other, form.cleaned_data)
    except Refused as error:
        return _page(request, one, two, apart, form=form, refused=str(error), status=422)
    messages.success(request, done)
    return redirect("claims:desk-speakers")


def _decide(editor: User, first: Speaker, second: Speaker, form: PairForm) -> str:
    given = form.cleaned_data
    if given["decision"] == "apart":
        say_apart(editor=editor, one=first, other=second, reason=given["reason"])
        return f"Kept apart: “{first}” and “{second}”. The pair is not suggested again."
    keep, drop, expected = (
        (first, second, given["second"]) if given["decision"] == "first" else (second, first, given["first"])
    )
    merge_speakers(editor=editor, speaker=drop, expected=expected, into=keep, reason=given["reason"])
    return f"“{drop}” is merged into “{keep}”. You can unmerge it at any time."


def _overtaken(request: HttpRequest, slug: str, other: str, given: dict[str, Any]) -> HttpResponse:
    """The merge beside both speakers as they stand now (409)."""
    one, two = _found(slug), _found(other)
    (keep, _), (drop, _), opened = (
        (one, two, given["second"]) if given["decision"] == "first" else (two, one, given["first"])
    )
    versions = _versions(one, two)
    return conflict(
        request,
        what="speaker",
        who=drop.last_actor.get_username(),
        since=changes_since(drop, opened),
        pairs=merge_pairs(drop, opened, into=str(keep), reason=given["reason"]),
        hidden=[
            *(pair for pair in kept(request, {}) if pair[0] not in versions),
            *((name, str(version)) for name, version in versions.items()),
        ],
        address=request.path,
        keep=reverse("claims:desk-speakers-compare", kwargs={"slug": one[1], "other": two[1]}),
    )


def _take_back(request: HttpRequest, one: At, two: At, apart: SpeakersApart | None) -> HttpResponse:
    form = AgainForm(request.POST)
    if not form.is_valid():
        return _page(request, one, two, apart, again=form, status=422)
    if apart:
        reason = form.cleaned_data["reason"]
        take_back_apart(editor=cast(User, request.user), apart=apart, reason=reason)
    messages.success(request, "Taken back: the pair may be suggested again.")
    return redirect(reverse("claims:desk-speakers-compare", kwargs={"slug": one[1], "other": two[1]}))


def _page(
    request: HttpRequest,
    one: At,
    two: At,
    apart: SpeakersApart | None,
    *,
    form: PairForm | None = None,
    again: AgainForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    names = (one[0].name, two[0].name)
    merged = next((row for row in (one, two) if row[0].merged_into_id), None)
    context = {
        "sides": compare_speakers(one, two),
        "form": form or PairForm(initial=_versions(one, two), names=names),
        "again": again or AgainForm(),
        "apart": apart,
        "merged": merged,
        "refused": refused,
    }
    return render(request, "claims/desk/speakers_compare.html", context, status=status)


def _versions(one: At, two: At) -> dict[str, int]:
    return {"first": one[0].version, "second": two[0].version}


def _found(slug: str) -> At:
    found = find_desk_speaker(slug)
    if found is None:
        raise Http404("There is no such speaker.")
    return found
