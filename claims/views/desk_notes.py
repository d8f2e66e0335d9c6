"""Notes at the desk: threads on a claim or on words of an article, and what is for one editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from claims.draft_places import DraftPlace
from claims.forms.notes import NoteForm
from claims.forms.words import WordsForm
from claims.models import Claim, Note
from claims.queries.desk_counts import desk_counts
from claims.queries.drafts import typed_in
from claims.queries.notes import find_thread, for_you, threads_in_article
from claims.queries.titles import title_of
from claims.queries.wording import address
from claims.services.errors import Refused
from claims.services.inputs import Words
from claims.services.notes import (
    answer_note,
    note_on_claim,
    note_on_passage,
    reopen_thread,
    see_thread,
    settle_thread,
)
from claims.views.claim_together import NOTE
from claims.views.desk import article_or_404
from claims.views.desk_claim import page_or_404
from claims.views.drafting import draft_asked_for, draft_fields, drafted
from claims.views.note_drafts import answers_in, answers_on, place_of_answer, places_of_threads
from claimtrack.access import editors_only
from sources.models import Article, ArticleVersion


@editors_only
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    """Open threads in which the editor is named."""
    me = cast(User, request.user).pk
    threads = for_you(me)
    context = {
        "threads": threads,
        "counts": desk_counts(me),
        "answers": answers_on(request, threads, request.path),
    }
    return render(request, "claims/desk/for_you.html", context)


@editors_only
@drafted
@require_POST
def on_claim(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a thread on a claim."""
    page = page_or_404(slug)
    form = NoteForm(request.POST, prefix=NOTE)
    page.sent[NOTE] = form
    if not form.is_valid():
        return page.answer(request, status=422)
    note_on_claim(editor=cast(User, request.user), claim=page.claim, text=form.cleaned_data["text"])
    messages.success(request, "The note is written.")
    return redirect(f"{page.address}#notes")


@editors_only
@drafted
@require_http_methods(["GET", "HEAD", "POST"])
def in_article(request: HttpRequest, pk: int) -> HttpResponse:
    """GET: the threads of an article, and a form for the words that were chosen. POST: a note on them."""
    article = article_or_404(pk)
    if request.method == "POST":
        return _write(request, article)
    asked = bool(request.GET.getlist("span") or request.GET.get("words"))
    words = WordsForm(request.GET, text=_text(article)) if asked else None
    if words is not None:
        words.is_valid()
    draft = draft_asked_for(request, f"note in {pk} ")
    typed = {name: texts[-1] for name, texts in typed_in(draft).items() if texts} if draft else {}
    return _page(request, article, words, form=NoteForm(initial=typed))


def _text(article: Article) -> str:
    return article.current_version.text if article.current_version else ""


def _page(
    request: HttpRequest,
    article: Article,
    words: WordsForm | None,
    *,
    form: NoteForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    chosen = words.content if words is not None else ()
    stretch = stretch_of(chosen, _text(article)) if chosen else None
    place, threads = _place(request, article, stretch), threads_in_article(article.pk)
    at = reverse("claims:desk-article-notes", kwargs={"pk": article.pk})
    drafts = draft_fields(request, [place, *places_of_threads(request, threads, at)])
    context = {
        "draft": drafts[place.form],
        "drafts": drafts.values(),
        "answers": answers_in(drafts, threads),
        "article": article,
        "title": title_of(article, _text(article)[:100]),
        "threads": threads,
        "words": words,
        "chosen": stretch,
        "form": form or NoteForm(),
        "refused": refused,
    }
    return render(request, "claims/desk/notes.html", context, status=status)


def _place(request: HttpRequest, article: Article, chosen: Words | None) -> DraftPlace:
    """To which form what is typed belongs: one for each stretch of words."""
    at = reverse("claims:desk-article-notes", kwargs={"pk": article.pk})
    span = f"{chosen.start}-{chosen.end}" if chosen else ""
    title = f"A note in “{title_of(article, _text(article)[:100])}”"
    page = f"{at}?span={span}" if span else at
    return DraftPlace(cast(int, request.user.pk), f"note in {article.pk} {span}", title, page, 0, article.pk)


def stretch_of(chosen: tuple[Words, ...], text: str) -> Words:
    """A note is on one stretch: from the first of the chosen words to the last."""
    start, end = chosen[0].start, chosen[-1].end
    return Words(start, end, text[start:end])


def _write(request: HttpRequest, article: Article) -> HttpResponse:
    """The words are those of the text that the page was made of."""
    seen = request.POST.get("v", "")
    versions = ArticleVersion.objects.filter(article=article)
    version = get_object_or_404(versions, pk=seen if seen.isdecimal() and len(seen) < 19 else 0)
    words, form = WordsForm(request.POST, text=version.text), NoteForm(request.POST)
    if not (words.is_valid() & form.is_valid()):
        return _page(request, article, words, form=form, status=422)
    try:
        note = note_on_passage(
            editor=cast(User, request.user),
            version=version,
            words=stretch_of(words.content, version.text),
            text=form.cleaned_data["text"],
        )
    except Refused as error:
        return _page(request, article, words, form=form, refused=str(error), status=409)
    messages.success(request, "The note is written.")
    return redirect(f"{request.path}#note-{note.pk}")


@editors_only
@drafted
@require_POST
def thread(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer in a thread, settle it, open it again, or say that it was read."""
    first = find_thread(pk)
    if first is None:
        raise Http404("There is no such note.")
    editor, do = cast(User, request.user), request.POST.get("do", "answer")
    if do == "answer":
        return _reply(request, first)
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "settle": (lambda: settle_thread(editor=editor, thread=first), "Settled."),
        "reopen": (lambda: reopen_thread(editor=editor, thread=first), "Open again."),
        "seen": (lambda: see_thread(editor=editor, thread=first), "Read."),
    }
    if do not in acts:
        raise Http404("There is no such button.")
    act, told = acts[do]
    act()
    messages.success(request, told)
    return redirect(_back(request, first))


def _reply(request: HttpRequest, first: Note) -> HttpResponse:
    form, refused, status = NoteForm(request.POST, prefix=f"n{first.pk}"), "", 422
    if form.is_valid():
        try:
            answer_note(editor=cast(User, request.user), thread=first, text=form.cleaned_data["text"])
        except Refused as error:
            refused, status = str(error), 409
        else:
            messages.success(request, "Your answer is written.")
            return redirect(_back(request, first))
    back = _back(request, first)
    place = place_of_answer(request, first, back.partition("#")[0])
    draft = draft_fields(request, [place])[place.form]
    context = {"first": first, "form": form, "refused": refused, "back": back, "draft": draft}
    return render(request, "claims/desk/note.html", context, status=status)


def _back(request: HttpRequest, first: Note) -> str:
    """To the inbox, where it was pressed there; else to where the thread stands."""
    if request.POST.get("back") == "inbox":
        return reverse("claims:desk-for-you")
    if first.passage is not None:
        at = address("claims:desk-article-notes", pk=first.passage.version.article_id)
    else:
        slug = cast(Claim, first.claim).addresses.filter(current=True).values_list("slug", flat=True).first()
        at = address("claims:desk-claim", slug=slug or "")
    return f"{at}#note-{first.pk}" if at else reverse("claims:desk-for-you")
