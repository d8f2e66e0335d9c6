"""Passages that were not surely carried over to a later text, at the desk: the list, and one to decide."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from claims.locate import Span, locate
from claims.queries.overlaps import count_waiting
from claims.queries.passage_review import (
    figures_to_check,
    find_passage,
    next_to_review,
    passage_page,
    read_passages,
)
from claims.services.errors import Overtaken, Refused, WordsMoved
from claims.services.inputs import Words
from claims.services.reviewing import leave_passage, place_passage, review_again
from claims.views.desk_statement import OVERTAKEN, expected_of
from claimtrack.access import editors_only
from sources.models import Passage
from sources.services.roots import Stale

#: What happened, by what was asked for.
TOLD = {
    "place": "It has a place in the new text.",
    "keep": "It stays with the older text.",
    "gone": "It is marked as no longer in the text.",
    "undo": "Undone: it waits for review again.",
}
LONGEST_WORDS = 20_000


@editors_only
@require_safe
def passages(request: HttpRequest) -> HttpResponse:
    """What waits, and what is gone; `article`: all that is left in the older texts of one."""
    article = _number(request.GET.get("article", ""))
    before = _number(request.GET.get("before", ""))
    page = read_passages(show=request.GET.get("show", ""), before=before, article=article)
    context = {"page": page, "article": article, "overlaps": count_waiting(), **done_before(request)}
    return render(request, "claims/desk/passages.html", context)


@editors_only
@require_http_methods(["GET", "HEAD", "POST"])
def passage(request: HttpRequest, pk: int) -> HttpResponse:
    """Old and new side by side. POST `do`: place (at `place` or at the typed `words`), keep, gone or undo."""
    found = find_passage(pk)
    if found is None:
        raise Http404("There is no such passage.")
    if request.method != "POST":
        return _page(request, found)
    do = request.POST.get("do", "")
    if do not in TOLD:
        return _page(request, found, "Choose by one of the buttons what becomes of it.", 422)
    try:
        _carry_out(request, found, do)
    except _Several as error:
        return _page(request, found, str(error), 422, places=error.places)
    except (Stale, WordsMoved, Overtaken) as error:
        now = cast(Passage, find_passage(pk))
        return _page(request, now, OVERTAKEN if isinstance(error, Stale) else str(error), 409)
    except Refused as error:
        return _page(request, found, str(error), 422)
    return _on(found, do)


class _Several(Exception):
    """The typed words stand at several places."""

    def __init__(self, places: list[Span]) -> None:
        super().__init__("These words stand there more than once. Choose the place that is meant.")
        self.places = tuple(places)


def _carry_out(request: HttpRequest, found: Passage, do: str) -> None:
    editor, expected = cast(User, request.user), expected_of(request)
    acts: dict[str, Callable[[], object]] = {
        "place": lambda: place_passage(
            editor=editor, passage=found, expected=expected, words=_chosen(request, found)
        ),
        "keep": lambda: leave_passage(editor=editor, passage=found, expected=expected, gone=False),
        "gone": lambda: leave_passage(editor=editor, passage=found, expected=expected, gone=True),
        "undo": lambda: review_again(editor=editor, passage=found, expected=expected),
    }
    acts[do]()


def _chosen(request: HttpRequest, found: Passage) -> Words:
    """The typed words where they stand in the current text, else the place that was chosen."""
    version = found.version.article.current_version
    text = version.text if version else ""
    if str(version.pk if version else "") != request.POST.get("v", ""):
        raise WordsMoved("The article has another text by now. Look at it again.")
    typed = request.POST.get("words", "")[:LONGEST_WORDS].replace("\r\n", "\n").strip()
    places = locate(text, typed) if typed else [_span(request.POST.get("place", ""))]
    if not places:
        raise Refused("These words do not stand in the new text. Copy them from there, letter by letter.")
    if len(places) > 1:
        raise _Several(places)
    start, end = places[0]
    return Words(start, end, text[start:end])


def _span(given: str) -> Span:
    start, _, end = given.partition("-")
    first, last = _number(start), _number(end)
    if first is None or last is None:
        raise Refused("Choose a place, or type the words of the new text.")
    return first, last


def _on(found: Passage, do: str) -> HttpResponse:
    """To the next one that waits; after an undo back to the same."""
    article = found.version.article_id
    after = found.pk if do == "undo" else next_to_review(article=article, but=found.pk)
    if after is None:
        return redirect(f"{reverse('claims:desk-passages')}?done={found.pk}&did={do}")
    return redirect(f"{reverse('claims:desk-passage', kwargs={'pk': after})}?done={found.pk}&did={do}")


def _page(
    request: HttpRequest,
    found: Passage,
    refused: str = "",
    status: int = 200,
    *,
    places: tuple[Span, ...] | None = None,
) -> HttpResponse:
    context = {
        "page": passage_page(found, places),
        "refused": refused,
        "typed": request.POST.get("words", ""),
        **done_before(request, here=found.pk),
    }
    return render(request, "claims/desk/passage.html", context, status=status)


def done_before(request: HttpRequest, *, here: int | None = None) -> dict[str, object]:
    """What was decided a moment ago, as the address tells, and how to undo it."""
    pk, did = _number(request.GET.get("done", "")), request.GET.get("did", "")
    before = find_passage(pk) if pk and did in TOLD else None
    undo = before is not None and did != "undo" and pk != here
    figures = figures_to_check(before) if before and did == "place" else ()
    return {"done": before, "told": TOLD.get(did, ""), "can_undo": undo, "figures": figures}


def _number(words: str) -> int | None:
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 18 else None
