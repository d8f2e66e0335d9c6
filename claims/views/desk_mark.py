"""Recording a statement: words first, then whose they are and what they do."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from claims.forms.bundle import StatementForms
from claims.forms.words import WordsForm
from claims.queries.desk_entries import entries_of
from claims.queries.statement_input import fresh_input
from claims.views.desk import article_or_404, list_view, show_article
from claims.views.desk_save import Save, answer, shown
from claims.views.drafting import draft_asked_for, drafted, typed_again
from claimtrack.access import editors_only
from sources.models import Article, ArticleVersion


@editors_only
@drafted
@require_http_methods(["GET", "HEAD", "POST"])
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the form for the chosen words. POST: save them, or one more row."""
    article = article_or_404(pk)
    if article.current_version is None:
        return redirect(list_view(article.pk))
    return _save(request, article) if request.method == "POST" else _begin(request, article)


def _begin(request: HttpRequest, article: Article) -> HttpResponse:
    draft = draft_asked_for(request, f"article {article.pk} ")
    if draft:
        forms = _forms(article, typed_again(draft), draft=True)
        return shown(request, Save(forms=forms, draft=draft.form))
    version = article.current_version
    assert version is not None  # noqa: S101 - `mark` has sent such articles away
    words = WordsForm(request.GET, text=version.text)
    if not words.is_valid():
        if words.places:
            return render(request, "claims/desk/place.html", {"article": article, "words": words})
        return show_article(request, article, words)
    version.article = article
    base = fresh_input(article, words.content)
    forms = StatementForms(version=version, known=entries_of(article), base=base, is_new=True)
    return shown(request, Save(forms=forms))


def _save(request: HttpRequest, article: Article) -> HttpResponse:
    do = request.POST.get("do", "save")
    forms = _forms(article, request.POST, draft=do != "save", more=do)
    return answer(request, Save(forms=forms))


def _forms(article: Article, data: QueryDict, *, draft: bool, more: str = "") -> StatementForms:
    """The words are those of the version the page was made on, whatever stands there now."""
    seen = data.get("v", "")
    versions = ArticleVersion.objects.filter(article=article)
    version = get_object_or_404(versions, pk=seen if seen.isdecimal() and len(seen) < 19 else 0)
    version.article = article
    known = entries_of(article)
    base = fresh_input(article, ())
    return StatementForms(
        version=version, known=known, base=base, data=data, draft=draft, more=more, is_new=True
    )
