"""Legal removal of an article, by an admin."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from claims.forms.removal import RemovalForm
from claims.queries.removal import loss_of
from claims.queries.titles import title_of
from claims.services.errors import Refused
from claims.services.removal import remove_article
from claims.views.desk_statement import OVERTAKEN
from claimtrack.access import admins_only
from sources.models import Article
from sources.services.roots import Stale


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: what will be lost. POST: remove it; 409 where somebody changed it since the page was opened."""
    article = get_object_or_404(Article, pk=pk)
    given = request.POST if request.method == "POST" else None
    form = RemovalForm(given, number=pk, initial={"expected": article.version})
    if not form.is_valid():
        return _page(request, article, form)
    try:
        remove_article(
            admin=cast(User, request.user),
            article=article,
            expected=form.cleaned_data["expected"],
            reason=form.cleaned_data["reason"],
        )
    except Stale:
        now = get_object_or_404(Article, pk=pk)
        kept = {"expected": now.version, "reason": form.cleaned_data["reason"]}
        return _page(request, now, RemovalForm(number=pk, initial=kept), overtaken=OVERTAKEN)
    except Refused as error:
        form.add_error(None, str(error))
        return _page(request, article, form)
    messages.success(request, "Removed. Its words are gone from the tables, the history and the files.")
    return redirect("claims:article-remove", pk)


def _page(request: HttpRequest, article: Article, form: RemovalForm, *, overtaken: str = "") -> HttpResponse:
    status = 409 if overtaken else 422 if form.errors else 200
    context = {
        "article": article,
        "title": title_of(article),
        "loss": loss_of(article),
        "form": form,
        "overtaken": overtaken,
    }
    return render(request, "claims/desk/remove.html", context, status=status)
