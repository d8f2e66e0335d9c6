"""The desk: the queue, and an article as a list of sentences."""

from collections.abc import Iterable
from typing import cast

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from claims.choices import KEY_OF, SpeakerKind, StatementState
from claims.forms.words import WordsForm
from claims.models import Claim
from claims.queries.desk import read_queue
from claims.queries.desk_article import article_desk, find_article
from claims.queries.desk_claims import read_claims
from claims.queries.desk_counts import desk_counts
from claims.queries.desk_entries import Entry
from claims.queries.desk_text import RELATION_KEY_OF, text_desk
from claims.queries.desk_work import Narrowed, numbers_of, people_to_choose, work_on
from claims.queries.desk_worth import FIRST, WorthList, read_worth
from claims.queries.keys import Turn
from claims.queries.notes import threads_in_article
from claims.queries.overlaps import count_waiting
from claims.queries.reports import count_open
from claims.views.note_drafts import answers_on
from claimtrack.access import editors_only
from sources.choices import NoticeKind
from sources.models import Article

LONGEST_SEARCH = 200
#: What follows `l` and `r` at the keyboard desk: (key, stored spelling, words).
STANCES = [(key, stance.value, str(stance.label)) for stance, key in KEY_OF.items()]
RELATIONS = [(key, kind.value, str(kind.label)) for kind, key in RELATION_KEY_OF.items()]
#: Where each card of the text leads.
STATEMENT_PAGES = ("desk-statement", "desk-statement-withdraw", "statement-history")


@editors_only
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """First what is worth an editor's time, then articles, newest first; `q` searches headlines and texts.

    `of=claims`: the claims; `state` and `who` narrow either to how far it is and whose it is. `order=worth`
    lists all that waits, the weightiest first.
    """
    if request.GET.get("order") == "worth":
        worth = read_worth(after=request.GET.get("after", ""))
        return render(request, "claims/desk/worth.html", {"worth": worth})
    words = " ".join(request.GET.get("q", "").split())[:LONGEST_SEARCH]
    turn = Turn.read(after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    me = cast(User, request.user).pk
    narrowed = Narrowed.read(state=request.GET.get("state", ""), who=request.GET.get("who", ""), me=me)
    of_claims = request.GET.get("of") == "claims"
    is_first = not (words or turn.after or turn.before or narrowed.state or narrowed.who or of_claims)
    context = {
        "queue": (read_claims if of_claims else read_queue)(words=words, turn=turn, narrowed=narrowed),
        "words": words,
        "worth": read_worth(size=FIRST) if is_first else WorthList((), ""),
        "open_reports": count_open(),
        "overlaps": count_waiting(),
        "of_claims": of_claims,
        "narrowed": narrowed,
        "numbers": numbers_of(Claim if of_claims else Article, me),
        "people": people_to_choose(),
        "counts": desk_counts(me),
    }
    return render(request, "claims/desk/queue.html", context)


@editors_only
@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """The text with its marks and a key for everything; `view=list`: the list view, which needs no script."""
    found = article_or_404(pk)
    if request.GET.get("view") == "list":
        return show_article(request, found)
    to = {name: _around(f"claims:{name}") for name in STATEMENT_PAGES}
    context = {
        "page": text_desk(found),
        "stances": STANCES,
        "relations": RELATIONS,
        "to": to,
        "work": work_on(found, cast(User, request.user).pk),
        "people": people_to_choose(),
    }
    return render(request, "claims/desk/text.html", context)


def _around(name: str) -> tuple[str, str]:
    """The address of a statement's page before and after its key: hundreds stand on a page."""
    before, _, after = reverse(name, kwargs={"pk": 0}).rpartition("0")
    return before, after


def show_article(
    request: HttpRequest,
    found: Article,
    words: WordsForm | None = None,
    *,
    refused: str = "",
    at: str = "#notices",
    status: int = 200,
) -> HttpResponse:
    """The list view, after a refusal with everything that was ticked and typed (422), or with a sentence.

    at: where the sentence leads.
    """
    desk, threads = article_desk(found), threads_in_article(found.pk)
    context = {
        "desk": desk,
        "words": words,
        "refused": refused,
        "refused_at": at,
        "accepted": _taken_together(request, desk.known.entries),
        "kinds": SpeakerKind.choices,
        "ticked": set(request.GET.getlist("span")),
        "typed": request.GET.get("words", ""),
        "notice_kinds": NoticeKind.choices,
        "work": work_on(found, cast(User, request.user).pk),
        "people": people_to_choose(),
        "threads": threads,
        "answers": answers_on(request, threads, list_view(found.pk)),
    }
    return render(request, "claims/desk/article.html", context, status=422 if words else status)


def _taken_together(request: HttpRequest, entries: Iterable[Entry]) -> list[Entry]:
    """Those that were accepted in one go a moment ago, as the address tells."""
    keys = set(request.GET.get("accepted", "").split("-"))
    return [entry for entry in entries if str(entry.pk) in keys and entry.state == StatementState.CONFIRMED]


def article_or_404(pk: int) -> Article:
    """The article, which every editor may see."""
    found = find_article(pk)
    if found is None or found.removed_at is not None:
        raise Http404("There is no such article.")
    return found


def text_view(article: int, statement: int | None = None) -> str:
    """The address of the keyboard desk, at one of its statements."""
    address = reverse("claims:desk-article", kwargs={"pk": article})
    return f"{address}#c{statement}" if statement else address


def list_view(article: int, statement: int | None = None) -> str:
    """The address of the list view, at one of its statements."""
    address = f"{reverse('claims:desk-article', kwargs={'pk': article})}?view=list"
    return f"{address}#statement-{statement}" if statement else address
