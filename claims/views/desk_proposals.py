"""Deciding proposals in the list of an article: one by one, all that are shown, and taking that back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from claims.choices import SpeakerKind, StatementState
from claims.models import Statement, StatementLink
from claims.queries.desk_article import article_desk
from claims.queries.known import find_speakers
from claims.services.accepting import accept_proposal, decide_link
from claims.services.errors import Refused
from claims.services.inputs import SpeakerChoice
from claims.services.statements import withdraw_statement
from claims.views.desk import article_or_404, list_view, show_article
from claims.views.desk_statement import OVERTAKEN, expected_of, statement_or_404
from claimtrack.access import editors_only
from claimtrack.words import counted
from sources.models import Article
from sources.services.roots import Stale

MOST = 200
TOGETHER = "Accepted together with others, and taken back."
WHICH = "Speakers of a like name are known. Say which of them it is, or that this is another."


@editors_only
@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept one as it stands, with the links that are ticked; ask where a name may mean several."""
    statement = statement_or_404(pk)
    article = statement.article_version.article_id
    choice, asks = _speaker(request.POST)
    if asks and statement.speaker_id is None and statement.state == StatementState.PROPOSED:
        messages.info(request, WHICH)
        return redirect("claims:desk-statement", pk=pk)
    try:
        accept_proposal(
            editor=cast(User, request.user),
            statement=statement,
            expected=expected_of(request),
            speaker=choice,
            links=_numbers(request.POST.getlist("link")),
        )
    except Stale:
        return show_article(
            request, article_or_404(article), refused=OVERTAKEN, at=f"#statement-{pk}", status=409
        )
    except Refused as error:
        return show_article(
            request, article_or_404(article), refused=str(error), at=f"#statement-{pk}", status=422
        )
    linked = statement.links.filter(state="confirmed").exists()
    seen = "" if linked else " It is not linked with a claim yet, so readers do not see it."
    messages.success(request, f"Accepted.{seen}")
    return redirect(list_view(article, pk))


@editors_only
@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Say whether a confirmed statement belongs to a suggested claim."""
    statement = statement_or_404(pk)
    article = statement.article_version.article_id
    keys = _numbers([request.POST.get("link", "")])
    found = StatementLink.objects.filter(statement=statement, pk__in=keys).select_related("statement").first()
    if found is None:
        raise BadRequest("Nothing was asked for.")
    accepts = request.POST.get("do") == "accept"
    try:
        decide_link(
            editor=cast(User, request.user), link=found, expected=expected_of(request), accept=accepts
        )
    except Stale:
        return show_article(
            request, article_or_404(article), refused=OVERTAKEN, at=f"#statement-{pk}", status=409
        )
    except Refused as error:
        return show_article(
            request, article_or_404(article), refused=str(error), at=f"#statement-{pk}", status=422
        )
    messages.success(request, "Linked." if accepts else "Not linked. Nobody is asked about it again.")
    return redirect(list_view(article, pk))


@editors_only
@require_POST
def all_shown(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask before all that are shown are accepted, accept them, or withdraw them again."""
    article = article_or_404(pk)
    do = request.POST.get("do", "")
    named = _named(request.POST.getlist("one"))
    if do == "accept":
        return _accept_all(request, article, named)
    if do == "undo":
        return _take_back(request, article, named)
    desk = article_desk(article)
    ready = [entry for entry in desk.waiting if entry.waits][:MOST]
    context = {
        "article": article,
        "title": desk.title,
        "ready": ready,
        "open": [entry for entry in desk.waiting if not entry.waits],
        "numbers": desk.numbers,
        "back": list_view(article.pk),
    }
    return render(request, "claims/desk/accept_all.html", context)


def _again(request: HttpRequest, statement: Statement, error: Stale | Refused) -> HttpResponse:
    """The list as it stands now, with what is wrong."""
    stale = isinstance(error, Stale)
    return show_article(
        request,
        article_or_404(statement.article_version.article_id),
        refused=OVERTAKEN if stale else str(error),
        at=f"#statement-{statement.pk}",
        status=409 if stale else 422,
    )


def _accept_all(request: HttpRequest, article: Article, named: Sequence[tuple[int, int]]) -> HttpResponse:
    editor = cast(User, request.user)
    links = _numbers(request.POST.getlist("link"))
    done: list[int] = []
    for statement, expected in _rows(article, named):
        with suppress(Stale, Refused):
            accept_proposal(editor=editor, statement=statement, expected=expected, links=links)
            done.append(statement.pk)
    left = len(named) - len(done)
    if left:
        messages.error(
            request, f"{counted(left, 'proposal')} had been changed or decided meanwhile, and stayed so."
        )
    address = list_view(article.pk)
    return redirect(f"{address}&accepted={'-'.join(map(str, done))}#accepted" if done else address)


def _take_back(request: HttpRequest, article: Article, named: Sequence[tuple[int, int]]) -> HttpResponse:
    editor = cast(User, request.user)
    done = 0
    for statement, expected in _rows(article, named):
        with suppress(Stale, Refused):
            withdraw_statement(editor=editor, statement=statement, expected=expected, reason=TOGETHER)
            done += 1
    messages.success(
        request, f"{counted(done, 'statement')} withdrawn again. Each can be brought back at the foot."
    )
    return redirect(list_view(article.pk))


def _rows(article: Article, named: Sequence[tuple[int, int]]) -> list[tuple[Statement, int]]:
    """The statements of the article, each with the version it was shown at, in the order of the page."""
    rows = Statement.objects.filter(article_version__article=article).select_related("speaker__merged_into")
    found = rows.select_related("article_version__article").in_bulk([pk for pk, _ in named])
    return [(found[pk], expected) for pk, expected in named if pk in found]


def _named(given: Sequence[str]) -> list[tuple[int, int]]:
    """ "key-version" of each."""
    pairs = (one.partition("-") for one in given[:MOST])
    numbers = ((_numbers([pk]), _numbers([version])) for pk, _, version in pairs)
    return [(pk[0], version[0]) for pk, version in numbers if pk and version]


def _numbers(given: Iterable[str]) -> list[int]:
    return [int(one) for one in given if one.isascii() and one.isdecimal() and len(one) < 10]


def _speaker(data: QueryDict) -> tuple[SpeakerChoice | None, bool]:
    """Who was named: a known speaker, a new one, or nobody; True where that has to be asked."""
    name = " ".join(data.get("name", "").split())[:200]
    return named_speaker(name, data.get("kind", "")) if name else (None, False)


def named_speaker(name: str, kind: str) -> tuple[SpeakerChoice, bool]:
    """The one known speaker of that name, or a new one of that kind; True where it has to be asked which."""
    found = find_speakers(name)
    if len(found.exact) == 1:
        return SpeakerChoice(speaker_id=int(found.exact[0].key.partition(":")[2])), False
    new = SpeakerChoice(
        new_name=name, new_kind=SpeakerKind(kind if kind in SpeakerKind.values else SpeakerKind.PERSON)
    )
    return new, bool(found.exact or found.similar)
