"""Articles for readers and editors: the list, and one article."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.queries.article import article_page, find_article, find_withdrawal
from claims.queries.articles import list_articles
from claims.queries.keys import Turn
from claimtrack.access import readers


@readers
@require_safe
def articles(request: HttpRequest) -> HttpResponse:
    """What the visitor may see, newest first."""
    turn = Turn.read(after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    return render(request, "claims/article_list.html", {"page": list_articles(request.user, turn=turn)})


@readers
@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """One article; 410 with the reason where readers could see it once."""
    found = find_article(pk, request.user)
    if found is None:
        return _withdrawn(request, pk)
    return render(request, "claims/article.html", {"page": article_page(found, request.user)})


def _withdrawn(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_withdrawal(pk)
    if found is None:
        raise Http404
    return render(request, "claims/article_withdrawn.html", {"withdrawal": found}, status=410)
