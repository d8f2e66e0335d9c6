"""Articles for readers and editors: the list, one article, and its versions compared."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.queries.article import article_page, find_withdrawal
from claims.queries.articles import list_articles
from claims.queries.keys import Turn
from claims.queries.seen_article import find_article
from claims.queries.titles import title_of
from claims.queries.versions import versions_page
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


@readers
@require_safe
def versions(request: HttpRequest, pk: int) -> HttpResponse:
    """Two texts of one article beside each other; the article's own answer where it is not to be seen."""
    found = find_article(pk, request.user)
    if found is None:
        return _withdrawn(request, pk)
    old, new = (request.GET.get(name, "") for name in ("old", "new"))
    page = versions_page(found, request.user, old=old, new=new)
    given = {"page": page, "article": found, "title": title_of(found)}
    return render(request, "claims/article_versions.html", given)


def _withdrawn(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_withdrawal(pk)
    if found is None:
        raise Http404
    return render(request, "claims/article_withdrawn.html", {"withdrawal": found}, status=410)
