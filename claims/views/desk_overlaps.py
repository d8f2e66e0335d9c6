"""Articles that share their text, at the desk: what waits, and two side by side with the decision."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims.choices import OverlapDecision
from claims.forms.overlaps import OverlapForm
from claims.queries.overlaps import compare as compare_texts
from claims.queries.overlaps import find_overlap, overlaps_of, read_review
from claims.queries.passage_review import to_review
from claims.services.errors import Refused
from claims.services.overlaps import decide_overlap
from claims.views.desk import article_or_404
from claims.views.desk_statement import OVERTAKEN
from claimtrack.access import editors_only
from sources.choices import OverlapState
from sources.models import Overlap
from sources.services.roots import Stale


@editors_only
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """The overlaps that wait for a decision, and those decided; `show` is one of the parts."""
    page = read_review(show=request.GET.get("show", ""), before=_number(request.GET.get("before", "")))
    return render(request, "claims/desk/review.html", {"page": page, "passages": to_review().count()})


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """The article beside the one that `with` names, to be decided; without it, what it shares text with."""
    article = article_or_404(pk)
    other = _number(request.GET.get("with", ""))
    overlap = find_overlap(pk, other) if other else None
    if overlap is None and (other or request.method == "POST"):
        raise Http404("These articles are not told to share their text.")
    if overlap is None:
        return render(request, "claims/desk/overlaps.html", {"article": article, "rows": overlaps_of(pk)})
    if request.method == "POST":
        return _decide(request, overlap)
    return _page(request, overlap, OverlapForm(initial=_versions(overlap)))


def _decide(request: HttpRequest, overlap: Overlap) -> HttpResponse:
    form = OverlapForm(request.POST)
    if not form.is_valid():
        return _page(request, overlap, form, status=422)
    given = form.cleaned_data
    try:
        decide_overlap(
            editor=cast(User, request.user),
            overlap=overlap,
            expected={overlap.first_id: given["first"], overlap.second_id: given["second"]},
            decision=OverlapDecision(given["decision"]),
            reason=given["reason"],
        )
    except Stale:
        now = cast(Overlap, find_overlap(overlap.first_id, overlap.second_id))
        again = OverlapForm(initial={**given, **_versions(now)})
        return _page(request, now, again, refused=OVERTAKEN, status=409)
    except Refused as error:
        now = cast(Overlap, find_overlap(overlap.first_id, overlap.second_id))
        return _page(request, now, form, refused=str(error), status=422)
    messages.success(request, f"Decided: {OverlapDecision(given['decision']).label.lower()}.")
    page = reverse("claims:article-compare", kwargs={"pk": overlap.first_id})
    return redirect(f"{page}?with={overlap.second_id}")


def _page(
    request: HttpRequest, overlap: Overlap, form: OverlapForm, *, refused: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "page": compare_texts(overlap),
        "form": form,
        "refused": refused,
        "suggested": overlap.state == OverlapState.SUGGESTED,
        "undone": overlap.state == OverlapState.UNDONE,
    }
    return render(request, "claims/desk/compare.html", context, status=status)


def _versions(overlap: Overlap) -> dict[str, int]:
    return {"first": overlap.first.version, "second": overlap.second.version}


def _number(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 18 else None
