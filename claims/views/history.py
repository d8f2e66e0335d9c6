"""The history of a claim, statement, speaker and article, for editors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from claims.models import SpeakerAddress, Statement
from claims.queries.desk_claim import find_claim
from claims.queries.history import history_of
from claims.queries.keys import Turn
from claims.querysets import current_slug
from claims.views.desk import article_or_404, list_view
from claimtrack.access import editors_only
from sources.models.root import Root


@dataclass(frozen=True, slots=True)
class Told:
    """Whose history it is. back: the page it belongs to; here: its own; slug: "" where it has none."""

    root: Root
    kind: str
    name: str
    back: str
    here: str
    slug: str = ""


def claim_told(slug: str) -> Told:
    """The claim at an address of its own, an old one included, merged or not."""
    found = find_claim(slug)
    if found is None:
        raise Http404("There is no such claim.")
    root, now = found
    here = reverse("claims:claim-history", kwargs={"slug": now})
    return Told(root, "claim", root.text, reverse("claims:desk-claim", kwargs={"slug": now}), here, now)


def speaker_told(slug: str) -> Told:
    """The speaker at an address of its own, an old one included, merged or not."""
    rows = SpeakerAddress.objects.filter(slug=slug).annotate(now=current_slug("SpeakerAddress", "target_id"))
    found = rows.select_related("target__merged_into", "target__last_actor").first()
    if found is None:
        raise Http404("There is no such speaker.")
    here = reverse("claims:speaker-history", kwargs={"slug": found.now})
    back = reverse("claims:speaker", kwargs={"slug": found.now})
    return Told(found.target, "speaker", found.target.name, back, here, found.now)


def article_told(pk: int) -> Told:
    """The article, which every editor may see."""
    found = article_or_404(pk)
    back = reverse("claims:article", kwargs={"pk": pk})
    return Told(found, "article", str(found), back, reverse("claims:article-history", kwargs={"pk": pk}))


def statement_told(pk: int) -> Told:
    """The statement in whatever state, a rejected proposal too."""
    rows = Statement.objects.select_related("article_version__article", "last_actor")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404("There is no such statement.")
    back = list_view(found.article_version.article_id, pk)
    here = reverse("claims:statement-history", kwargs={"pk": pk})
    return Told(found, "statement", f"Statement {pk} in “{found.article_version.article}”", back, here)


def view_of(
    tell: Callable[..., Told], answer: Callable[[HttpRequest, Told], HttpResponse], *methods: str
) -> Callable[..., HttpResponse]:
    """A page of editors about what `tell` finds at an address, answered for these methods alone."""

    @editors_only
    @require_http_methods(list(methods))
    def view(request: HttpRequest, **at: Any) -> HttpResponse:
        return answer(request, tell(**at))

    return view


def _answer(request: HttpRequest, told: Told) -> HttpResponse:
    return redirect(told.here) if request.path != told.here else show(request, told)


def show(
    request: HttpRequest, told: Told, *, refused: str = "", tried: int | None = None, status: int = 200
) -> HttpResponse:
    """The page; `refused`: why the undo to version `tried` did not happen."""
    turn = Turn.read(after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    context = {"told": told, "history": history_of(told.root, turn), "refused": refused, "tried": tried}
    return render(request, "claims/desk/history.html", context, status=status)


claim = view_of(claim_told, _answer, "GET", "HEAD")
speaker = view_of(speaker_told, _answer, "GET", "HEAD")
article = view_of(article_told, _answer, "GET", "HEAD")
statement = view_of(statement_told, _answer, "GET", "HEAD")
