"""An article, or all of a batch, taken from readers and given back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from claims.forms.reasons import ReasonForm
from claims.queries.desk_compare import Pair
from claims.queries.desk_since import event_then
from claims.queries.titles import title_of
from claims.services.articles import restore_article, restore_batch, withdraw_article, withdraw_batch
from claims.services.errors import Refused
from claims.views.desk import article_or_404, list_view
from claims.views.desk_conflict import overtaken_root
from claims.views.desk_statement import OVERTAKEN, expected_of
from claimtrack.access import admins_only, editors_only
from claimtrack.roles import is_admin
from sources.models import Article, ImportBatch
from sources.services.roots import Stale

GONE = "Withdrawn. Readers see that it was withdrawn, and why. You can bring it back."
BACK = "Brought back. Readers see again what is recorded there."


@dataclass(frozen=True, slots=True)
class Thing:
    """What is to be hidden, as the page tells of it; back: where one came from; expected: its version;
    remove: where it is legally removed."""

    kind: str
    name: str
    means: str
    back: str
    up: tuple[str, str]
    restore: str
    expected: int
    withdrawn_at: datetime | None
    withdrawn_reason: str
    remove: str = ""


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_of_article(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then hide the article."""
    article = article_or_404(pk)
    thing = _of_article(article)
    form = _form(request, thing)
    if not form.is_valid():
        return _page(request, thing, form)
    given = form.cleaned_data
    try:
        withdraw_article(
            editor=cast(User, request.user),
            article=article,
            expected=given["expected"],
            reason=given["reason"],
        )
    except Stale:
        return _overtaken(request, pk, given["reason"], given["expected"])
    except Refused:
        if given["expected"] != article.version:
            return _overtaken(request, pk, given["reason"], given["expected"])
        return _again(request, _of_article(article_or_404(pk)), given["reason"])
    messages.success(request, GONE)
    return redirect(thing.back)


@editors_only
@require_POST
def restore_of_article(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a withdrawn article back."""
    article = article_or_404(pk)
    try:
        restore_article(editor=cast(User, request.user), article=article, expected=expected_of(request))
    except Stale:
        return _overtaken(request, pk, "", expected_of(request))
    except Refused:
        return _again(request, _of_article(article_or_404(pk)), "")
    messages.success(request, BACK)
    return redirect(list_view(pk))


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw_of_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for the reason, then hide every article of the batch."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    thing = _of_batch(batch)
    form = _form(request, thing)
    if not form.is_valid():
        return _page(request, thing, form)
    try:
        withdraw_batch(admin=cast(User, request.user), batch=batch, reason=form.cleaned_data["reason"])
    except Refused:
        now = get_object_or_404(ImportBatch, pk=pk)
        return _again(request, _of_batch(now), form.cleaned_data["reason"])
    messages.success(request, GONE)
    return redirect(thing.back)


@admins_only
@require_POST
def restore_of_batch(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring a withdrawn batch back."""
    batch = get_object_or_404(ImportBatch, pk=pk)
    try:
        restore_batch(admin=cast(User, request.user), batch=batch)
    except Refused:
        return _again(request, _of_batch(get_object_or_404(ImportBatch, pk=pk)), "")
    messages.success(request, BACK)
    return redirect("sources:batch", pk)


def _of_article(article: Article) -> Thing:
    return Thing(
        kind="article",
        name=title_of(article),
        means="Readers see neither the article nor any statement in it; its claims are counted without them.",
        back=list_view(article.pk),
        up=("Desk", reverse("claims:desk")),
        restore=reverse("claims:desk-article-restore", kwargs={"pk": article.pk}),
        expected=article.version,
        withdrawn_at=article.withdrawn_at,
        withdrawn_reason=article.withdrawn_reason,
        remove=reverse("claims:article-remove", kwargs={"pk": article.pk}),
    )


def _of_batch(batch: ImportBatch) -> Thing:
    return Thing(
        kind="batch",
        name=batch.label,
        means="Readers see none of the articles it brought or still brings, nor any statement in them.",
        back=reverse("sources:batch", kwargs={"pk": batch.pk}),
        up=("Imports", reverse("sources:imports")),
        restore=reverse("claims:batch-restore", kwargs={"pk": batch.pk}),
        expected=0,  # a batch has no version: what was asked for holds or does not
        withdrawn_at=batch.withdrawn_at,
        withdrawn_reason=batch.withdrawn_reason,
    )


def _form(request: HttpRequest, thing: Thing) -> ReasonForm:
    given = request.POST if request.method == "POST" else None
    return ReasonForm(given, initial={"expected": thing.expected})


def _overtaken(request: HttpRequest, pk: int, reason: str, expected: int) -> HttpResponse:
    """The withdrawal, or its end (reason: ""), beside the article as it stands now (409)."""
    now = article_or_404(pk)
    name, then = title_of(now), event_then(now, expected)
    stands = now.withdrawn_reason if now.withdrawn_at else ""
    stood = (then.withdrawn_reason if then.withdrawn_at else "") if then else None
    pairs = [Pair("The article", name, name), Pair("Withdrawn because", reason, stands, stood)]
    return overtaken_root(
        request, now, what="article", expected=expected, pairs=pairs, keep=_of_article(now).back
    )


def _again(request: HttpRequest, thing: Thing, reason: str) -> HttpResponse:
    """The page as it stands now, with the reason that was typed."""
    form = ReasonForm(initial={"expected": thing.expected, "reason": reason})
    # Of what is withdrawn the page has no form with a reason: the one that was typed is said.
    typed = f" Your reason was: “{reason}”." if reason and thing.withdrawn_at else ""
    return _page(request, thing, form, overtaken=f"{OVERTAKEN}{typed}")


def _page(request: HttpRequest, thing: Thing, form: ReasonForm, *, overtaken: str = "") -> HttpResponse:
    status = 409 if overtaken else 422 if form.errors else 200
    context = {
        "thing": thing,
        "form": form,
        "overtaken": overtaken,
        "remove": thing.remove if is_admin(request.user) else "",
    }
    return render(request, "claims/desk/withdraw_source.html", context, status=status)
